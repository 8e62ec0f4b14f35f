// A review with an index: who is who, which draft became which post.
import type { RoleOf } from "$lib/truth";
import type { Draft, Review, ReviewedPost } from "$wire/wire";
import type { Seen } from "./lens";

export interface Book {
  readonly review: Review;
  /** Through whose eyes it is looked at; nothing where all is shown. */
  readonly seen: Seen | undefined;
  /** Newest first, for feeds. */
  readonly newest: readonly ReviewedPost[];
  post(id: string | null | undefined): ReviewedPost | undefined;
  /** A post in its words of `t`; nothing while it was hidden from those whose eyes these are. */
  asOf(id: string, t: number): ReviewedPost | undefined;
  draftOf(post: string): Draft | undefined;
  unapproved(post: string): boolean;
  roleOf: RoleOf;
  /** A seat's title, and who sat there while names are unsealed. */
  nameOf(seat: string): string;
}

/** A seat's title, and the names beside it that are unsealed. */
export const calledIn = (seat: Review["seats"][number] | undefined): string | undefined =>
  seat && (seat.names.length > 0 ? `${seat.title} (${seat.names.join(", ")})` : seat.title);

export function bookOf(whole: Review, seen?: Seen): Book {
  const review = seen?.review ?? whole;
  const posts = new Map(review.posts.map((post) => [post.id, post]));
  const drafts = new Map(review.drafts.flatMap((draft) => (draft.post ? [[draft.post, draft] as const] : [])));
  const seats = new Map(review.seats.map((seat) => [seat.id, seat]));
  return {
    review,
    seen,
    newest: review.posts.toReversed(),
    post: (id) => (id ? posts.get(id) : undefined),
    asOf: (id, t) => (seen ? seen.postAt(id, t) : posts.get(id)),
    draftOf: (post) => drafts.get(post),
    unapproved: (post) => (drafts.get(post)?.unapproved ?? null) !== null,
    roleOf: (seat) => seats.get(seat)?.role,
    nameOf: (seat) => calledIn(seats.get(seat)) ?? seat,
  };
}
