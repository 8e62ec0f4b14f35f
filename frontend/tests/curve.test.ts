import { render, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { apart, legible, pathOf, ticks, tOf, valueAt, xOf, yOf } from "$parts/axis";
import Curve from "$parts/Curve.svelte";

const frame = { width: 600, height: 200, from: 0, to: 3600 };

test("time and value have their place, and values stay inside", () => {
  expect([xOf(1800, frame), yOf(0, frame), yOf(100, frame), yOf(140, frame)]).toEqual([300, 200, 0, 0]);
  expect([tOf(300, frame), tOf(-5, frame), tOf(900, frame)]).toEqual([1800, 0, 3600]);
});

test("a value holds until the next sample", () => {
  const points = [{ t: 0, value: 70 }, { t: 60, value: 64 }];
  expect([valueAt(points, -1), valueAt(points, 59), valueAt(points, 60)]).toEqual([undefined, 70, 64]);
});

test("a long line is thinned to the pixels there are, and keeps its end", () => {
  const points = Array.from({ length: 10_000 }, (_, t) => ({ t, value: 50 }));
  const path = pathOf(points, { ...frame, to: 9_999 });
  expect(path.split("L").length).toBeLessThanOrEqual(1_260);
  expect(path.endsWith("600.0 100.0")).toBe(true);
});

test("the axis has few and round times", () => {
  expect(ticks(0, 3600)).toEqual([0, 600, 1200, 1800, 2400, 3000, 3600]);
  expect(ticks(90, 420)).toEqual([120, 180, 240, 300, 360, 420]);
});

test("labels that would touch are pushed apart and keep their order", () => {
  expect(apart([100, 104], 15)).toEqual([94.5, 109.5]);
  expect(apart([10, 100], 15)).toEqual([10, 100]);
});

test("marks too close to the labelled one before them keep silent", () => {
  expect(legible([0, 10, 20, 38, 60], 19)).toEqual([true, false, true, false, true]);
});

test("the table beside the chart says what the lines say, up to now", () => {
  render(Curve, {
    title: "Trust and heat",
    to: 3600,
    now: 700,
    lines: [{ id: "trust", label: "trust", colour: "red", points: [{ t: 0, value: 71 }, { t: 600, value: 64 }] }],
    markers: [{ t: 640, label: "04", kind: "inject" }, { t: 900, label: "05", kind: "inject", ahead: true }],
  });
  const rows = within(screen.getByRole("table")).getAllByRole("row").map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join("|"));
  expect(rows).toEqual(["Time|trust|What happened", "00:00|71|", "10:00|64|", "10:40|64|inject 04"]);
});

test("an opening reaches no further than the axis, and one beyond it is not drawn", () => {
  render(Curve, {
    title: "Mood",
    lines: [],
    to: 600,
    windows: [
      { from: 300, to: 9_000, label: "An ally offers help" },
      { from: 700, to: 900, label: "Quick wit" },
    ],
    pushes: [{ t: 100, label: "Anger +0.3" }],
  });
  const drawn = [...document.querySelectorAll("rect.window")];
  expect(drawn.map((one) => Number(one.getAttribute("x")) + Number(one.getAttribute("width")))).toEqual([80]); // the least a plot is wide
  expect(document.querySelector(".push title")?.textContent).toBe("Anger +0.3");
});
