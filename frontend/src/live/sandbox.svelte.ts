// A room to practise in, made in this browser alone: it has no line, so nothing of it reaches a server
// or a log. It answers the few commands that are practised, and forgets everything with its page.
import { t } from "$lib/i18n";
import type { Done, Draft, EventFrame, PostPublished, ShownPersona } from "$wire/wire";
import { Refused, type Command } from "./asks";
import type { Outside } from "./outside";
import { Room } from "./room.svelte";

export const SANDBOX = "warm-up";
const TICK_MS = 250;
const YES_MS = 1_600;
const REPLY_MS = 2_500;

type Event = EventFrame["event"];

const NOWHERE: Outside = {
  ticket: () => Promise.reject(new Error("the warm-up has no server")),
  open: () => {
    throw new Error("the warm-up has no line");
  },
};

/** Somebody of the friendly crowd. */
export const persona = (handle: string, name: string, followers: number): ShownPersona => ({
  handle, name, followers, bio: "", verified: false, sort: "person", platforms: [], seat: null, stance: null,
});

export class Sandbox extends Room {
  /** What this seat did, by kind of event: its tasks tick by it. */
  did = $state.raw<ReadonlySet<Event["kind"]>>(new Set());
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #n = 0;
  #ids = 0;

  constructor(
    real: Room,
    private readonly crowd: readonly ShownPersona[],
  ) {
    super(SANDBOX, real.seat, NOWHERE);
    const own = real.personas.flatMap((handle) => real.cast.get(handle) ?? []);
    this.status = { is: "live" };
    this.you = real.you && { ...real.you, host: false, can: CAN.filter((kind) => KINDS[kind]?.includes(real.you?.role ?? "") ?? true) };
    this.about = real.about && { ...real.about, hashtags: [] };
    this.seats = real.seats;
    this.plan = real.plan;
    this.profile = real.profile;
    this.personas = real.personas;
    this.cast = new Map([...own, ...crowd].map((one) => [one.handle, one]));
    this.clock = { state: "live", t0: 0, w0: Date.now(), speed: 1, rev: 1 };
  }

  /** Let its clock run; the function given back stops it, and all that was still to come. */
  override open(): () => void {
    const tick = setInterval(() => (this.now = Date.now()), TICK_MS);
    return () => {
      clearInterval(tick);
      for (const timer of this.#timers) clearTimeout(timer);
      this.#timers.clear();
    };
  }

  override typing(): void {
    // nobody else is here
  }

  override retry(): void {
    // there is no line to try
  }

  override async ask(command: Command): Promise<Done> {
    const made = this.#answer(command);
    if (!made) throw new Refused("forbidden", t("warmup.notHere"));
    return { type: "done", ask: "", n: {}, made };
  }

  /** Something happens in `ms`, unless the page is left before. */
  later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }

