// How much a seat may still say right now: the server's own pace, shown before it is refused.
import type { Room } from "$live/room.svelte";

/** Posts and messages a seat may send in `SPAN` seconds. */
export const MOST = 5;
const SPAN = 10;

/** Acts left of five in the last ten seconds of exercise time. */
export function energy(room: Room): number {
  const since = room.t - SPAN;
  let spent = 0;
  for (const { post } of room.timeline.cells.list) {
    if (post.t <= since) break;
    if (post.mine) spent += 1;
  }
  const written = room.messages.filter((one) => one.t > since && room.personas.includes(one.sender)).length;
  return Math.max(0, MOST - spent - written);
}
