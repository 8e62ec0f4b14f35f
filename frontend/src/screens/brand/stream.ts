// The war room in one stream: what is said, the facts, the flags, and what went out.
import type { Room } from "$live/room.svelte";
import type { ChatLine, Decision, Draft, Fact, Flag, Task } from "$wire/wire";

export type Entry =
  | { sort: "chat"; id: string; t: number; line: ChatLine }
  | { sort: "fact"; id: string; t: number; fact: Fact }
  | { sort: "decision"; id: string; t: number; decision: Decision }
  | { sort: "task"; id: string; t: number; task: Task }
  | { sort: "flag"; id: string; t: number; flag: Flag }
  | { sort: "out"; id: string; t: number; draft: Draft };

/** Oldest first. A fact stands where it was claimed, with the standing it has now. */
export function stream(room: Room): Entry[] {
  const all: Entry[] = [
    ...room.chat.map((line): Entry => ({ sort: "chat", id: line.id, t: line.t, line })),
    ...room.facts.map((fact): Entry => ({ sort: "fact", id: fact.id, t: fact.claimed_t, fact })),
    ...room.decisions.map((decision): Entry => ({ sort: "decision", id: decision.id, t: decision.t, decision })),
    ...room.tasks.map((task): Entry => ({ sort: "task", id: task.id, t: task.t, task })),
    ...room.flags.map((flag): Entry => ({ sort: "flag", id: flag.id, t: flag.t, flag })),
    ...room.drafts.flatMap((draft): Entry[] => {
      const step = draft.steps.find((each) => each.did === "published");
      return step ? [{ sort: "out", id: draft.id, t: step.t, draft }] : [];
    }),
  ];
  return all.sort((a, b) => a.t - b.t);
}
