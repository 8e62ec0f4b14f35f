// A better answer at a mistake: what was tried, what it would have won, and what of it is kept.
import type { Finding, TwoStories } from "$wire/wire";
import type { Book } from "./book";
import type { Move } from "./whatif";

export interface Tried {
  move: Move;
  told: TwoStories;
}

/** Points of trust at EndEx, to the tenth, by which the other story ends higher: middle, and four of five runs. */
export interface Gain {
  low: number;
  middle: number;
  high: number;
}

export function gainOf(told: TwoStories): Gain {
  const last = (series: readonly number[]): number => Math.round((series.at(-1) ?? 0) * 10) / 10;
  const { low, middle, high } = told.trust.higher;
  return { low: last(low), middle: last(middle), high: last(high) };
}

/** The one that ends with the most trust, if any ends with more than what happened. */
export function bestOf(tried: readonly Tried[]): Tried | undefined {
  const best = [...tried].sort((a, b) => gainOf(b.told).middle - gainOf(a.told).middle)[0];
  return best && gainOf(best.told).middle > 0 ? best : undefined;
}

/** What the mistake cost: the gain, the other way round. */
export const costOf = (gain: Gain): Gain => ({ low: 0 - gain.high, middle: 0 - gain.middle, high: 0 - gain.low });

/** A number with its sign, with a true minus. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0");

/** The brand's post that a finding is about. */
export const postOf = (finding: Finding, book: Book): ReturnType<Book["post"]> =>
  finding.evidence.map((cite) => (cite.sort === "post" ? book.post(cite.id) : undefined)).find((each) => each?.brand);

/** The moment before the mistake: right before the post it is about, else when it was made. */
export const momentOf = (finding: Finding, book: Book): number => Math.max(0, (postOf(finding, book)?.t ?? finding.t) - 0.001);
