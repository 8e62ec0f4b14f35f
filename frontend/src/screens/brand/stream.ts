// The war room in one stream: what is said, the facts, the flags, and what went out.
import type { Room } from "$live/room.svelte";
import type { ChatLine, Draft, Fact, Flag } from "$wire/wire";

export type Entry =
  | { sort: "chat"; id: string; t: number; line: ChatLine }
  | { sort: "fact"; id: string; t: number; fact: Fact }
  | { sort: "flag"; id: string; t: number; flag: Flag }
  | { sort: "out"; id: string; t: number; draft: Draft };

/** Oldest first. A fact stands where it was claimed, with the standing it has now. */
export function stream(room: Room): Entry[] {
  const all: Entry[] = [
    ...room.chat.map((line): Entry => ({ sort: "chat", id: line.id, t: line.t, line })),
    ...room.facts.map((fact): Entry => ({ sort: "fact", id: fact.id, t: fact.claimed_t, fact })),
    ...room.flags.map((flag): Entry => ({ sort: "flag", id: flag.id, t: flag.t, flag })),
    ...room.drafts.flatMap((draft): Entry[] => {
      const step = draft.steps.find((each) => each.did === "published");
      return step ? [{ sort: "out", id: draft.id, t: step.t, draft }] : [];
    }),
  ];
  return all.sort((a, b) => a.t - b.t);
}
