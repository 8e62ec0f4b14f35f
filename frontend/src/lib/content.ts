// What a post is, for the decision model: proposed from what it is meant to do.
import type { Content } from "$live/model";
import type { Strategy } from "./intents";

const SAYS: Partial<Record<Strategy, Content>> = { apology: "apology", compensate: "compensation", correct: "correction", deny: "correction" };

/** The class of words that do this; the weightier of two, money before an apology. */
export function contentOf(strategies: readonly Strategy[] | undefined): Content {
  const found = (strategies ?? []).map((one) => SAYS[one]);
  for (const one of ["compensation", "apology", "correction"] as const) if (found.includes(one)) return one;
  return "information";
}
