// What a feed shows while somebody reads. At the top with nothing focused it is live; anywhere
// else the words stay where the eyes are, and what came since is counted on the pill.

export interface Item {
  readonly id: string;
}

export interface Reading<T extends Item> {
  /** What is drawn, newest first. */
  shown: readonly T[];
  /** What waits above, newest first. */
  fresh: readonly T[];
}

/**
 * What to draw now.
 *
 * @param all everything there is, newest first
 * @param before what was drawn last
 * @param live at the top, nothing focused, not paused
 */
export function read<T extends Item>(all: readonly T[], before: readonly T[], live: boolean): Reading<T> {
  if (live || before.length === 0) return { shown: all, fresh: [] };
  // Nothing can stand above the newest line already drawn that is still there.
  const drawn = new Set(before.map((item) => item.id));
  const top = all.findIndex((item) => drawn.has(item.id));
  if (top < 0) return { shown: all, fresh: [] };
  if (top === 0 && all.length === before.length && all.every((item, i) => item === before[i])) {
    return { shown: before, fresh: [] };
  }
  return { shown: all.slice(top), fresh: all.slice(0, top) };
}

/** A reading in an order of its own; `moved` once the order would be another. */
export interface Held<T extends Item> extends Reading<T> {
  moved: boolean;
}

const LOOKED_AT = 12; // from the top: what moves further down nobody misses

/**
 * The same for a feed in another order than the newest first: what is drawn keeps its place, what is gone
 * leaves, one's own comes in at once, and all else waits.
 *
 * @param now everything there is, as it would be ordered now
 * @param before what was drawn last; nothing to order anew
 */
export function hold<T extends Item>(now: readonly T[], before: readonly T[], own: (item: T) => boolean): Held<T> {
  const there = new Map(now.map((item) => [item.id, item]));
  const shown = before.flatMap((item) => there.get(item.id) ?? []);
  if (shown.length === 0) return { shown: now, fresh: [], moved: false };
  const drawn = new Set(shown.map((item) => item.id));
  const fresh = now.filter((item) => !drawn.has(item.id));
  const known = now.filter((item) => drawn.has(item.id));
  const moved = known.slice(0, LOOKED_AT).some((item, at) => item.id !== shown[at]?.id);
  for (const item of fresh.filter(own)) {
    const above = now[now.indexOf(item) - 1];
    const at = shown.findIndex((one) => one.id === above?.id) + 1;
    shown.splice(at, 0, item);
  }
  return { shown, fresh: fresh.filter((item) => !own(item)), moved };
}

interface Sent extends Item {
  readonly post: { readonly mine?: boolean; readonly state: string };
}

const NEAR_THE_TOP = 20;

/** The newest post on its way from here: whoever sends one sees it at once, wherever they were reading. */
export function sending<T extends Sent>(all: readonly T[]): string | undefined {
  return all.slice(0, NEAR_THE_TOP).find((item) => item.post.mine && item.post.state === "sending")?.id;
}

/** Where the focus goes when the focused item is gone: the one after it, else the last. */
export function heir<T extends Item>(before: readonly T[], now: readonly T[], focused: string): string | undefined {
  const there = new Set(now.map((item) => item.id));
  if (there.has(focused)) return focused;
  const at = before.findIndex((item) => item.id === focused);
  const after = before.slice(at + 1).find((item) => there.has(item.id));
  return after?.id ?? now.at(-1)?.id;
}

/** The item a step away, kept inside the list; with nothing focused the first one. */
export function stepped<T extends Item>(items: readonly T[], focused: string | undefined, by: number): number {
  if (items.length === 0) return -1;
  const at = items.findIndex((item) => item.id === focused);
  return at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by));
}
