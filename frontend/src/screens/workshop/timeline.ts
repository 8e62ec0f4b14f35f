// When each cue goes out as far as a clock can tell, and how that lies on a strip of time. Exercise seconds.
import { isKeys, listAt, nameOf } from "$live/workshop/tree";
import type { Json, Keys } from "$live/workshop/types";
import { BY_HAND, secondsOf } from "./times";

export type Way = "at" | "after" | "when" | "unless" | "hand" | "none";

/** What lets a cue out. */
export function wayOf(cue: Json | undefined): Way {
  if (!isKeys(cue)) return "none";
  if (cue.when !== undefined) return "when";
  if (cue.unless !== undefined) return "unless";
  if (cue.after !== undefined) return "after";
  if (cue.at === BY_HAND) return "hand";
  return cue.at === undefined ? "none" : "at";
}

export interface Placed {
  /** Its place in the list. */
  place: number;
  id: string;
  cue: Keys;
  way: Way;
  /** When it goes out, or is armed; nothing where no clock knows. */
  at: number | undefined;
  /** Whether a state of play, or a person, decides in the end. */
  open: boolean;
}

/** All cues with their moments; one that waits for another comes so long after it. */
export function placed(tree: Json): Placed[] {
  const cues = listAt(tree, ["msel"]);
  const byName = new Map(cues.map((cue) => [nameOf(["msel"], cue), cue]));
  const moment = (cue: Json | undefined, depth: number): number | undefined => {
    if (!isKeys(cue) || depth > cues.length) return undefined;
    switch (wayOf(cue)) {
      case "at":
        return secondsOf(cue.at);
      case "when":
        return cue.at === undefined ? undefined : secondsOf(cue.at);
      case "after": {
        const before = moment(byName.get(String(cue.after)), depth + 1);
        return before === undefined ? undefined : before + (secondsOf(cue.later) ?? 0);
      }
      case "unless": {
        const waited = byName.get(String(cue.unless));
        const [before, within] = [moment(waited, depth + 1), isKeys(waited) && isKeys(waited.expected) ? secondsOf(waited.expected.within) : undefined];
        return before === undefined || within === undefined ? undefined : before + within;
      }
      default:
        return undefined;
    }
  };
  return cues.flatMap((cue, place) => {
    if (!isKeys(cue)) return [];
    const way = wayOf(cue);
    return [{ place, id: nameOf(["msel"], cue) ?? String(place + 1), cue, way, at: moment(cue, 0), open: way === "when" || way === "unless" || way === "hand" }];
  });
}

export const SNAP = 30;

/** The nearest half minute from 0 to `end`. */
export const snapped = (t: number, end: number, step = SNAP): number => Math.max(0, Math.min(Math.floor(end / step) * step, Math.round(t / step) * step));

/** What a shift by keys leads to: the next mark of `step` in that direction. */
export function stepped(t: number, by: 1 | -1, step: number, end: number): number {
  const to = by > 0 ? Math.floor(t / step + 1e-9) * step + step : Math.ceil(t / step - 1e-9) * step - step;
  return Math.max(0, Math.min(end, to));
}

export interface Bar extends Placed {
  at: number;
  /** Pixels from the start of the strip. */
  x: number;
  /** The row within its lane, so that no two lie on one another. */
  row: number;
}

export interface Lane {
  key: string;
  bars: Bar[];
  rows: number;
}

/** Lanes by what `keyOf` says, in the order they first speak; bars of one lane in as many rows as they need. */
export function lanes(cues: readonly Placed[], keyOf: (cue: Placed) => string, pxPerSecond: number, width: number, end = Infinity): Lane[] {
  const found = new Map<string, Lane & { ends: number[] }>();
  const timed = cues.flatMap((cue) => (cue.at === undefined ? [] : [{ ...cue, at: cue.at }])).sort((a, b) => a.at - b.at || a.place - b.place);
  for (const cue of timed) {
    const key = keyOf(cue);
    const lane = found.get(key) ?? { key, bars: [], rows: 0, ends: [] };
    found.set(key, lane);
    const x = Math.min(cue.at * pxPerSecond, Math.max(0, end * pxPerSecond - width));
    let row = lane.ends.findIndex((taken) => taken <= x);
    if (row < 0) row = lane.ends.push(0) - 1;
    lane.ends[row] = x + width + 4;
    lane.bars.push({ ...cue, x, row });
    lane.rows = lane.ends.length;
  }
  return [...found.values()].map(({ ends: _, ...lane }) => lane);
}

/** How many cues go out in each minute, repeated ones each time. */
export function perMinute(cues: readonly Placed[], minutes: number): number[] {
  const counts = Array.from({ length: minutes }, () => 0);
  for (const { at, cue } of cues) {
    if (at === undefined) continue;
    const every = secondsOf(cue.every);
    const times = every === undefined ? 1 : Math.min(50, Number(cue.times ?? 1) || 1);
    for (let n = 0; n < times; n += 1) {
      const minute = Math.floor((at + n * (every ?? 0)) / 60);
      if (minute < minutes) counts[minute] = (counts[minute] ?? 0) + 1;
    }
  }
  return counts;
}

/** Per position and minute how many demands are open: from when a cue is out until its answer is due. */
export function load(cues: readonly Placed[], minutes: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { at, cue } of cues) {
    if (at === undefined || !isKeys(cue.expected)) continue;
    const position = String(cue.expected.position ?? "communicator");
    const counts = found.get(position) ?? Array.from({ length: minutes }, () => 0);
    found.set(position, counts);
    const until = at + Math.max(1, secondsOf(cue.expected.within) ?? 0);
    for (let minute = Math.floor(at / 60); minute < Math.min(minutes, Math.ceil(until / 60)); minute += 1) counts[minute] = (counts[minute] ?? 0) + 1;
  }
  return found;
}

/** Which cue follows which: from the one it waits for to itself. */
export const links = (bars: readonly Bar[]): { from: Bar; to: Bar; way: Way }[] => {
  const byId = new Map(bars.map((bar) => [bar.id, bar]));
  return bars.flatMap((to) => {
    const from = byId.get(String(to.way === "after" ? to.cue.after : to.way === "unless" ? to.cue.unless : ""));
    return from ? [{ from, to, way: to.way }] : [];
  });
};
