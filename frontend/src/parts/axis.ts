// The arithmetic of a chart, away from its drawing. Times are exercise seconds, values 0 to 100.
import type { Sample } from "./types";

export interface Frame {
  width: number;
  height: number;
  from: number;
  to: number;
}

export const xOf = (t: number, frame: Frame): number =>
  ((t - frame.from) / Math.max(1, frame.to - frame.from)) * frame.width;

export const yOf = (value: number, frame: Frame): number =>
  frame.height - (Math.min(100, Math.max(0, value)) / 100) * frame.height;

export const tOf = (x: number, frame: Frame): number =>
  frame.from + (Math.min(frame.width, Math.max(0, x)) / Math.max(1, frame.width)) * (frame.to - frame.from);

/** An SVG path through the samples, at most about two points a pixel. */
export function pathOf(points: readonly Sample[], frame: Frame): string {
  const every = Math.max(1, Math.floor(points.length / Math.max(1, frame.width * 2)));
  return points
    .filter((_, i) => i % every === 0 || i === points.length - 1)
    .map((point, i) => `${i ? "L" : "M"}${xOf(point.t, frame).toFixed(1)} ${yOf(point.value, frame).toFixed(1)}`)
    .join("");
}

/** The value at a time: the last sample at or before it. */
export function valueAt(points: readonly Sample[], t: number): number | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.t ?? Infinity) <= t) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.value;
}

/** Round times for the axis, 4 to 7 of them. */
export function ticks(from: number, to: number): number[] {
  const steps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
  const step = steps.find((each) => (to - from) / each <= 6) ?? 14_400;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step);
}

/** Labels pushed apart to at least `gap` pixels, nearest to where they belong, in their order of height. */
export function apart(heights: readonly number[], gap: number): number[] {
  const order = heights.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  for (let n = 1; n < order.length; n += 1) {
    const [above, below] = [order[n - 1], order[n]];
    if (!above || !below || below.y - above.y >= gap) continue;
    const push = (gap - (below.y - above.y)) / 2;
    above.y -= push;
    below.y += push;
  }
  const placed = [...heights];
  for (const { y, i } of order) placed[i] = y;
  return placed;
}

/** Which marks may carry their label without touching the one before: true per place, in their order. */
export function legible(places: readonly number[], gap: number): boolean[] {
  let last = -Infinity;
  return places.map((place) => {
    if (place - last < gap) return false;
    last = place;
    return true;
  });
}
