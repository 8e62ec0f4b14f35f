// The arithmetic of plots across drills, and figures in words. A drill is a place on the axis, not a time.
import { change, duration, percent } from "$lib/format";
import type { FigureKind, TrendDrill } from "$wire/wire";

export type Unit = FigureKind["unit"];
export type FigureId = FigureKind["id"];

export interface Scale {
  from: number;
  to: number;
  ticks: number[];
}

/** A drill's figure, null where there was nothing to count. */
export const valueOf = (drill: TrendDrill, id: FigureId): number | null => drill.figures.find((each) => each.id === id)?.value ?? null;

/** How much a drill's figure rests on. */
export const sizeOf = (drill: TrendDrill, id: FigureId): number => drill.figures.find((each) => each.id === id)?.of ?? 0;

/** A figure as people read it. */
export function said(value: number | null, unit: Unit, locale = "en"): string {
  if (value === null) return "–";
  if (unit === "seconds") return duration(value);
  if (unit === "share") return percent(value, locale);
  return String(Math.round(value)).replace("-", "−");
}

/** A difference with its sign: `−02:10`, `+12%`, `0`. Shares differ by points of percent. */
export function difference(by: number | null, unit: Unit): string {
  if (by === null) return "–";
  if (unit === "seconds") return Math.round(by) === 0 ? "0" : `${by < 0 ? "−" : "+"}${duration(Math.abs(by))}`;
  if (unit === "share") return `${change(Math.round(by * 100))}%`;
  return change(Math.round(by));
}

const STEPS: Record<Unit, readonly number[]> = {
  seconds: [15, 30, 60, 120, 300, 600, 900, 1800, 3600],
  share: [0.5],
  count: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  points: [10, 20, 50],
};

/** Round bounds around values, with at most five ticks; a share is always from none to all. */
export function scaleOf(values: readonly number[], unit: Unit): Scale {
  if (unit === "share") return { from: 0, to: 1, ticks: [0, 0.5, 1] };
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = STEPS[unit].find((each) => (high - low) / each <= 4) ?? Math.max(1, Math.ceil((high - low) / 4));
  const from = Math.floor(low / step) * step;
  const to = Math.max(from + step, Math.ceil(high / step) * step);
  return { from, to, ticks: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step) };
}

/** The height of a value, from the top. */
export const heightOf = (value: number, scale: Scale, height: number): number =>
  height - ((Math.min(scale.to, Math.max(scale.from, value)) - scale.from) / (scale.to - scale.from)) * height;

/** The middle of each drill's place, evenly spread. */
export const placesOf = (drills: number, width: number): number[] => Array.from({ length: drills }, (_, i) => ((i + 0.5) / drills) * width);

/** Runs of drills that have a value: a line is not drawn over a drill that has none. */
export function runsOf(values: readonly (number | null)[]): number[][] {
  const runs: number[][] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last?.at(-1) === i - 1) last.push(i);
    else runs.push([i]);
  });
  return runs;
}

/** Which drills carry a label, so that none touches the next; the newest always does. */
export function labelled(drills: number, width: number, each = 56): boolean[] {
  const every = Math.max(1, Math.ceil((drills * each) / Math.max(1, width)));
  return Array.from({ length: drills }, (_, i) => (drills - 1 - i) % every === 0);
}