  /** A post of the crowd, or of ours; gives its id. */
  post(author: string, text: string, more: Partial<PostPublished> = {}): string {
    const known = this.cast.get(author);
    const post = `w${++this.#ids}`;
    this.#happens({
      kind: "post.published", post, author, text,
      byline: { name: known?.name ?? author, followers: known?.followers ?? 0, verified: known?.verified ?? false },
      reply_to: null, quote: null, picture: null, posture: null, intent: null, cites: [], origin: null,
      platform: null, stars: null, expires: null, tactic: null, shows: null, leak: null,
      ...more,
    });
    this.timeline.flush();
    return post;
  }

  /** A draft that somebody else of the team hands in. */
  handIn(seat: string, text: string): void {
    const draft = `d${this.drafts.length + 1}`;
    this.#happens({ kind: "draft.opened", content: "information", draft, seat, text, posture: "answers", intent: null, cites: [], reply_to: null, platform: null, author: null, picture: null });
    this.#happens({ kind: "draft.submitted", route: "ladder", within: [], absent: [], draft, seat, needs: this.you?.position ? [this.you.position] : [] });
  }

  #answer(command: Command): string[] | undefined {
    const { seat } = this;
    switch (command.kind) {
      case "post.publish":
        return [this.#published(command.author, command.text, command.reply_to ?? null, command.quote ?? null)];
      case "post.like":
        return this.#own({ kind: command.on === false ? "post.unliked" : "post.liked", post: command.post, by: command.by });
      case "post.repost":
        return this.#own({ kind: command.on === false ? "post.unreposted" : "post.reposted", post: command.post, by: command.by });
      case "post.capture": {
        const post = this.timeline.get(command.post);
        if (!post) return undefined;
        const { id, author, name, verified, text, t: posted_t, picture, likes, replies, reposts, reach } = post;
        const shot = { post: id, author, name, verified, text, posted_t, picture, likes, replies, reposts, reach, edited: post.edited_t !== null, taken_t: this.time() };
        return this.#own({ kind: "post.captured", capture: `s${++this.#ids}`, seat, shot });
      }
      case "flag.raise":
        return this.#own({ kind: "flag.raised", flag: `g${++this.#ids}`, seat, sort: command.sort, text: "", post: command.post ?? null }, `g${this.#ids}`);
      case "flag.note":
        return this.#own({ kind: "flag.noted", flag: command.flag, seat, text: command.text });
      case "draft.open": {
        const draft = `d${this.drafts.length + 1}`;
        return this.#own({ kind: "draft.opened", content: "information", draft, seat, text: command.text, posture: command.posture ?? "initiates", intent: null, cites: [], reply_to: command.reply_to ?? null, platform: null, author: null, picture: command.picture ?? null }, draft);
      }
      case "draft.submit":
        return this.#submitted(command.draft);
      case "draft.approve":
        return this.you?.position ? this.#own({ kind: "draft.approved", delegate: null, draft: command.draft, seat, position: this.you.position }) : undefined;
      case "draft.publish": {
        const draft = this.drafts.find((one) => one.id === command.draft);
        if (!draft) return undefined;
        const post = this.#published(this.about?.brand ?? "", draft.text, draft.reply_to, null, draft.posture, draft.picture);
        return this.#own({ kind: "draft.published", absent: [], draft: draft.id, post, seat, unapproved: command.anyway ?? null }, post);
      }
      default:
        return undefined;
    }
  }

  #published(author: string, text: string, reply_to: string | null, quote: string | null, posture: PostPublished["posture"] = null, picture: PostPublished["picture"] = null): string {
    const post = this.post(author, text.trim(), { reply_to, quote, posture, picture });
    this.#note(reply_to ? "post.edited" : "post.published"); // an answer ticks a task of its own
    this.later(REPLY_MS, () => this.#answered(post));
    return post;
  }

  /** Somebody is always kind about what we wrote. */
  #answered(post: string): void {
    const one = this.crowd[this.#ids % this.crowd.length];
    if (one) this.post(one.handle, t(`warmup.kind.${this.#ids % 3}`), { reply_to: post });
  }

  #submitted(draft: string): string[] {
    const own = this.you?.position;
    const steps = (this.plan?.ladder ?? []).filter((rung) => rung.does === "review" || rung.does === "decide");
    const needs = [...new Set(steps.map((rung) => rung.position))].filter((position) => position !== own);
    const made = this.#own({ kind: "draft.submitted", route: "ladder", within: [], absent: [], draft, seat: this.seat, needs });
    needs.forEach((position, i) =>
      this.later(YES_MS * (i + 1), () => {
        const judge = this.seats.find((one) => one.position === position)?.id ?? this.seat;
        if (this.drafts.some((one: Draft) => one.id === draft && one.state === "waiting")) this.#happens({ kind: "draft.approved", delegate: null, draft, seat: judge, position });
      }),
    );
    return made;
  }

  #own(event: Event, ...made: string[]): string[] {
    this.#happens(event);
    this.#note(event.kind);
    return made;
  }

  #note(kind: Event["kind"]): void {
    this.did = new Set([...this.did, kind]);
  }

  #happens(event: Event): void {
    this.apply({ type: "event", view: SANDBOX, n: ++this.#n, t: this.time(), at: Date.now(), tag: 0, event });
  }
}

const CAN: readonly Command["kind"][] = ["post.publish", "post.like", "post.repost", "post.capture", "flag.raise", "flag.note", "draft.open", "draft.submit", "draft.approve", "draft.publish"];
const CROWD = ["critic", "bystander"];
const BRAND = ["brand"];
const KINDS: Partial<Record<Command["kind"], readonly string[]>> = {
  "post.publish": CROWD, "post.capture": CROWD, "flag.raise": BRAND, "flag.note": BRAND,
  "draft.open": BRAND, "draft.submit": BRAND, "draft.approve": BRAND, "draft.publish": BRAND,
};
