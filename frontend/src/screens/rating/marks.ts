// Ratings as screens show them, in the words of HSEEP: performed, with some or major challenges, unable.
import type { Evidence, Rating } from "$wire/wire";

export type Mark = NonNullable<Rating["mark"]>;

export const MARKS: readonly Mark[] = ["P", "S", "M", "U"];
export const TONES = { P: "good", S: "accent", M: "warn", U: "bad" } as const satisfies Record<Mark, string>;

export const same = (one: Evidence, other: Evidence): boolean => one.sort === other.sort && one.id === other.id;

/** The pieces, each once. */
export function once(pieces: readonly Evidence[]): Evidence[] {
  return pieces.filter((one, at) => pieces.findIndex((other) => same(one, other)) === at);
}
