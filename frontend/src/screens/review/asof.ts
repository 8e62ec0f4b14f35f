// What stood where at a moment of the drill. Times are exercise seconds.
import { faceOf } from "$lib/faces";
import { shotOf } from "$lib/shots";
import { badgesOn } from "$lib/truth";
import type { Counts, Post } from "$parts/types";
import { drawnOf } from "$lib/pictures";
import type { CountAt, Draft, Fact, ReviewedPost } from "$wire/wire";
import type { Book } from "./book";

const NOTHING: Counts = { replies: 0, reposts: 0, likes: 0, reach: 0 };

/** How many of `items`, sorted by `t`, are at or before `t`. */
export function countUpTo(items: readonly { t: number }[], t: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.t ?? Infinity) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A post's counters: the last ones measured, never ahead of the truth. */
export function countsAt(growth: readonly CountAt[], t: number): Counts {
  const last = growth[countUpTo(growth, t) - 1];
  return last ? { replies: last.replies, reposts: last.reposts, likes: last.likes, reach: last.reach } : NOTHING;
}

const byOf = (post: ReviewedPost): Post["by"] => ({
  handle: post.author,
  name: post.name,
  followers: post.followers,
  verified: post.verified,
  avatar: faceOf(post.author, post.brand),
});

const reached = (when: number | null, t: number): number | undefined => (when !== null && when <= t ? when : undefined);

/** A post as the feed showed it at `t`, with the truth about it, as far as it was told. */
export function postAt(last: ReviewedPost, t: number, book: Book): Post {
  const post = book.asOf(last.id, t) ?? last;
  const answered = book.post(post.reply_to);
  const quoted = book.post(post.quote);
  const seen: Post = {
    id: post.id,
    by: byOf(post),
    text: post.text,
    t: post.t,
    counts: countsAt(post.growth, t),
    state: "ok",
    badges: badgesOn(post, book.roleOf, { unapproved: book.unapproved(post.id) }),
  };
  const edited = reached(post.edited_t, t);
  const deleted = reached(post.gone_t, t);
  if (edited !== undefined) seen.edited = edited;
  if (deleted !== undefined) seen.deleted = deleted;
  if (answered) seen.replyTo = answered.author;
  if (post.shows) seen.shot = shotOf(post.shows, (handle) => handle === book.review.brand);
  const picture = drawnOf(post.picture, undefined);
  if (picture) seen.picture = picture;
  if (post.leak) seen.leak = post.leak;
  if (quoted) seen.quote = quoteAt(quoted, t);
  return seen;
}

function quoteAt(post: ReviewedPost, t: number): NonNullable<Post["quote"]> {
  const deleted = reached(post.gone_t, t);
  return { id: post.id, by: byOf(post), text: post.text, t: post.t, ...(deleted === undefined ? {} : { deleted }) };
}

/** A draft as it stood at `t`, or nothing before it was opened. Its words are those of its last version. */
export function draftAt(draft: Draft, t: number): Draft | undefined {
  if (draft.opened_t > t) return undefined;
  const steps = draft.steps.filter((step) => step.t <= t);
  const last = steps.at(-1)?.did;
  const published = last === "published";
  return { ...draft, steps, state: standing(steps, draft), unapproved: published ? draft.unapproved : null };
}

function standing(steps: Draft["steps"], draft: Draft): Draft["state"] {
  const last = steps.at(-1)?.did;
  switch (last) {
    case "submitted":
      return "waiting";
    case "approved":
      return approvals(steps) >= draft.needs.length ? "approved" : "waiting";
    case "rejected":
    case "published":
    case "dropped":
      return last;
    default:
      return "writing";
  }
}

function approvals(steps: Draft["steps"]): number {
  const from = steps.findLastIndex((step) => step.did === "submitted");
  return steps.slice(from + 1).filter((step) => step.did === "approved").length;
}

/** A fact's standing at `t`, or nothing before it was claimed. */
export function factAt(fact: Fact, t: number): Fact | undefined {
  if (fact.claimed_t > t) return undefined;
  if (fact.settled_t !== null && fact.settled_t <= t) return fact;
  return { ...fact, standing: "claimed", settled_t: null, settled_by: null };
}
