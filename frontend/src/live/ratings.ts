// Evaluators' ratings after one event.
import type { Rating, RatingGiven } from "$wire/wire";

/** The ratings with one given: it stands for what its evaluator gave before, and remembers their first mark. */
export function ratedAfter(ratings: readonly Rating[], event: RatingGiven, t: number): readonly Rating[] {
  const { seat, item, mark, evidence, remark, told } = event;
  const is = (one: Rating): boolean => one.seat === seat && one.item === item;
  const before = ratings.find(is);
  const given: Rating = { item, seat, mark, evidence, remark, told, first: before ? before.first : mark, t, changes: before ? before.changes + 1 : 0 };
  return before ? ratings.map((one) => (is(one) ? given : one)) : [...ratings, given];
}
