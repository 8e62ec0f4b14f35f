// A plan as a Markdown file: read by the server, shown, and only then asked for, part by part.
import { reach } from "$lib/api";
import { NOTHING } from "$live/plan";
import type { Plan, PlanPatch } from "$wire/wire";
import type { Change } from "./sheet";

/** Something to mend in a file, or something taken for granted. Line 0 is the file as a whole. */
export interface Fault {
  line: number;
  path: string;
  reason: string;
  remedy: string;
}

/** What a file would change. */
export interface Reading {
  changes: readonly Change[];
  faults: readonly Fault[];
  notes: readonly Fault[];
  /** Parts the file says nothing new about. */
  stays: number;
}

export interface ReadPlan {
  version: number;
  patch: PlanPatch;
  faults: readonly Fault[];
  notes: readonly Fault[];
  stays: number;
}

export const MOST_BYTES = 64 * 1024;
/** Bytes of a patch that one ask carries; a frame has 16 KiB. */
const ASK_BYTES = 12_000;

export const fileOf = (rehearsal: string): string => `/api/rehearsals/${encodeURIComponent(rehearsal)}/plan.md`;

/** What a text would change in the rehearsal's plan; `whole` also takes out what it leaves out. */
export async function readPlan(rehearsal: string, text: string, whole: boolean): Promise<ReadPlan> {
  const answer = await reach(`/api/rehearsals/${encodeURIComponent(rehearsal)}/plan/read?whole=${String(whole)}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "text/markdown; charset=utf-8" },
    body: text,
  });
  return (await answer.json()) as ReadPlan;
}

/** A patch in pieces that fit into an ask each; what is taken out comes last, when what is new stands there. */
export function pieces(patch: PlanPatch, most = ASK_BYTES): PlanPatch[] {
  const one = (more: Partial<PlanPatch>): PlanPatch => ({ ...NOTHING, ...more });
  const parts: Partial<PlanPatch>[] = [
    ...(patch.first_reply === null ? [] : [{ first_reply: patch.first_reply }]),
    ...patch.components.map((part) => ({ components: [part] })),
    ...patch.holding.map((part) => ({ holding: [part] })),
    ...patch.assumptions.map((part) => ({ assumptions: [part] })),
    ...patch.red_lines.map((part) => ({ red_lines: [part] })),
    ...patch.removed.map((part) => ({ removed: [part] })),
  ];
  const size = (of: unknown): number => new TextEncoder().encode(JSON.stringify(of)).length;
  const made: PlanPatch[] = [];
  for (const part of parts) {
    const last = made.at(-1);
    const joined = last && together(last, one(part));
    if (joined && size(joined) <= most) made[made.length - 1] = joined;
    else made.push(one(part));
  }
  return made;
}

const together = (a: PlanPatch, b: PlanPatch): PlanPatch => ({
  ...NOTHING,
  components: [...a.components, ...b.components],
  holding: [...a.holding, ...b.holding],
  assumptions: [...a.assumptions, ...b.assumptions],
  red_lines: [...a.red_lines, ...b.red_lines],
  first_reply: b.first_reply ?? a.first_reply,
  removed: [...a.removed, ...b.removed],
});

/** An empty plan, to show what a whole new one says. */
export const NO_PLAN: Plan = { version: 1, components: [], ladder: [], holding: [], assumptions: [], red_lines: [], first_reply: 900, routes: [], delegates: [], break_glass: [], severity: 1 };
