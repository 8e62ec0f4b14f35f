// What a what-if shows is what was, and what the other story's runs have more or less than the same runs of it.
import { describe, expect, test } from "vitest";
import { luck, rowsOf, scaleOf, sense, wouldBe } from "../../src/screens/review/whatif";
import type { Band, TwoStories } from "$wire/wire";
import { aReview } from "./fixture";

const review = aReview();

const flat = (value: number): Band => ({ low: [value - 1, value - 1], middle: [value, value], high: [value + 1, value + 1] });
const told = (trust: number, heat: number, against: number): TwoStories => ({
  runs: 100,
  forks: 1200,
  times: [1200, 2400],
  trust: { happened: flat(60), other: flat(60 + trust), higher: flat(trust) },
  heat: { happened: flat(30), other: flat(30 + heat), higher: flat(heat) },
  against: { happened: flat(500), other: flat(500 + against), higher: flat(against) },
  trusted_more: 0.97,
});

const at = (t: number, of: "trust" | "heat"): number => review.samples.findLast((sample) => sample.t <= t)?.[of] ?? 0;

describe("what would have been", () => {
  test("is what was and the difference of the runs, whatever the model's own level", () => {
    const [first, last] = wouldBe(review, told(5, -3, 0), "trust");
    expect(first?.middle).toBeCloseTo(Math.min(100, at(1200, "trust") + 5));
    expect(last?.low).toBeCloseTo(Math.min(100, at(2400, "trust") + 4));
  });

  test("stays between 0 and 100", () => {
    for (const point of [...wouldBe(review, told(200, 0, 0), "trust"), ...wouldBe(review, told(0, -200, 0), "heat")]) {
      expect(point.low).toBeGreaterThanOrEqual(0);
      expect(point.high).toBeLessThanOrEqual(100);
    }
  });

  test("luck alone lies around what was", () => {
    const [first] = luck(review, told(5, 0, 0), "heat");
    expect(first?.middle).toBeCloseTo(at(1200, "heat"));
    expect((first?.high ?? 0) - (first?.low ?? 0)).toBeCloseTo(2);
  });
});

describe("the table", () => {
  test("calls better what is higher trust, and worse what is more criticism", () => {
    const rows = rowsOf(review, told(5, 6, 40));
    const senses = Object.fromEntries(rows.map((row) => [row.id, sense(row)]));
    expect(senses.trustEnd).toBe("better");
    expect(senses.against).toBe("worse");
    expect(senses.heatPeak).toBe("worse");
  });

  test("claims no difference where the band holds what was", () => {
    expect(rowsOf(review, told(0.5, 0.5, 0.5)).map(sense)).toEqual(["same", "same", "same", "same"]);
  });
});

test("a difference that rounds to nothing is none, however sure it is", () => {
  expect(sense({ id: "trustEnd", was: 71.2, low: 70.8, middle: 70.9, high: 71.0, good: true })).toBe("same");
  expect(sense({ id: "trustEnd", was: 71.2, low: 68, middle: 69, high: 70, good: true })).toBe("worse");
});

test("the scale takes in all that is drawn and is never flat", () => {
  expect(scaleOf([{ t: 0, value: 61 }, { t: 1, value: 66 }])).toEqual({ from: 60, to: 80 });
  expect(scaleOf([{ t: 0, low: 12, middle: 20, high: 96 }])).toEqual({ from: 10, to: 100 });
});
