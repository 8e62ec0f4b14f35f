// What a screen does with posts: like, repost, try again, and how fast the feed runs.
import type { Cell } from "$live/cells.svelte";
import type { Command, Room } from "$live/room.svelte";
import { t } from "$lib/i18n";
import { say } from "$lib/toasts.svelte";
import type { Post } from "$parts/types";
import type { ReactToPost } from "$wire/wire";
import { trying } from "./acting";
import { platformOf } from "./places";

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

/** Ask once: a second tap before the answer is no second wish. */
async function turn(room: Room, id: string, did: string, gave: readonly string[], by: string, asking: (turned: { by: string; on: boolean }) => Command): Promise<void> {
  const key = `${room.rehearsal} ${did} ${id}`;
  if (turning.has(key)) return;
  turning.add(key);
  await trying(room.ask(asking(turned(gave, room.personas, by))));
  turning.delete(key);
}

export function like(room: Room, post: Post, by: string): void {
  const found = room.timeline.get(post.id);
  if (found) void turn(room, post.id, "like", found.likers, by, (way) => ({ kind: "post.like", post: post.id, ...way }));
}

export function repost(room: Room, post: Post, by: string): void {
  const found = room.timeline.get(post.id);
  if (found) void turn(room, post.id, "repost", found.reposters, by, (way) => ({ kind: "post.repost", post: post.id, ...way }));
}

/** Give or take back one of the platform's reactions; its first one is what a like is there. */
export function react(room: Room, post: Post, by: string, reaction: string): void {
  const found = room.timeline.get(post.id);
  const wanted = post.place?.reactions.find((one) => one.id === reaction);
  if (!found || !wanted) return;
  if (post.place?.reactions[0]?.id === reaction) return like(room, post, by);
  const gave = found.reactions.find(([id]) => id === reaction)?.[1] ?? [];
  void turn(room, post.id, reaction, gave, by, (way) => ({ kind: "post.react", post: post.id, reaction: reaction as ReactToPost["reaction"], ...way }));
}

/** Send a post again that was turned down; its place in the feed is new. */
export function again(room: Room, id: string): void {
  const words = room.timeline.discard(id);
  if (words) void trying(room.publish(words));
}

/** Whether its platform still lets this post of ours be edited. */
export function editable(room: Room, post: Post): boolean {
  const allowed = platformOf(room, post.place?.id)?.edit_seconds ?? null;
  return post.mine === true && (allowed === null || (allowed > 0 && room.t - post.t <= allowed));
}

/** Whether its platform lets a post of ours be taken down. */
export const deletable = (room: Room, post: Post): boolean => post.mine === true && platformOf(room, post.place?.id)?.delete !== "never";

/** Take a screenshot of a post, for this seat alone. */
export async function capture(room: Room, id: string): Promise<void> {
  if (await trying(room.ask({ kind: "post.capture", post: id }))) say(t("feed.captured"), { tone: "good" });
}
