// The cue list as the facilitator works through it.
import type { ShownCue } from "$wire/wire";

/** Timed cues by their time, then those delivered by hand; what is out stands where it went out. */
export function inOrder(cues: readonly ShownCue[]): ShownCue[] {
  const at = (cue: ShownCue): number => cue.delivered_t ?? cue.inject.at ?? Infinity;
  return [...cues].sort((a, b) => at(a) - at(b) || a.inject.id.localeCompare(b.inject.id));
}

export const isOpen = (cue: ShownCue): boolean => cue.state !== "delivered" && cue.state !== "skipped";

/** Where the playhead stands by itself: the first cue on standby, else the next timed one that is open. */
export function playhead(ordered: readonly ShownCue[]): ShownCue | undefined {
  return ordered.find((cue) => cue.state === "standby") ?? ordered.find((cue) => isOpen(cue)) ?? ordered.at(-1);
}

/** Whether its time has come: released now, it goes out at once. */
export const overdue = (cue: ShownCue, t: number): boolean => cue.inject.at !== null && cue.inject.at <= t;

/** What stands a cue down: back to waiting, or held when waiting would send it at once. */
export function standDown(cue: ShownCue, t: number): "cue.release" | "cue.hold" {
  return overdue(cue, t) ? "cue.hold" : "cue.release";
}

/** How many are out, and how many may still come. */
export function tally(cues: readonly ShownCue[]): { sent: number; open: number } {
  return { sent: cues.filter((cue) => cue.state === "delivered").length, open: cues.filter(isOpen).length };
}

/** The next timed cue that would go out by itself after `t`. */
export function nextTimed(cues: readonly ShownCue[], t: number): ShownCue | undefined {
  const waiting = cues.filter((cue) => cue.state === "waiting" && cue.inject.at !== null && cue.inject.at > t);
  return waiting.sort((a, b) => (a.inject.at ?? 0) - (b.inject.at ?? 0))[0];
}

/** The waiting cues a jump from `t` to `to` would leave behind. */
export function passed(cues: readonly ShownCue[], t: number, to: number): ShownCue[] {
  return cues.filter((cue) => cue.state === "waiting" && cue.inject.at !== null && cue.inject.at > t && cue.inject.at < to);
}

/** Seconds it went out after its time; nothing when it was on time or had none. */
export function lateness(cue: ShownCue): number | undefined {
  if (cue.delivered_t === null || cue.inject.at === null) return undefined;
  const by = Math.round(cue.delivered_t - cue.inject.at);
  return Math.abs(by) < 3 ? undefined : by;
}
