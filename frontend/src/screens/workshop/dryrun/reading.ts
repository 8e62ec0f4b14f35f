// A dry run's figures, as its page shows them.
import { count, duration, moment } from "$lib/format";
import { language, t as words } from "$lib/i18n";
import type { DryRun, InjectRun, Nearest, SeatLoad } from "$wire/wire";

export interface Figure {
  id: string;
  title: string;
  value: string;
  note: string;
}

const of = (n: number, all: number): string => (all === 0 ? "–" : words("workshop_dryrun.figure.of", { n, of: all }));

/** What it covered, in one row. */
export function figuresOf(run: DryRun): Figure[] {
  const out = run.injects.filter((one) => one.outs.length > 0);
  const expecting = out.filter((one) => one.expected !== null && one.verdict !== "not_expected");
  const waiting = run.injects.filter((one) => one.way === "condition");
  const covered = (sort: "objective" | "assumption"): string => {
    const some = run.covers.filter((one) => one.sort === sort);
    return of(some.filter((one) => one.out > 0).length, some.length);
  };
  const taken = run.chances.filter((one) => one.taken).length;
  const lowest = run.samples.reduce((low, one) => (one.trust < low.trust ? one : low), run.samples[0] ?? { t: 0, trust: 0 });
  const highest = run.samples.reduce((top, one) => (one.heat > top.heat ? one : top), run.samples[0] ?? { t: 0, heat: 0 });
  const first = run.samples[0];
  const made = (id: string, value: string, note: string): Figure => ({ id, title: words(`workshop_dryrun.figure.${id}`), value, note });
  const fromTo = (from: number, to: number): string => words("workshop_dryrun.figure.fromTo", { from: Math.round(from), to: Math.round(to) });
  return [
    made("out", of(out.length, run.injects.length), ""),
    made("answered", of(expecting.filter((one) => one.verdict === "in_time").length, expecting.length), words("workshop_dryrun.figure.expecting")),
    made("conditions", of(waiting.filter((one) => one.outs.length > 0).length, waiting.length), words("workshop_dryrun.figure.waiting")),
    made("objectives", covered("objective"), words("workshop_dryrun.figure.first")),
    made("assumptions", covered("assumption"), words("workshop_dryrun.figure.first")),
    made("chances", of(taken, run.chances.length), words("workshop_dryrun.figure.noticed", { count: run.chances.filter((one) => one.noticed).length })),
    made("trust", fromTo(first?.trust ?? run.ending.trust, run.ending.trust), words("workshop_dryrun.figure.lowest", { value: Math.round(lowest.trust), time: moment(lowest.t) })),
    made("heat", fromTo(first?.heat ?? run.ending.heat, run.ending.heat), words("workshop_dryrun.figure.highest", { value: Math.round(highest.heat), time: moment(highest.t) })),
  ];
}

/** What lets an inject out, in a few words. */
export function wayOf(inject: InjectRun): string {
  return words(`workshop_dryrun.way.${inject.way}`, { time: moment(inject.planned ?? 0), id: inject.waits_for ?? "" });
}

export const whyOf = (inject: InjectRun): string => (inject.why === null ? "" : words(`workshop_dryrun.whyLong.${inject.why}`, { id: inject.waits_for ?? "" }));

const LASTING = new Set(["silence", "waiting", "unanswered"]);
const FURTHER = new Set(["notice", "first_reply", "approvals", "facts", "verdict"]);
const DEEDS = new Set(["said", "deleted", "delivered"]);

/** One part of a condition that never held, and how near it came. */
export function nearestOf(one: Nearest): { what: string; how: string } {
  const shown = (n: number): string => (LASTING.has(one.what) ? duration(n) : count(Math.round(n), language()));
  const what = words(`workshop_dryrun.measure.${one.what}`, { of: one.of });
  return { what, how: words(`workshop_dryrun.${standing(one)}`, { value: shown(one.value), wanted: shown(one.wanted), time: moment(one.t) }) };
}

function standing({ part, what, met }: Nearest): string {
  if (part === "none") return met ? "nearestFree" : "nearestNot";
  if (!DEEDS.has(what)) return "nearest";
  return met ? "nearestWas" : "nearestNever";
}

/** The review's figures that the row of figures does not have. */
export const furtherOf = (run: DryRun): DryRun["measures"] => run.measures.filter((one) => FURTHER.has(one.id));

/** The span in which a seat did most, and how much that was. */
export function busiest(load: SeatLoad, span: number): { count: number; t: number } {
  const most = Math.max(0, ...load.acts);
  return { count: most, t: load.acts.indexOf(most) * span };
}

export const total = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

/** How a position's approvals went. Seconds of exercise time. */
export interface Desk {
  position: string;
  words: number;
  noes: number;
  median: number;
  longest: number;
}

export function desksOf(run: DryRun): Desk[] {
  const given = run.drafts.flatMap((draft) => draft.approvals);
  return [...new Set(given.map((one) => one.position))].map((position) => {
    const own = given.filter((one) => one.position === position);
    const waits = own.map((one) => one.waited).sort((a, b) => a - b);
    return { position, words: own.length, noes: own.filter((one) => !one.yes).length, median: waits[(waits.length - 1) >> 1] ?? 0, longest: waits.at(-1) ?? 0 };
  });
}
