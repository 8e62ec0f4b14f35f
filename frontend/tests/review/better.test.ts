// A better answer at a mistake: what of the tries counts as the best, and what it would have won.
import { expect, it } from "vitest";
import type { TwoStories } from "$wire/wire";
import { bookOf } from "../../src/screens/review/book";
import { bestOf, costOf, gainOf, momentOf, signed } from "../../src/screens/review/better";
import { aReview } from "./fixture";

const band = (low: number, middle: number, high: number): { low: number[]; middle: number[]; high: number[] } => ({ low: [0, low], middle: [0, middle], high: [0, high] });
const told = (low: number, middle: number, high: number): TwoStories => {
  const one = { happened: band(0, 0, 0), other: band(0, 0, 0), higher: band(low, middle, high) };
  return { runs: 100, forks: 0, times: [0, 15], trust: one, heat: one, against: one, trusted_more: 1 };
};
const move = { kind: "silent", post: "p4" } as const;

it("takes the last point of the curves as what is won", () => {
  expect(gainOf(told(3.64, 8.21, 12.38))).toEqual({ low: 3.6, middle: 8.2, high: 12.4 });
});

it("says what it cost the other way round, with a true minus", () => {
  expect(costOf({ low: 4, middle: 8, high: 12 })).toEqual({ low: -12, middle: -8, high: -4 });
  expect([signed(8), signed(-8), signed(0)]).toEqual(["+8", "−8", "0"]);
});

it("has a best only where one ends with more than what happened", () => {
  const [good, better] = [{ move, told: told(1, 2, 3) }, { move, told: told(2, 5, 9) }];
  expect(bestOf([good, better])).toBe(better);
  expect(bestOf([{ move, told: told(-9, -4, -1) }])).toBeUndefined();
});

it("freezes right before the post that the mistake is about", () => {
  const review = aReview();
  const [base] = review.findings;
  if (!base) throw new Error("the fixture has findings");
  const finding = { ...base, t: 1200, evidence: [{ sort: "post" as const, id: "p4", seq: 9, t: 1160 }] };
  expect(momentOf(finding, bookOf(review))).toBeCloseTo(1159.999, 3);
  expect(momentOf({ ...finding, evidence: [] }, bookOf(review))).toBeCloseTo(1199.999, 3);
});
