// The plan's next version as the review shows it: each proposed change, what it says, and who may say what to it.
import { changesBetween, type Change } from "../../plan/sheet";
import { patched } from "$live/plan";
import type { Amendment, Finding, Plan, PlanPatch, Review } from "$wire/wire";

export type Verdict = Amendment["verdict"];
/** Changes of agreed findings, or of all that nobody rejected. */
export type Which = "agreed" | "all";

/** What the change does to the plan, part by part. */
export const changesOf = (plan: Plan, patch: PlanPatch): Change[] => changesBetween(plan, patched(plan, patch, plan.version));

/** The change as it stands: as people worded it, else as it was proposed. */
export const patchOf = (one: Amendment): PlanPatch => one.kept ?? one.patch;

/** Those to show: what was settled always is. */
export const shown = (all: readonly Amendment[], which: Which): Amendment[] => all.filter((one) => which === "all" || one.agreed || one.verdict !== "open");

export const counted = (all: readonly Amendment[]): Record<Verdict, number> => {
  const of = (verdict: Verdict): number => all.filter((one) => one.verdict === verdict).length;
  return { accepted: of("accepted"), declined: of("declined"), open: of("open") };
};

/** The findings a change follows from, in order of time. */
export const findingsOf = (review: Review, one: Amendment): Finding[] => review.findings.filter((each) => one.findings.includes(each.id));

/** Whether the hot wash has said anything yet: before it, every change is shown. */
export const washed = (review: Review): boolean => review.findings.some((one) => one.standing !== "suggested");

/** The level of the part in the plan, 1 to 3 bars, where it is a component. */
export function weightIn(review: Review, one: Amendment): number | undefined {
  const part = patchOf(one).components[0];
  if (!part) return undefined;
  return part.weight ?? (part.kind ? new Map(review.profile).get(part.kind) : undefined) ?? 2;
}

/** A bet in the next version: what it was, what the drill left of it. */
export interface Corrected {
  id: string;
  statement: string;
  verdict: Review["bets"][number]["verdict"];
  before: number;
  after: number;
}

export const corrected = (review: Review): Corrected[] =>
  review.bets.flatMap((bet) => {
    const one = review.assumptions.find((each) => each.id === bet.id);
    return one ? [{ id: bet.id, statement: one.statement, verdict: bet.verdict, before: bet.before, after: bet.after }] : [];
  });
