// What came on each platform where a seat was not looking. Kept on this device, by the exercise second of the
// newest post looked at.
import { keepDraft, keptDraft } from "$lib/kept";
import type { Post } from "$parts/types";

export type Seen = Readonly<Record<string, number>>;

export function keptSeen(key: string): Seen {
  try {
    const kept: unknown = JSON.parse(keptDraft(key) || "{}");
    return typeof kept === "object" && kept !== null ? (kept as Seen) : {};
  } catch {
    return {}; // of another version, or cut
  }
}

export const keepSeen = (key: string, seen: Seen): void => keepDraft(key, JSON.stringify(seen));

/** Posts of others on each platform that are newer than what was seen there. Cells newest first. */
export function unread(cells: readonly { post: Post }[], seen: Seen): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const oldest = Math.min(...Object.values(seen));
  for (const { post } of cells) {
    if (post.t < oldest) break;
    const place = post.place?.id;
    if (place !== undefined && !post.mine && post.t > (seen[place] ?? -1)) found.set(place, (found.get(place) ?? 0) + 1);
  }
  return found;
}

/** Everything there is now on these platforms has been looked at. */
export function looked(seen: Seen, places: readonly string[], newest: number): Seen {
  const now = { ...seen };
  for (const place of places) now[place] = Math.max(now[place] ?? -1, newest);
  return now;
}
