// What a screen does with posts: like, repost, try again, and how fast the feed runs.
import type { Cell } from "$live/cells.svelte";
import type { Room } from "$live/room.svelte";
import type { Post } from "$parts/types";
import { trying } from "./acting";

/** Whether a post of somebody else's names or answers one of our accounts. */
export function aboutUs(post: Post, mine: readonly string[]): boolean {
  if (post.mine) return false;
  return mine.some((handle) => post.replyTo === handle || mentions(post.text, handle));
}

/** `@handle` as a word of its own: @kev is not @kevmarsh. */
export function mentions(text: string, handle: string): boolean {
  const at = text.toLowerCase().indexOf(`@${handle.toLowerCase()}`);
  return at >= 0 && !/[\p{L}\p{N}_]/u.test(text.charAt(at + handle.length + 1));
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

export function like(room: Room, post: Post, by: string): void {
  void trying(room.ask({ kind: "post.like", post: post.id, by, on: !post.liked }));
}

export function repost(room: Room, post: Post, by: string): void {
  void trying(room.ask({ kind: "post.repost", post: post.id, by, on: !post.reposted }));
}

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
