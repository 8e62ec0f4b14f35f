// In which order a platform shows its posts, as the server has it (app/feed/ranking.py), and which answers
// stand below them. The figures come with the platform.
import type { Post } from "$parts/types";

/** A post's place is made of: (base + counts by weight) / (1 + age / settles). */
export interface Score {
  base: number;
  like: number;
  reply: number;
  repost: number;
  down: number;
  /** Exercise seconds after which half is left; null where age takes nothing. */
  settles: number | null;
}

export interface Standing {
  readonly id: string;
  readonly post: Post;
}

export interface Ordering {
  score: Score;
  /** Answers to answers stand below them; without it answers are one list. */
  tree: boolean;
  /** Answers shown below a post; the others are in its thread. */
  most: number;
}

const JUST_NOW = 90; // exercise seconds in which one's own new post stays on top

export function scoreOf(post: Post, { base, like, reply, repost, down, settles }: Score, t: number): number {
  const { likes, replies, reposts } = post.counts;
  const points = base + like * likes + reply * replies + repost * reposts + down * (post.reactions?.down ?? 0);
  return settles === null ? points : points / (1 + Math.max(0, t - post.t) / settles);
}

const isNew = (post: Post, t: number): boolean => post.mine === true && (post.state !== "ok" || t - post.t < JUST_NOW);

/** The first one first: what is pinned, one's own of just now, by score, the newer. */
function sorted<T extends Standing>(cells: readonly T[], rule: Ordering, t: number): T[] {
  const keyed = cells.map((cell, at) => ({ cell, at, top: cell.post.standing?.pinned ? 2 : isNew(cell.post, t) ? 1 : 0, score: scoreOf(cell.post, rule.score, t) }));
  keyed.sort((a, b) => b.top - a.top || b.score - a.score || b.cell.post.t - a.cell.post.t || a.at - b.at);
  return keyed.map((one) => one.cell);
}

export interface Arranged<T> {
  cells: readonly T[];
  /** How deep each stands below the first of its thread. */
  depths: ReadonlyMap<string, number>;
}

/**
 * A platform's posts in threads: each first post, and some answers below it.
 *
 * @param cells all posts of the platform
 * @param above the id of the post that a post answers
 */
export function threaded<T extends Standing>(cells: readonly T[], above: (id: string) => string | undefined, rule: Ordering, t: number): Arranged<T> {
  const there = new Set(cells.map((cell) => cell.id));
  const answers = new Map<string, T[]>();
  const firsts: T[] = [];
  for (const cell of cells) {
    const up = rule.tree ? above(cell.id) : rootOf(cell.id, above);
    if (up === undefined || !there.has(up)) firsts.push(cell);
    else {
      const below = answers.get(up);
      if (below) below.push(cell);
      else answers.set(up, [cell]);
    }
  }
  const depths = new Map<string, number>();
  const out: T[] = [];
  const put = (cell: T, depth: number, from: number): void => {
    if (out.length - from > rule.most && !isNew(cell.post, t)) return;
    depths.set(cell.id, depth);
    out.push(cell);
    for (const answer of sorted(answers.get(cell.id) ?? [], rule, t)) put(answer, depth + 1, from);
  };
  for (const first of sorted(firsts, rule, t)) put(first, 0, out.length);
  return { cells: out, depths };
}

function rootOf(id: string, above: (id: string) => string | undefined): string | undefined {
  let root: string | undefined;
  const seen = new Set([id]);
  for (let up = above(id); up !== undefined && !seen.has(up); up = above(up)) {
    seen.add(up);
    root = up;
  }
  return root;
}

/** What is pinned first, all else as it comes. */
export function pinnedFirst<T extends Standing>(cells: readonly T[]): readonly T[] {
  const pinned = cells.filter((cell) => cell.post.standing?.pinned);
  return pinned.length === 0 ? cells : [...pinned, ...cells.filter((cell) => !cell.post.standing?.pinned)];
}
