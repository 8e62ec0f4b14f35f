// The plan as a sheet: what this platform makes critical, what is thin, what is missing; and two versions compared.
import type { Assumption, Component, HoldingStatement, Plan, PlanPart } from "$wire/wire";
import { CRITICAL, unsaid, weightOf, type Kind, type Profile } from "$live/plan";

export type Level = "critical" | "matters" | "minor";
export type Sort = PlanPart["sort"];
/** What the forms of the lobby write; the decision model is written in the workshop. */
export type EditSort = Exclude<Sort, "rung" | "delegate">;

/** A line of the sheet: a component, or a critical kind that nobody wrote. */
export type Row = { weight: number; id: string } & ({ part: Component } | { part?: never; kind: Kind });

export const levelOf = (weight: number): Level => (weight >= CRITICAL ? "critical" : weight === 2 ? "matters" : "minor");

/** The lines by level, the heaviest first; inside a level as the plan has them, with what is unsaid at the end. */
export function levels(plan: Plan, profile: Profile): { level: Level; rows: Row[] }[] {
  const rows: Row[] = [
    ...plan.components.map((part) => ({ part, id: part.id, weight: weightOf(part, profile) })),
    ...unsaid(plan, profile).map((kind) => ({ kind, id: `unsaid ${kind}`, weight: profile.get(kind) ?? CRITICAL })),
  ];
  return (["critical", "matters", "minor"] as const)
    .map((level) => ({ level, rows: rows.filter((row) => levelOf(row.weight) === level) }))
    .filter(({ rows: found }) => found.length > 0);
}

/** How many components are missing, unsaid ones among them, and how many are thin. */
export function lacks(plan: Plan, profile: Profile): { missing: number; thin: number } {
  const of = (standing: Component["standing"]): number => plan.components.filter((part) => part.standing === standing).length;
  return { missing: of("missing") + unsaid(plan, profile).length, thin: of("thin") };
}

/** One part of a plan in two versions: its words, and what else is said of it. */
export interface Change {
  sort: Sort;
  id: string;
  title: string;
  before: string | undefined;
  after: string | undefined;
}

/** What is different in `after`, part by part, in the order of the sheet. */
export function changesBetween(before: Plan, after: Plan): Change[] {
  return [
    ...compared("component", before.components, after.components, (one) => one.id, (one) => one.title, inWords),
    ...compared("assumption", before.assumptions, after.assumptions, (one) => one.id, (one) => one.id, betInWords),
    ...compared("holding", before.holding, after.holding, (one) => one.id, (one) => one.id, (one: HoldingStatement) => one.text),
    ...compared("red_line", before.red_lines, after.red_lines, (one) => one, (one) => one, (one) => one),
    ...compared("rung", before.ladder, after.ladder, (one) => `${one.does} ${one.title}`, (one) => one.title, (one) => `${one.within / 60} min`),
    ...compared("delegate", before.delegates, after.delegates, (one) => one.position, (one) => positions(one.position), (one) => one.by.map(positions).join(", ")),
    ...compared("first_reply", [before.first_reply], [after.first_reply], () => "", () => "", (one) => `${one / 60} min`),
  ];
}

const positions = (owner: string): string => owner.replace("_", " ");
const inWords = (part: Component): string => `${part.title}. ${part.text}${part.text ? " " : ""}(${positions(part.owner)}, ${part.standing})`;
const betInWords = (bet: Assumption): string => `${bet.statement} (${bet.confidence} %, ${positions(bet.owner)}) ${bet.breaks_when}`;

function compared<T>(sort: Sort, before: readonly T[], after: readonly T[], name: (one: T) => string, title: (one: T) => string, words: (one: T) => string): Change[] {
  const old = new Map(before.map((one) => [name(one), one]));
  const now = new Map(after.map((one) => [name(one), one]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    const shown = is ?? was;
    const change = { sort, id, title: shown === undefined ? id : title(shown), before: was === undefined ? undefined : words(was), after: is === undefined ? undefined : words(is) };
    return change.before === change.after ? [] : [change];
  });
}
