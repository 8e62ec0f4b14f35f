// What a screen does with posts: like, repost, try again, and how fast the feed runs.
import type { Cell } from "$live/cells.svelte";
import type { Room } from "$live/room.svelte";
import { t } from "$lib/i18n";
import { say } from "$lib/toasts.svelte";
import type { Post } from "$parts/types";
import { trying } from "./acting";

/** Whether a post of somebody else's names, answers or quotes one of our accounts. */
export function aboutUs(post: Post, mine: readonly string[]): boolean {
  if (post.mine) return false;
  return mine.some((handle) => post.replyTo === handle || post.quote?.by.handle === handle || mentions(post.text, handle));
}

/** `@handle` as a word of its own: @kev is not @kevmarsh, nor @kev.marsh. */
export function mentions(text: string, handle: string): boolean {
  const [low, at] = [text.toLowerCase(), `@${handle.toLowerCase()}`];
  for (let from = low.indexOf(at); from >= 0; from = low.indexOf(at, from + 1)) {
    if (!/^[.-]?[\p{L}\p{N}_]/u.test(low.slice(from + at.length))) return true;
  }
  return false;
}

/** Posts in each of the latest `minutes` minutes of exercise time, oldest first. Cells newest first. */
export function perMinute(cells: readonly Cell[], t: number, minutes = 8): number[] {
  const found = Array.from({ length: minutes }, () => 0);
  for (const { post } of cells) {
    const ago = Math.floor((t - post.t) / 60);
    if (ago >= minutes) break;
    const at = minutes - 1 - Math.max(0, ago);
    found[at] = (found[at] ?? 0) + 1;
  }
  return found;
}

/** Turned round: taken back by whichever account of ours gave it, else given as `by`. */
export function turned(gave: readonly string[], mine: readonly string[], by: string): { by: string; on: boolean } {
  const giver = gave.find((each) => mine.includes(each));
  return giver === undefined ? { by, on: true } : { by: giver, on: false };
}

const turning = new Set<string>();

async function turn(room: Room, id: string, did: "like" | "repost", by: string): Promise<void> {
  const post = room.timeline.get(id);
  const key = `${room.rehearsal} ${did} ${id}`;
  if (!post || turning.has(key)) return; // a second tap before the answer is no second wish
  turning.add(key);
  const gave = did === "like" ? post.likers : post.reposters;
  await trying(room.ask({ kind: `post.${did}`, post: id, ...turned(gave, room.personas, by) }));
  turning.delete(key);
}

export const like = (room: Room, post: Post, by: string): void => void turn(room, post.id, "like", by);
export const repost = (room: Room, post: Post, by: string): void => void turn(room, post.id, "repost", by);

/** Send a post again that was turned down; its place in the feed is new. */
export function again(room: Room, id: string): void {
  const words = room.timeline.discard(id);
  if (words) void trying(room.publish(words));
}

/** Whether the platform still lets this post of ours be edited. */
export function editable(room: Room, post: Post): boolean {
  const allowed = room.about?.platform.edit_seconds ?? null;
  return post.mine === true && (allowed === null || room.t - post.t <= allowed);
}

/** Take a screenshot of a post, for this seat alone. */
export async function capture(room: Room, id: string): Promise<void> {
  if (await trying(room.ask({ kind: "post.capture", post: id }))) say(t("tactics.taken"), { tone: "good" });
}
