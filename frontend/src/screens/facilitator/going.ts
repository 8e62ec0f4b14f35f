// How a cue goes out, in words.
import { duration, moment } from "$lib/format";
import { t as words } from "$lib/i18n";
import type { ShownCue } from "$wire/wire";
import { numberOf } from "../staff/numbers";
import { inWords } from "./conditions";
import { deadline, momentOf } from "./cues";

export type Way = "at" | "after" | "when" | "unless" | "hand";

/** What lets a cue out. A time given here stands above what the scenario says, but for a condition. */
export function wayOf(cue: ShownCue): Way {
  if (cue.inject.when !== null) return "when";
  if (cue.at !== null) return "at";
  if (cue.inject.after !== null) return "after";
  return cue.inject.unless !== null ? "unless" : "hand";
}

/** `T+24:10`, `after 07 +02:00`, `trust below 45`, `unless 07 is answered by T+14:20`, `by hand`. */
export function goingOut(cues: readonly ShownCue[], cue: ShownCue): string {
  const { after, later, when, unless } = cue.inject;
  switch (wayOf(cue)) {
    case "at":
      return moment(cue.at ?? 0);
    case "after":
      return words("facilitator.goes.after", { number: numberOf(after ?? ""), later: later > 0 ? ` +${duration(later)}` : "" }).trim();
    case "when":
      return (cue.at ? `${words("facilitator.goes.from", { time: moment(cue.at) })} ` : "") + (when ? inWords(when) : "");
    case "unless":
      return unlessAnswered(cues, unless ?? "");
    case "hand":
      return words("facilitator.byHand");
  }
}

function unlessAnswered(cues: readonly ShownCue[], unless: string): string {
  const before = cues.find((each) => each.inject.id === unless);
  const by = deadline(before);
  const number = numberOf(unless);
  if (by !== undefined) return words("facilitator.goes.unlessBy", { number, time: moment(by) });
  return words("facilitator.goes.unless", { number, time: duration(before?.inject.expected?.within ?? 0) });
}

/** `2 of 5, every 01:00`; nothing for what goes out once. */
export function repeated(cue: ShownCue): string | undefined {
  const { every, times } = cue.inject;
  if (every === null || times < 2) return undefined;
  return words("facilitator.goes.repeated", { n: cue.outs.length, times, every: duration(every) });
}

/** Seconds a timed cue is past its time without being out; nothing while it is not, or a condition decides. */
export function behind(cues: readonly ShownCue[], cue: ShownCue, t: number): number | undefined {
  if (cue.state === "delivered" || cue.state === "skipped" || cue.inject.when !== null) return undefined;
  const at = momentOf(cues, cue);
  return at !== undefined && t - at >= 3 ? Math.round(t - at) : undefined;
}
