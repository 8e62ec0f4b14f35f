// What a what-if shows: what was, with what the other story's runs add to it. Times are exercise seconds.
import { valueAt } from "$parts/axis";
import type { Sample } from "$parts/types";
import type { Intent } from "$lib/intents";
import type { Review, TwoStories } from "$wire/wire";

/** What the brand would have done instead, as the server is asked. */
export type Move =
  | { kind: "silent"; post: string }
  | { kind: "retimed"; post: string; t: number }
  | { kind: "reworded"; post: string; text: string; intent: Intent | null }
  | { kind: "kept"; post: string }
  | { kind: "said"; t: number; text: string; intent: Intent | null; reply_to: string | null };

export interface Asked {
  move: Move;
  told: TwoStories;
  /** Seconds it took. */
  took: number;
}

export interface Ribbon {
  t: number;
  low: number;
  middle: number;
  high: number;
}

export type Quantity = "trust" | "heat";

const within = (value: number): number => Math.min(100, Math.max(0, value));

/** The curve that was shown, up to the fork and on. */
export const was = (review: Review, of: Quantity): Sample[] => review.samples.map((sample) => ({ t: sample.t, value: sample[of] }));

/**
 * What would have been: at each point what was, and on top what the other story's runs have more or less than the
 * same runs of what happened.
 */
export function wouldBe(review: Review, told: TwoStories, of: Quantity): Ribbon[] {
  const shown = was(review, of);
  const { low, middle, high } = told[of].higher;
  return told.times.map((t, i) => {
    const base = valueAt(shown, t) ?? told[of].happened.middle[i] ?? 0;
    return { t, low: within(base + (low[i] ?? 0)), middle: within(base + (middle[i] ?? 0)), high: within(base + (high[i] ?? 0)) };
  });
}

/** How far luck alone might have carried what happened: four of five of its runs. */
export function luck(review: Review, told: TwoStories, of: Quantity): Ribbon[] {
  const shown = was(review, of);
  const { low, middle, high } = told[of].happened;
  return told.times.map((t, i) => {
    const base = valueAt(shown, t) ?? middle[i] ?? 0;
    return { t, low: within(base + (low[i] ?? 0) - (middle[i] ?? 0)), middle: base, high: within(base + (high[i] ?? 0) - (middle[i] ?? 0)) };
  });
}

export interface Row {
  id: "trustEnd" | "trustLow" | "heatPeak" | "against";
  was: number;
  low: number;
  middle: number;
  high: number;
  /** Whether more of it is good for the brand. */
  good: boolean;
}

/** The table beside the curves. */
export function rowsOf(review: Review, told: TwoStories): Row[] {
  const [trust, heat] = [wouldBe(review, told, "trust"), wouldBe(review, told, "heat")];
  const after = (of: Quantity): number[] => luck(review, told, of).map((point) => point.middle);
  const last = trust.at(-1);
  const end = valueAt(was(review, "trust"), review.length) ?? 0;
  const against = { was: told.against.happened.middle.at(-1) ?? 0, more: told.against.higher };
  const rows: Row[] = [];
  if (last) rows.push({ id: "trustEnd", was: end, low: last.low, middle: last.middle, high: last.high, good: true });
  if (trust.length > 0) {
    const lowest = (part: "low" | "middle" | "high"): number => Math.min(...trust.map((point) => point[part]));
    rows.push({ id: "trustLow", was: Math.min(...after("trust")), low: lowest("low"), middle: lowest("middle"), high: lowest("high"), good: true });
    const peak = (part: "low" | "middle" | "high"): number => Math.max(...heat.map((point) => point[part]));
    rows.push({ id: "heatPeak", was: Math.max(...after("heat")), low: peak("low"), middle: peak("middle"), high: peak("high"), good: false });
  }
  rows.push({
    id: "against",
    was: against.was,
    low: against.was + (against.more.low.at(-1) ?? 0),
    middle: against.was + (against.more.middle.at(-1) ?? 0),
    high: against.was + (against.more.high.at(-1) ?? 0),
    good: false,
  });
  return rows;
}

/** Whether the change of a row can be told from noise and is at least one, and which way it goes. */
export function sense(row: Row): "better" | "worse" | "same" {
  const small = Math.round(row.middle) === Math.round(row.was);
  if (small || (row.low <= row.was && row.was <= row.high)) return "same";
  return row.middle > row.was === row.good ? "better" : "worse";
}

/** Where the scale of a chart ends: the tens around all that is drawn, so that a small change can be seen. */
export function scaleOf(...series: readonly (readonly (Sample | Ribbon)[])[]): { from: number; to: number } {
  const values = series.flat().flatMap((point) => ("value" in point ? [point.value] : [point.low, point.high]));
  const [low, high] = [Math.min(100, ...values), Math.max(0, ...values)];
  const from = Math.max(0, Math.floor(low / 10) * 10);
  return { from, to: Math.min(100, Math.max(from + 20, Math.ceil(high / 10) * 10)) };
}
