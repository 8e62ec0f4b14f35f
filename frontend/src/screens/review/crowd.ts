// What a review says of the crowd: the openings it gave, the hands laid on it, and the brand's posts
// whose chips said something else than their words.
import { t as words } from "$lib/i18n";
import type { Influence, Review } from "$wire/wire";
import { DIALS, pushed, standing, type Dial } from "../crowd/words";

export type Crowd = Pick<Review, "disagreements" | "influence" | "openings">;

const isDial = (what: Influence["what"]): what is Dial => what in DIALS;

/** One line for a hand laid on the crowd. */
export function told(one: Influence): string {
  if (isDial(one.what)) return words("review.dialSet", { name: words(`crowd.dial.${one.what}.name`), value: standing(one.what, one.by) });
  return pushed({ on: one.what, by: one.by, fades: one.fades });
}

/** How large it was, -1 to 1, to be drawn: a dial by how far it stands from its own middle. */
export function size(one: Influence): number {
  if (!isDial(one.what)) return one.by;
  const middle = { mood: 0, volume: 1, abuse: 0.4 }[one.what];
  const { least, most } = DIALS[one.what];
  return (one.by - middle) / Math.max(most - middle, middle - least);
}

/** Openings as windows of the chart. */
export const windowsOf = (crowd: Crowd, length: number): { from: number; to: number; label: string; taken: boolean }[] =>
  crowd.openings.map((one) => ({ from: one.t, to: one.closed_t ?? length, label: words(`crowd.opening.${one.opening}.name`), taken: one.taken }));

/** The windows as somebody saw them at `t`: what was still open had no end, and was not yet taken. */
export const windowsUpTo = (windows: ReturnType<typeof windowsOf>, t: number): ReturnType<typeof windowsOf> =>
  windows.filter((one) => one.from <= t).map((one) => (one.to <= t ? one : { ...one, to: t, taken: false }));

export const pushesOf = (crowd: Crowd): { t: number; label: string }[] => crowd.influence.map((one) => ({ t: one.t, label: told(one) }));
