// The replay through one seat's eyes: what that seat was told, folded as its own browser did it live.
// Who is told what is the server's to say; nothing is decided here. Built once, then only looked up.
import { claimed, moved, opened, settled } from "../../live/drafts";
import { decided, tasksAfter } from "../../live/minutes";
import { readsHidden } from "../../live/house";
import { changed, outOfSight, published, shownTo, type PostChange } from "../../live/posts";
import type { Draft, Fact, Lens, Lenses, PostPublished, Review, ReviewedPost, ShownPost, Told } from "$wire/wire";
import { countUpTo } from "./asof";

export const ALL = "all";
export const PUBLIC = "public";

/** A review as somebody could have written it who was only told so much. */
export interface Seen {
  readonly lens: string;
  /** What was told in the end; nothing found, measured or agreed on afterwards. */
  readonly review: Review;
  /** A post as it was shown at `t`; nothing while it was hidden from this seat. */
  postAt(id: string, t: number): ReviewedPost | undefined;
  /** Whether any post was ever hidden from it. */
  readonly hides: boolean;
  /** What it was shown of the listening tool: percent of the mentions against the brand. */
  readonly listened: readonly { t: number; value: number }[];
}

interface Version {
  t: number;
  shown: ShownPost;
}

/** What was seen through a lens; nothing if the server sent no such lens. */
export function seenThrough(review: Review, lenses: Lenses, id: string): Seen | undefined {
  const lens = lenses.lenses.find((each) => each.id === id);
  if (!lens) return undefined;
  const told = lens.told.flatMap((at) => lenses.told[at] ?? []);
  const listened = lens.listens ? lenses.listened.flatMap(({ t, negative }) => (negative === null ? [] : [{ t, value: negative }])) : [];
  return { ...new Eyes(review, lens, settledTimes(told)).seen(), listened };
}

/** A clock that was set back tells a time twice: what came before it counts as of then. */
function settledTimes(told: readonly Told[]): Told[] {
  let least = Infinity;
  return told
    .toReversed()
    .map((one) => ({ ...one, t: (least = Math.min(least, one.t)) }))
    .reverse();
}

const PLACE = "microblog";

class Eyes {
  readonly #lives = new Map<string, Version[]>();
  readonly #drafts = new Map<string, Draft>();
  readonly #facts = new Map<string, Fact>();
  readonly #delivered = new Map<string, number>();
  readonly #decisions: Review["decisions"] = [];
  #tasks: readonly Review["tasks"][number][] = [];
  readonly #chat: Review["chat"] = [];
  readonly #crew: Review["chat"] = [];
  readonly #messages: Review["messages"] = [];
  readonly #whispers: Review["whispers"] = [];
  readonly #notes: Review["notes"] = [];
  readonly #flags: Review["flags"] = [];
  readonly #trust: Review["trust"] = [];
  readonly #moods: Review["players"]["moods"] = [];
  readonly #readsHidden: boolean;
  #hides = false;

  constructor(
    private readonly whole: Review,
    private readonly lens: Lens,
    told: readonly Told[],
  ) {
    this.#readsHidden = readsHidden(whole.seats.find((seat) => seat.id === lens.id)?.role);
    for (const one of told) this.#hear(one);
  }

