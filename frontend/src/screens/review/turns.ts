// The moments that mattered, as the review found them.
import type { Review, Turn } from "$wire/wire";

/** Exercise seconds in which the first inject always moves most; nobody opens a replay to see that. */
const BEGINNING = 60;

export const sizeOf = (turn: Turn): number => Math.abs(turn.trust) + Math.abs(turn.heat);

/** Where a replay opens that nobody linked to: at the moment that mattered most, once the drill had begun. */
export function opensAt(review: Review): number {
  const later = review.turns.filter((turn) => turn.t >= BEGINNING);
  return later.reduce<Turn | undefined>((most, turn) => (!most || sizeOf(turn) > sizeOf(most) ? turn : most), undefined)?.t ?? 0;
}
