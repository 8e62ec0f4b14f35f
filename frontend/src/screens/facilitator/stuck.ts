// Who does not get on: what lies on a seat's desk for too long. Times are exercise seconds.
import type { Draft, ShownCue, ShownSeat } from "$wire/wire";

/** A draft may lie this long before it says that its judge is stuck. */
export const LONG = 180;
/** An inject is let go after this many times its limit: it is history by then. */
const HISTORY = 3;

export interface Stuck {
  /** What waits: a draft for its judge, or an inject for its answer. */
  what: "draft" | "inject";
  since: number;
  inject?: string;
}

/**
 * What a seat is stuck on at `t`, the longest first; undefined while it gets on.
 *
 * @param acted when each seat last did something
 */
export function stuckOn(
  seat: Pick<ShownSeat, "id" | "role" | "position">,
  desk: { drafts: readonly Draft[]; cues: readonly ShownCue[]; acted: ReadonlyMap<string, number> },
  t: number,
): Stuck | undefined {
  if (seat.role !== "brand" || seat.position === null) return undefined;
  const found = [...draftsAt(seat.position, desk.drafts, t), ...injectsAt(seat, desk, t)];
  return found.sort((one, other) => one.since - other.since)[0];
}

function draftsAt(position: string, drafts: readonly Draft[], t: number): Stuck[] {
  return drafts.flatMap((draft) => {
    const turn = draft.needs.find((need) => !draft.approved_by.includes(need));
    const since = draft.steps.at(-1)?.t ?? t;
    return draft.state === "waiting" && turn === position && t - since > LONG ? [{ what: "draft" as const, since }] : [];
  });
}

/** Injects that ask something of this position, whose time is over, while the seat did nothing at all. */
function injectsAt(
  seat: Pick<ShownSeat, "id" | "position">,
  { cues, acted }: { cues: readonly ShownCue[]; acted: ReadonlyMap<string, number> },
  t: number,
): Stuck[] {
  return cues.flatMap(({ inject, delivered_t: out }) => {
    const asked = inject.expected;
    if (out === null || !asked || asked.position !== seat.position) return [];
    const waited = t - out;
    const silent = (acted.get(seat.id) ?? -Infinity) < out;
    return silent && waited > asked.within && waited < HISTORY * asked.within ? [{ what: "inject" as const, since: out, inject: inject.id }] : [];
  });
}