  seen(): Omit<Seen, "listened"> {
    const growth = new Map(this.whole.posts.map((post) => [post.id, post.growth]));
    const reviewed = new Map([...this.#lives].map(([id, life]) => [id, life.map((one) => this.#reviewed(one.shown, growth.get(id) ?? []))]));
    return {
      lens: this.lens.id,
      hides: this.#hides,
      review: this.#review([...reviewed.values()].flatMap((life) => life.at(-1) ?? [])),
      postAt: (id, t) => {
        const life = this.#lives.get(id) ?? [];
        const at = countUpTo(life, t) - 1;
        const version = life[at];
        return version && !outOfSight(version.shown) ? reviewed.get(id)?.[at] : undefined;
      },
    };
  }

  #review(posts: ReviewedPost[]): Review {
    const { whole, lens } = this;
    return {
      ...whole,
      posts,
      drafts: [...this.#drafts.values()],
      facts: [...this.#facts.values()],
      decisions: this.#decisions,
      tasks: [...this.#tasks],
      chat: this.#chat,
      messages: this.#messages,
      whispers: this.#whispers,
      notes: this.#notes,
      flags: this.#flags,
      trust: this.#trust,
      injects: whole.injects.flatMap((inject) => this.#asDelivered(inject)),
      samples: lens.truth ? whole.samples : [],
      openings: lens.truth ? whole.openings : [],
      influence: lens.truth ? whole.influence : [],
      players: { ...whole.players, moods: this.#moods, crew: this.#crew },
      measures: [],
      findings: [],
      disagreements: [],
      bets: [],
    };
  }

  #asDelivered(inject: Review["injects"][number]): Review["injects"] {
    const delivered = this.#delivered.get(inject.id);
    if (delivered === undefined) return [];
    const untold = { title: "", expected: null, answered: null, answer: null, noticed: null, decided: null } as const;
    return [{ ...inject, ...untold, planned: null, delivered, verdict: "not_expected" }];
  }

  #reviewed(shown: ShownPost, growth: ReviewedPost["growth"]): ReviewedPost {
    const { id, author, name, followers, verified, text, t, reply_to, quote, edited_t, gone_t, posture, origin, intent, judged, tactic, shows, leak, picture } = shown;
    const brand = author === this.whole.brand;
    return { id, author, name, followers, verified, text, t, reply_to, quote, edited_t, gone_t, posture, origin, brand, intent, judged, tactic, shows, leak, picture, growth };
  }

  #hear({ t, event }: Told): void {
    switch (event.kind) {
      case "post.published":
        return void this.#lives.set(event.post, [{ t, shown: published(event satisfies PostPublished, t, PLACE) }]);
      case "post.edited":
      case "post.deleted":
      case "post.retracted":
      case "post.removed":
      case "post.expired":
      case "post.hidden":
      case "post.judged":
        return this.#change(event, t);
      case "chat.said":
        return void this.#chat.push({ id: event.chat, seat: event.seat, text: event.text, t });
      case "crew.said":
        return void this.#crew.push({ id: event.line, seat: event.seat, text: event.text, t });
      case "message.sent":
        return void this.#messages.push({ id: event.message, sender: event.sender, to: event.to, text: event.text, t, origin: event.origin });
      case "draft.opened":
        return void this.#drafts.set(event.draft, opened(event, t));
      case "draft.revised":
      case "draft.submitted":
      case "draft.approved":
      case "draft.rejected":
      case "draft.classified":
      case "draft.routed":
      case "draft.published":
      case "draft.scheduled":
      case "draft.recalled":
      case "draft.dropped": {
        const draft = this.#drafts.get(event.draft);
        if (draft) this.#drafts.set(event.draft, moved(draft, event, t));
        return;
      }
      case "fact.claimed":
        return void this.#facts.set(event.fact, claimed(event, t));
      case "fact.confirmed":
      case "fact.refuted": {
        const fact = this.#facts.get(event.fact);
        if (fact) this.#facts.set(event.fact, settled(fact, event, t));
        return;
      }
      default:
        return this.#note(t, event);
    }
  }

  /** What people marked, and what only some are told beside the feed. */
  #note(t: number, event: Told["event"]): void {
    switch (event.kind) {
      case "inject.delivered":
        if (!this.#delivered.has(event.inject)) this.#delivered.set(event.inject, t);
        return;
      case "note.written": {
        const { note: id, seat, text, tag, noticed, post, item } = event;
        return void this.#notes.push({ id, seat, text, tag, noticed, post, item, t });
      }
      case "decision.taken":
        return void this.#decisions.push(decided(event, t));
      case "task.set":
      case "task.taken":
      case "task.ticked":
        return void (this.#tasks = tasksAfter(this.#tasks, event, t));
      case "flag.raised":
        return void this.#flags.push({ id: event.flag, seat: event.seat, sort: event.sort, text: event.text, post: event.post, t });
      case "whisper.sent":
        return void this.#whispers.push({ id: event.whisper, to: event.to, text: event.text, t, heard: null });
      case "trust.set":
        return void this.#trust.push({ seat: event.seat, value: event.value, reason: event.reason, t });
      case "mood.given":
        return void this.#moods.push({ seat: event.seat, round: event.round, value: event.value, t });
      default:
    }
  }

  #change(event: PostChange, t: number): void {
    const life = this.#lives.get(event.post);
    const last = life?.at(-1);
    if (!life || !last) return;
    const after = changed(last.shown, event, t);
    const shown = event.kind === "post.hidden" ? shownTo(after, this.#readsHidden || this.lens.accounts.includes(after.author)) : after;
    if (outOfSight(shown)) this.#hides = true;
    life.push({ t, shown });
  }
}
