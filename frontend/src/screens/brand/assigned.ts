// Posts that are somebody's to answer.
import type { Room } from "$live/room.svelte";
import type { Assignment } from "$wire/wire";

/** What is ours to answer and is not answered yet, the longest first. */
export function mine(room: Pick<Room, "assigned" | "seat">): Assignment[] {
  return [...room.assigned.values()].filter((one) => one.to === room.seat && one.answered_t === null).sort((one, other) => one.t - other.t);
}

/** How long a post has been somebody's and unanswered at `t`; once answered, how long it took. Exercise seconds. */
export const waited = (one: Assignment, t: number): number => Math.max(0, (one.answered_t ?? t) - one.t);
