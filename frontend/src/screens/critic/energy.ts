// A critic's energy as the server counts it: tactics take it, exercise time gives it back.
import type { Room } from "$live/room.svelte";
import type { ShownPost } from "$wire/wire";
import type { Tactic } from "../room/play";

export const MOST = 4;
/** Exercise seconds that give one back. */
export const REFILL = 45;
export const COSTS: Readonly<Record<Tactic, number>> = { evidence: 1, screenshot: 1, rally: 2, boycott: 2, praise: 1, leak: 2 };

export interface Spent {
  tactic: Tactic;
  t: number;
}

/** Energy at exercise second `t`, 0 to `MOST`, after what was spent, oldest first. */
export function energyAt(spent: readonly Spent[], t: number): number {
  let left = MOST;
  let last = 0;
  for (const one of spent) {
    left = Math.max(0, Math.min(MOST, left + Math.max(0, one.t - last) / REFILL) - COSTS[one.tactic]);
    last = one.t;
  }
  return Math.min(MOST, left + Math.max(0, t - last) / REFILL);
}

/** Exercise seconds until there is enough for a tactic; 0 where there is. */
export const missing = (energy: number, tactic: Tactic): number => Math.max(0, COSTS[tactic] - energy) * REFILL;

/** What our accounts played. */
export function spentBy(posts: readonly ShownPost[], mine: readonly string[]): Spent[] {
  return posts.flatMap((post) => (post.tactic && mine.includes(post.author) ? [{ tactic: post.tactic, t: post.t }] : []));
}

/** Our energy now. */
export const energy = (room: Room): number => energyAt(spentBy(room.timeline.all(), room.personas), room.t);
