// When each seat last did something that the log knows of. Times are exercise seconds.
import type { ChatLine, Draft, Fact, Flag, Note, ShownPost, TrustReading } from "$wire/wire";

export interface Doings {
  posts: readonly Pick<ShownPost, "t" | "origin">[];
  chat: readonly ChatLine[];
  drafts: readonly Draft[];
  facts: readonly Fact[];
  flags: readonly Flag[];
  notes: readonly Note[];
  trust: readonly TrustReading[];
}

/** The time of each seat's latest act; a seat that did nothing is not in it. */
export function lastActs(doings: Doings): Map<string, number> {
  const last = new Map<string, number>();
  const did = (seat: string | null | undefined, t: number | null): void => {
    if (seat && t !== null && t >= (last.get(seat) ?? -Infinity)) last.set(seat, t);
  };
  for (const post of doings.posts) did(post.origin?.seat, post.t);
  for (const one of [...doings.chat, ...doings.flags, ...doings.notes, ...doings.trust]) did(one.seat, one.t);
  for (const draft of doings.drafts) for (const step of draft.steps) did(step.seat, step.t);
  for (const fact of doings.facts) {
    did(fact.seat, fact.claimed_t);
    did(fact.settled_by, fact.settled_t);
  }
  return last;
}

/** Drafts that wait for this position, and those its seat still writes: what lies on its desk. */
export function loadOf(drafts: readonly Draft[], seat: string, position: string | null): number {
  return drafts.filter((draft) => {
    if (draft.state === "waiting") return draft.needs.find((need) => !draft.approved_by.includes(need)) === position;
    return draft.seat === seat && (draft.state === "writing" || draft.state === "rejected" || draft.state === "approved");
  }).length;
}
