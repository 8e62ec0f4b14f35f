// The war room as one line of talk: what was said, what became of drafts and facts, who wrote in.
import { t as words } from "$lib/i18n";
import type { Tone } from "$parts/types";
import type { Review, Step } from "$wire/wire";

export interface Line {
  id: string;
  t: number;
  /** The seat that spoke or acted; nothing for a message from outside. */
  seat: string | undefined;
  /** The account that wrote in. */
  from?: string;
  text: string;
  /** What was done, for everything but plain chat. */
  did?: string;
  tone?: Tone;
}

const TONES: Partial<Record<Step["did"], Tone>> = { approved: "good", rejected: "bad", published: "accent" };

/** Everything the war room saw, in order of time. */
export function talkOf(review: Review): Line[] {
  return [...chat(review.chat), ...drafts(review), ...facts(review), ...decisions(review), ...tasks(review), ...messages(review), ...whispers(review)].sort((a, b) => a.t - b.t);
}

/** The same for a seat that had no war room, with what its crew said among themselves. */
export const talkWithCrew = (review: Review): Line[] => [...chat(review.players.crew), ...talkOf(review)].sort((a, b) => a.t - b.t);

const chat = (lines: Review["chat"]): Line[] => lines.map((line) => ({ id: line.id, t: line.t, seat: line.seat, text: line.text }));

const drafts = (review: Review): Line[] =>
  review.drafts.flatMap((draft) =>
    draft.steps
      .filter((step) => step.did !== "revised")
      .map((step, i) => ({
        id: `${draft.id}-${i}`,
        t: step.t,
        seat: step.seat,
        did: words(`review.did.${step.did}`, { draft: draft.id }),
        text: step.why || (step.did === "opened" ? step.text || draft.text : ""),
        tone: step.did === "published" && draft.unapproved !== null ? ("bad" as const) : (TONES[step.did] ?? "neutral"),
      })),
  );

const facts = (review: Review): Line[] =>
  review.facts.flatMap((fact) => {
    const claimed: Line = { id: `${fact.id}-0`, t: fact.claimed_t, seat: fact.seat, did: words("review.did.claimed", { fact: fact.id }), text: fact.text, tone: "neutral" };
    if (fact.settled_t === null) return [claimed];
    const did = words(`review.did.${fact.standing}`, { fact: fact.id });
    const tone = fact.standing === "confirmed" ? "good" : "bad";
    return [claimed, { id: `${fact.id}-1`, t: fact.settled_t, seat: fact.settled_by ?? fact.seat, did, text: fact.source, tone }];
  });

const decisions = (review: Review): Line[] =>
  review.decisions.map((one) => ({
    id: one.id,
    t: one.t,
    seat: one.seat,
    did: one.rests_on.length > 0 ? words("minuted.decidedOn", { bets: one.rests_on.join(", ") }) : words("minuted.decided"),
    text: one.why ? words("minuted.because", { what: one.what, why: one.why }) : one.what,
    tone: "accent",
  }));

const tasks = (review: Review): Line[] =>
  review.tasks.flatMap((task) => {
    const set: Line = { id: `${task.id}-0`, t: task.t, seat: task.seat, did: words("minuted.task"), text: task.text, tone: "neutral" };
    return task.done_t === null ? [set] : [set, { id: `${task.id}-1`, t: task.done_t, seat: task.done_by ?? task.seat, did: words("minuted.done"), text: task.text, tone: "good" }];
  });

const messages = (review: Review): Line[] =>
  review.messages.map((message) => ({
    id: message.id,
    t: message.t,
    seat: undefined,
    from: message.sender,
    did: words("review.did.wrote", { to: message.to }),
    text: message.text,
    tone: "neutral",
  }));

const whispers = (review: Review): Line[] =>
  review.whispers.map((whisper) => ({ id: whisper.id, t: whisper.t, seat: whisper.to, did: words("review.did.heard"), text: whisper.text, tone: "facilitator" }));
