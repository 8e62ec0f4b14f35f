// A draft and a fact after one event, as the server's own log would have them.
import type {
  Draft,
  DraftApproved,
  DraftDropped,
  DraftOpened,
  DraftPublished,
  DraftRecalled,
  DraftRejected,
  DraftRevised,
  DraftScheduled,
  DraftSubmitted,
  Fact,
  FactClaimed,
  FactConfirmed,
  FactRefuted,
  Step,
} from "$wire/wire";

export type DraftChange = DraftRevised | DraftSubmitted | DraftApproved | DraftRejected | DraftPublished | DraftScheduled | DraftRecalled | DraftDropped;
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
    steps: [step("opened", event.seat, t, { intent: event.intent, text: event.text })],
    intent: event.intent,
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
  const why = event.kind === "draft.revised" ? "revised" : now.state !== "approved" && now.going.unapproved === null ? "unapproved" : undefined;
  return why ? { ...now, going: null, stopped: { why, seat: event.seat, t } } : now;
}

function changed(draft: Draft, event: DraftChange, t: number): Draft {
  const after = (one: Step, change: Partial<Draft>): Draft => ({ ...draft, ...change, steps: [...draft.steps, one] });
  switch (event.kind) {
    case "draft.revised": {
      const { text, posture, cites, intent, author, platform } = event;
      const change: Partial<Draft> = { text, posture, cites, intent, author, platform, version: draft.version + 1, state: "writing", needs: [], approved_by: [] };
      return after(step("revised", event.seat, t, { intent, text }), change);
    }
    case "draft.submitted":
      return after(step("submitted", event.seat, t), { needs: event.needs, state: event.needs.length > 0 ? "waiting" : "approved" });
    case "draft.approved": {
      const approved_by = [...draft.approved_by, event.position];
      const state = waitsFor({ ...draft, approved_by }) === undefined ? "approved" : draft.state;
      return after(step("approved", event.seat, t, { position: event.position }), { approved_by, state });
    }
    case "draft.rejected":
      return after(step("rejected", event.seat, t, { why: event.reason, tags: event.tags }), { state: "rejected" });
    case "draft.published":
      return after(step("published", event.seat, t, { why: event.unapproved ?? "" }), {
        state: "published",
        post: event.post,
        unapproved: event.unapproved,
        stopped: null,
      });
    case "draft.scheduled": {
      const { seat, at, unapproved, undo } = event;
      return { ...draft, going: { seat, at, set_t: t, unapproved, undo }, stopped: null };
    }
    case "draft.recalled":
      return { ...draft, going: null, stopped: { why: "recalled", seat: event.seat, t } };
    case "draft.dropped":
      return after(step("dropped", event.seat, t), { state: "dropped" });
  }
}

/** The position whose turn it is, while the draft waits. */
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
