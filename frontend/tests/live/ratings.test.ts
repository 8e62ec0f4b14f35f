import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Rating, RatingGiven } from "$wire/wire";
import { ratedAfter } from "../../src/live/ratings";
import { aRoom, event, FarEnd, welcome } from "./recorded";

let leave = (): void => undefined;
beforeEach(() => void vi.useFakeTimers({ now: 100_000 }));
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const given = (seat: string, more: Partial<RatingGiven> = {}): RatingGiven => ({
  kind: "rating.given", seat, item: "1.1", mark: "S", evidence: [{ sort: "post", id: "p1" }], remark: "", told: null, ...more,
});

test("a rating given anew stands for the one before and remembers its first mark", () => {
  const once = ratedAfter([], given("observer-1"), 10);
  const twice = ratedAfter(once, given("observer-1", { mark: "U" }), 20);
  expect(twice).toMatchObject([{ seat: "observer-1", mark: "U", first: "S", t: 20, changes: 1 }]);
  expect(ratedAfter(twice, given("observer-2"), 30)).toHaveLength(2);
  expect(ratedAfter(twice, given("observer-1", { item: "1.2" }), 30)).toHaveLength(2);
});

test("others' ratings come once our own is saved, beside it", async () => {
  const opened = await aRoom();
  leave = opened.leave;
  FarEnd.last.hear(welcome({ now: 100_000 }));
  const { room } = opened;
  const other: Rating = { item: "1.1", seat: "observer-9", mark: "M", evidence: [], remark: "Late", told: null, first: "M", t: 5, changes: 0 };
  room.apply(event(6, given(room.seat), 31));
  room.apply(event(7, { kind: "ratings.shown", to: room.seat, item: "1.1", ratings: [other] }, 31));
  expect(room.ratings.map((one) => [one.seat, one.mark])).toEqual([[room.seat, "S"], ["observer-9", "M"]]);
});
