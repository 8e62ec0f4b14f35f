// What a player may do with a post, and as whom.
import type { Platform, ShownPost } from "$wire/wire";
import type { Post } from "$parts/types";

/** Whether a post names, answers or quotes one of our accounts. Our own posts are not about us. */
export function aboutUs(post: Post, mine: readonly string[]): boolean {
  if (post.mine) return false;
  if (post.replyTo !== undefined && mine.includes(post.replyTo)) return true;
  if (post.quote && mine.includes(post.quote.by.handle)) return true;
  return mine.some((handle) => named(post.text, handle));
}

/** Whether a text names an account: `@ann` is not named by `@anna`. */
function named(text: string, handle: string): boolean {
  const at = `@${handle}`.toLowerCase();
  const low = text.toLowerCase();
  for (let from = low.indexOf(at); from >= 0; from = low.indexOf(at, from + 1)) {
    const next = low.slice(from + at.length);
    if (!/^(?:[\p{L}\p{N}_]|[.-][\p{L}\p{N}_])/u.test(next)) return true;
  }
  return false;
}

/** Whether a post of ours may still be changed at exercise time `t`. */
export function editable(post: Post, platform: Pick<Platform, "edit_seconds">, t: number): boolean {
  if (!post.mine || post.state !== "ok" || post.deleted !== undefined) return false;
  return platform.edit_seconds === null || t - post.t <= platform.edit_seconds;
}

/** Seconds left to change it, `undefined` where there is no end to it. */
export function editLeft(post: Post, platform: Pick<Platform, "edit_seconds">, t: number): number | undefined {
  return platform.edit_seconds === null ? undefined : Math.max(0, platform.edit_seconds - (t - post.t));
}

/** A like or repost turned round: taken back by whichever account of ours gave it, else given as `speaking`. */
export function turned(post: ShownPost, did: "like" | "repost", mine: readonly string[], speaking: string): { by: string; on: boolean } {
  const gave = (did === "like" ? post.likers : post.reposters).find((by) => mine.includes(by));
  return gave === undefined ? { by: speaking, on: true } : { by: gave, on: false };
}
