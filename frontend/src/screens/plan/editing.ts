// A part of the plan in a form, and back: what is typed stays in the form until the server has it.
import type { Assumption, Component, Plan, PlanPatch } from "$wire/wire";
import { drawn } from "$live/backoff";
import { NOTHING, type Kind } from "$live/plan";
import type { EditSort as Sort } from "./sheet";

export const POSITIONS = ["decision_maker", "communicator", "legal", "subject_expert"] as const;
export type Owner = (typeof POSITIONS)[number];

/** Every field of every sort of part, as text; each sort uses its own. */
export interface Form {
  sort: Sort;
  /** The part's id, the words of a red line; empty for a new one. */
  id: string;
  kind: Kind | "";
  title: string;
  /** What a component says, a statement, an assumption, the words of a red line; minutes of the promise. */
  text: string;
  owner: Owner;
  standing: Component["standing"];
  weight: Component["weight"];
  confidence: number;
  breaks_when: string;
}

const EMPTY: Omit<Form, "sort"> = { id: "", kind: "", title: "", text: "", owner: "communicator", standing: "ready", weight: null, confidence: 60, breaks_when: "" };

/** The part in a form; an empty form where the plan has no such part. */
export function formOf(plan: Plan, sort: Sort, id: string): Form {
  const empty = { ...EMPTY, sort };
  switch (sort) {
    case "component": {
      const found = plan.components.find((one) => one.id === id);
      return found ? { ...empty, ...found, kind: found.kind ?? "" } : empty;
    }
    case "assumption": {
      const found = plan.assumptions.find((one) => one.id === id);
      return found ? { ...empty, ...found, text: found.statement } : empty;
    }
    case "holding":
      return { ...empty, ...plan.holding.find((one) => one.id === id) };
    case "red_line":
      return plan.red_lines.includes(id) ? { ...empty, id, text: id } : empty;
    case "first_reply":
      return { ...empty, text: String(Math.round(plan.first_reply / 6) / 10) };
  }
}

/** Whether the plan has the part that a form is of. */
export const hasPart = (plan: Plan, sort: Sort, id: string): boolean =>
  sort === "first_reply" ||
  (sort === "red_line" ? plan.red_lines.includes(id) : (sort === "component" ? plan.components : sort === "holding" ? plan.holding : plan.assumptions).some((one) => one.id === id));

/** The change a form asks for; a new part gets a name of its own. */
export function patchOf(plan: Plan, form: Form): PlanPatch {
  switch (form.sort) {
    case "component": {
      const { title, text, owner, standing, weight } = form;
      return { ...NOTHING, components: [{ id: form.id || freshPart(plan, form.kind), title, text, owner, standing, weight, kind: form.kind || null }] };
    }
    case "assumption": {
      const bet: Assumption = { id: form.id || next(plan.assumptions, "A"), statement: form.text, owner: form.owner, confidence: form.confidence, breaks_when: form.breaks_when };
      return { ...NOTHING, assumptions: [bet] };
    }
    case "holding":
      return { ...NOTHING, holding: [{ id: form.id || next(plan.holding, "line-"), text: form.text }] };
    case "red_line": {
      const word = form.text.trim().toLowerCase();
      return { ...NOTHING, red_lines: word === form.id ? [] : [word], removed: form.id && word !== form.id ? [{ sort: "red_line", id: form.id }] : [] };
    }
    case "first_reply":
      return { ...NOTHING, first_reply: Math.round(Number(form.text.replace(",", ".")) * 60) };
  }
}

export const removal = (sort: Sort, id: string): PlanPatch => ({ ...NOTHING, removed: [{ sort, id }] });

function freshPart(plan: Plan, kind: Kind | ""): string {
  const name = kind.replaceAll("_", "-");
  return name !== "" && !hasPart(plan, "component", name) ? name : `part-${drawn().slice(0, 6)}`;
}

function next(all: readonly { id: string }[], letter: string): string {
  const taken = new Set(all.map((one) => one.id));
  let number = all.length + 1;
  while (taken.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}
