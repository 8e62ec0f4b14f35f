// The cue list as the facilitator works through it.
import type { ShownCue } from "$wire/wire";

export type Filter = "all" | "open" | "queue" | "out";

/** What lies ready on demand is no part of the list; copies and cues added here are. */
export const inList = (cue: ShownCue): boolean => cue.group === null;

export const isOpen = (cue: ShownCue): boolean => cue.state !== "delivered" && cue.state !== "skipped";

/** Whether it waits in the hold queue for a facilitator's word. */
export const inQueue = (cue: ShownCue): boolean => cue.state === "held" && cue.held_for !== null && cue.held_for !== "facilitator";

export const queue = (cues: readonly ShownCue[]): ShownCue[] => cues.filter(inQueue);

const FILTERS: Record<Filter, (cue: ShownCue) => boolean> = {
  all: () => true,
  open: isOpen,
  queue: () => false,
  out: (cue) => cue.outs.length > 0,
};

/** The rows of the list in the list's order; the hold queue stands above them, not among them. */
export function rows(cues: readonly ShownCue[], filter: Filter = "all"): ShownCue[] {
  return cues.filter((cue) => inList(cue) && !inQueue(cue) && FILTERS[filter](cue));
}

/** From which exercise second on it may go out by itself, as the server reckons it; nothing when it never does, or nobody knows yet. */
export function momentOf(cues: readonly ShownCue[], cue: ShownCue): number | undefined {
  const { every, after, later, unless, when } = cue.inject;
  const last = cue.outs.at(-1);
  if (last !== undefined && every !== null) return last + every;
  if (cue.at !== null) return cue.at;
  if (after !== null) {
    const before = named(cues, after)?.delivered_t ?? null;
    return before === null ? undefined : before + later;
  }
  if (unless !== null) return deadline(named(cues, unless));
  return when === null ? undefined : 0;
}

const named = (cues: readonly ShownCue[], id: string): ShownCue | undefined => cues.find((cue) => cue.inject.id === id);

/** When what an inject expects is due; nothing while it is not out. */
export function deadline(cue: ShownCue | undefined): number | undefined {
  if (!cue || cue.delivered_t === null || !cue.inject.expected) return undefined;
  return cue.delivered_t + cue.inject.expected.within;
}

/** When the clock sends it, and not a state of play. */
function timed(cues: readonly ShownCue[], cue: ShownCue): number | undefined {
  return cue.inject.when === null ? momentOf(cues, cue) : undefined;
}

/** Where the playhead stands by itself: on standby, else what goes out next, else the first that is open. */
export function playhead(list: readonly ShownCue[], all: readonly ShownCue[] = list): ShownCue | undefined {
  const open = list.filter(isOpen);
  return open.find((cue) => cue.state === "standby") ?? soonest(open.filter((cue) => cue.state === "waiting"), all) ?? open[0] ?? list.at(-1);
}

function soonest(some: readonly ShownCue[], all: readonly ShownCue[], after = -Infinity): ShownCue | undefined {
  const known = some.map((cue) => ({ cue, at: timed(all, cue) ?? Infinity })).filter(({ at }) => at > after && at < Infinity);
  return known.sort((a, b) => a.at - b.at)[0]?.cue;
}

/** Whether its time has come: released now, it goes out at once. */
export function overdue(cues: readonly ShownCue[], cue: ShownCue, t: number): boolean {
  const at = timed(cues, cue);
  return at !== undefined && at <= t;
}

/** What stands a cue down: back to waiting, or held when waiting would send it at once. */
export function standDown(cues: readonly ShownCue[], cue: ShownCue, t: number): "cue.release" | "cue.hold" {
  return overdue(cues, cue, t) ? "cue.hold" : "cue.release";
}

/** How many are out, and how many may still come. */
export function tally(cues: readonly ShownCue[]): { sent: number; open: number } {
  const list = cues.filter(inList);
  return { sent: list.filter((cue) => cue.outs.length > 0).length, open: list.filter(isOpen).length };
}

/** The next cue the clock sends after `t`. */
export function nextTimed(cues: readonly ShownCue[], t: number): ShownCue | undefined {
  return soonest(cues.filter((cue) => cue.state === "waiting"), cues, t);
}

/** The waiting cues a jump from `t` to `to` would leave behind. */
export function passed(cues: readonly ShownCue[], t: number, to: number): ShownCue[] {
  return cues.filter((cue) => {
    const at = cue.state === "waiting" ? timed(cues, cue) : undefined;
    return at !== undefined && at > t && at <= to;
  });
}

/** Seconds it went out after its time; nothing when it was on time or had none. */
export function lateness(cue: ShownCue): number | undefined {
  if (cue.delivered_t === null || cue.at === null) return undefined;
  const by = Math.round(cue.delivered_t - cue.at);
  return Math.abs(by) < 3 ? undefined : by;
}

/** The cue before which one planned for `at` stands; null for the end of the list. */
export function placeFor(cues: readonly ShownCue[], inject: string, at: number): string | null {
  const later = cues.find((cue) => inList(cue) && isOpen(cue) && cue.inject.id !== inject && (timed(cues, cue) ?? -1) > at);
  return later?.inject.id ?? null;
}

/** Where a step up (-1) or down (1) puts a row: the cue it then stands before, null for the end, nothing at either end. */
export function stepped(list: readonly ShownCue[], inject: string, by: -1 | 1): string | null | undefined {
  const at = list.findIndex((cue) => cue.inject.id === inject);
  const to = at + by;
  if (at < 0 || to < 0 || to >= list.length) return undefined;
  return list[by < 0 ? to : to + 1]?.inject.id ?? null;
}

/** The injects that went out last and have hints, the latest first. */
export function hinted(cues: readonly ShownCue[], most = 2): ShownCue[] {
  const out = cues.filter((cue) => cue.outs.length > 0 && cue.inject.hints.length > 0);
  return out.sort((a, b) => (b.outs.at(-1) ?? 0) - (a.outs.at(-1) ?? 0)).slice(0, most);
}

/** What our GO is: the word itself, the second one for high impact, or a proposal to who calls the show. */
export function goVerb(cue: ShownCue, seat: string, baton: string | null): "go" | "confirm" | "propose" {
  const backed = cue.backed_by !== null && cue.backed_by !== seat;
  const mine = baton === null || baton === seat;
  if (backed && (mine || cue.backed_by === baton)) return "confirm";
  return mine ? "go" : "propose";
}
