// What a review says of the crowd: the openings it gave, the hands laid on it, and the brand's posts
// whose chips said something else than their words.
import { t as words } from "$lib/i18n";
import type { Review, StormChance } from "$wire/wire";
import { DIALS, pushed, standing, type Dial, type On } from "../crowd/words";

export interface Disagreement {
  post: string;
  t: number;
  chosen: readonly string[];
  read: readonly string[];
  cues: readonly string[];
  sentence: string;
}

export interface Influence {
  t: number;
  /** One of the crowd's quantities, or a dial. */
  what: string;
  /** How far it was pushed, or where the dial was set. */
  by: number;
  fades: number | null;
  why: string;
  seat: string;
}

export interface Opening {
  chance: string;
  opening: StormChance["opening"];
  t: number;
  closed_t: number | null;
  post: string | null;
  why: string;
  /** When somebody of the brand flagged it. */
  noticed_t: number | null;
  taken: boolean;
  /** The post that took it. */
  taken_by: string | null;
}

export interface Crowd {
  disagreements: readonly Disagreement[];
  influence: readonly Influence[];
  openings: readonly Opening[];
}

/** A review made before the crowd was told of has none of it. */
export function crowdOf(review: Review & Partial<Crowd>): Crowd {
  return { disagreements: review.disagreements ?? [], influence: review.influence ?? [], openings: review.openings ?? [] };
}

const isDial = (what: string): what is Dial => what in DIALS;

/** One line for a hand laid on the crowd. */
export function told(one: Influence): string {
  if (isDial(one.what)) return words("review.dialSet", { name: words(`crowd.dial.${one.what}.name`), value: standing(one.what, one.by) });
  return pushed({ on: one.what as On, by: one.by, fades: one.fades });
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

export const pushesOf = (crowd: Crowd): { t: number; label: string }[] => crowd.influence.map((one) => ({ t: one.t, label: told(one) }));
