import { describe, expect, test } from "vitest";
import { asked, wantedIn } from "../src/screens/trends/api";
import { difference, heightOf, labelled, placesOf, runsOf, said, scaleOf } from "../src/screens/trends/plot";

describe("a scale", () => {
  test("of shares is always from none to all", () => {
    expect(scaleOf([0.2], "share")).toEqual({ from: 0, to: 1, ticks: [0, 0.5, 1] });
  });
  test("is round, starts at nothing and holds every value", () => {
    expect(scaleOf([95, 400], "seconds")).toEqual({ from: 0, to: 480, ticks: [0, 120, 240, 360, 480] });
  });
  test("of what can fall below nothing goes below it", () => {
    const scale = scaleOf([-12, 4], "points");
    expect(scale.from).toBe(-20);
    expect(scale.ticks).toContain(0);
    expect(heightOf(0, scale, 100)).toBeGreaterThan(0);
  });
  test("of nothing is still one", () => {
    expect(scaleOf([], "count")).toEqual({ from: 0, to: 1, ticks: [0, 1] });
  });
});

test("a figure is said in its unit, and a difference with its sign", () => {
  expect([said(88, "seconds"), said(0.5, "share"), said(-4.6, "points"), said(null, "count")]).toEqual(["01:28", "50%", "−5", "–"]);
  expect([difference(-130, "seconds"), difference(0.12, "share"), difference(0.2, "count"), difference(null, "share")]).toEqual(["−02:10", "+12%", "0", "–"]);
});

test("a line breaks where a drill had nothing to count", () => {
  expect(runsOf([1, 2, null, 3])).toEqual([[0, 1], [3]]);
});

test("drills stand evenly, and the newest always has its label", () => {
  expect(placesOf(2, 100)).toEqual([25, 75]);
  const shown = labelled(100, 560);
  expect(shown.at(-1)).toBe(true);
  expect(shown.filter(Boolean).length).toBeLessThanOrEqual(11);
});

test("a choice stands in the address and comes back from it", () => {
  const wanted = { scenario: "too-wide", brand: "Meridian Air", plan: "", mode: "room" };
  expect(wantedIn(asked(wanted))).toEqual(wanted);
  expect(asked(wantedIn(""))).toBe("");
});
