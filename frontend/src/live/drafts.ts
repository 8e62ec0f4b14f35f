// A draft and a fact after one event, as the server's own log would have them.
import type {
  Draft,
  DraftApproved,
  DraftClassified,
  DraftDropped,
  DraftOpened,
  DraftPublished,
  DraftRecalled,
  DraftRejected,
  DraftRevised,
  DraftScheduled,
  DraftRouted,
  DraftSubmitted,
  Fact,
  FactClaimed,
  FactConfirmed,
  FactRefuted,
  Step,
} from "$wire/wire";

export type DraftChange = DraftRevised | DraftSubmitted | DraftApproved | DraftRejected | DraftClassified | DraftRouted | DraftPublished | DraftScheduled | DraftRecalled | DraftDropped;
export type Position = NonNullable<Step["position"]>;

const step = (did: Step["did"], seat: string, t: number, more: Partial<Step> = {}): Step => ({
  did,
  seat,
  t,
  position: null,
  why: "",
  intent: null,
  text: "",
  tags: [],
  delegate: null,
  content: null,
  absent: [],
  picture: null,
  ...more,
});

export function opened(event: DraftOpened, t: number): Draft {
  return {
    id: event.draft,
    seat: event.seat,
    text: event.text,
    posture: event.posture,
    opened_t: t,
    reply_to: event.reply_to,
    cites: event.cites,
    version: 1,
    state: "writing",
    needs: [],
    approved_by: [],
    steps: [step("opened", event.seat, t, { intent: event.intent, text: event.text, content: event.content, picture: event.picture })],
    picture: event.picture,
    intent: event.intent,
    content: event.content,
    route: "ladder",
    within: [],
    absent: [],
    post: null,
    unapproved: null,
    author: event.author,
    going: null,
    stopped: null,
    platform: event.platform,
  };
}

/** A draft after one event. What was to go out by itself does not once it is another text, or is approved no more. */
export function moved(draft: Draft, event: DraftChange, t: number): Draft {
  const now = changed(draft, event, t);
  if (!now.going) return now;
  if (!isOpen(now)) return { ...now, going: null };
  const why = event.kind === "draft.revised" ? "revised" : !passed(now, event) && now.going.unapproved === null ? "unapproved" : undefined;
  return why ? { ...now, going: null, stopped: { why, seat: event.seat, t, reason: "" } } : now;
}

/** Whether it may still go out as it was set to: approved, or what is missing was passed over then. */
function passed(draft: Draft, event: DraftChange): boolean {
  if (draft.state !== "waiting" || event.kind === "draft.classified") return draft.state === "approved";
  return draft.needs.every((one) => draft.approved_by.includes(one) || draft.going?.absent.includes(one));
}

function changed(draft: Draft, event: DraftChange, t: number): Draft {
  const after = (one: Step, change: Partial<Draft>): Draft => ({ ...draft, ...change, steps: [...draft.steps, one] });
  switch (event.kind) {
    case "draft.revised": {
      const { text, posture, cites, intent, author, platform, content, picture } = event;
      const over: Partial<Draft> = { version: draft.version + 1, state: "writing", needs: [], within: [], absent: [], approved_by: [] };
      return after(step("revised", event.seat, t, { intent, text, content, picture }), { text, posture, cites, intent, author, platform, content, picture, ...over });
    }
    case "draft.submitted":
      return after(step("submitted", event.seat, t, { absent: event.absent }), goes(draft, event));
    case "draft.routed":
      return after(step("routed", event.seat, t, { absent: event.absent }), goes(draft, event));
    case "draft.classified": {
      const over = { ...draft, approved_by: [] };
      const change = draft.state === "waiting" || draft.state === "approved" ? goes(over, event) : {};
      return after(step("classified", event.seat, t, { why: event.why, content: event.content, absent: event.absent }), { content: event.content, approved_by: [], ...change });
    }
    case "draft.approved": {
      const approved_by = [...draft.approved_by, event.position];
      const state = waitsFor({ ...draft, approved_by }) === undefined ? "approved" : draft.state;
      return after(step("approved", event.seat, t, { position: event.position, delegate: event.delegate }), { approved_by, state });
    }
    case "draft.rejected":
      return after(step("rejected", event.seat, t, { why: event.reason, tags: event.tags, position: event.position, delegate: event.delegate }), { state: "rejected" });
    case "draft.published":
      return after(step("published", event.seat, t, { why: event.unapproved ?? "", absent: event.absent }), {
        state: "published",
        absent: [...draft.absent, ...event.absent],
        post: event.post,
        unapproved: event.unapproved,
        stopped: null,
      });
    case "draft.scheduled": {
      const { seat, at, unapproved, undo, absent } = event;
      return { ...draft, going: { seat, at, set_t: t, unapproved, undo, absent }, stopped: null };
    }
    case "draft.recalled":
      return { ...draft, going: null, stopped: { why: event.refused ? "refused" : "recalled", seat: event.seat, t, reason: event.refused ?? "" } };
    case "draft.dropped":
      return after(step("dropped", event.seat, t), { state: "dropped" });
  }
}

/** The way a draft goes from here; what was said yes to counts on. */
function goes(draft: Draft, { needs, route, within, absent }: DraftSubmitted | DraftRouted | DraftClassified): Partial<Draft> {
  const missing = needs.some((one) => !draft.approved_by.includes(one));
  return { needs, route, within, absent, state: missing ? "waiting" : "approved" };
}

/** The position whose yes is the next, while the draft waits: whether anybody is there or not. */
export function waitsFor(draft: Draft): Position | undefined {
  return draft.state === "waiting" ? draft.needs.find((one) => !draft.approved_by.includes(one)) : undefined;
}

/** Whether anything can still become of it. */
export const isOpen = (draft: Draft): boolean => draft.state !== "published" && draft.state !== "dropped";

export function claimed(event: FactClaimed, t: number): Fact {
  const { fact: id, seat, text, source, asked_by, due } = event;
  return { id, seat, text, source, asked_by, due, claimed_t: t, standing: "claimed", settled_t: null, settled_by: null };
}

export function settled(fact: Fact, event: FactConfirmed | FactRefuted, t: number): Fact {
  const standing = event.kind === "fact.confirmed" ? "confirmed" : "refuted";
  return { ...fact, standing, source: event.source, settled_t: t, settled_by: event.seat };
}
