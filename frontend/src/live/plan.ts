// A plan and what an edit makes of it: the browser's side of the server's own `patched`.
import type { Component, Plan, PlanEdit, PlanPart, PlanPatch, Review } from "$wire/wire";

export type Kind = NonNullable<Component["kind"]>;
/** How much a platform asks for each kind of component, 0 to 3. */
export type Profile = ReadonlyMap<Kind, number>;

const UNWEIGHED = 2;
export const CRITICAL = 3;

export const profileOf = (pairs: Review["profile"] = []): Profile => new Map(pairs);

/** How much the platform makes a component matter, 0 to 3. */
export const weightOf = (part: Component, profile: Profile): number =>
  part.weight ?? (part.kind ? profile.get(part.kind) : undefined) ?? UNWEIGHED;

/** The kinds critical here that the plan has no component of, not even one marked missing. */
export function unsaid(plan: Plan, profile: Profile): Kind[] {
  const said = new Set(plan.components.map((part) => part.kind));
  if (plan.holding.length > 0) said.add("holding_statements");
  if (plan.red_lines.length > 0) said.add("legal_red_lines");
  if (plan.ladder.some((rung) => rung.does === "review" || rung.does === "decide")) said.add("approval");
  return [...profile].flatMap(([kind, weight]) => (weight >= CRITICAL && !said.has(kind) ? [kind] : []));
}

/** A patch that changes nothing. */
export const NOTHING: PlanPatch = { components: [], holding: [], assumptions: [], red_lines: [], first_reply: null, removed: [], rungs: [], delegates: [] };

/** The plan with a patch, as that version of it; what is new stands at the end of its list. */
export function patched(plan: Plan, patch: PlanPatch, version: number): Plan {
  const gone = (sort: PlanPart["sort"]): ReadonlySet<string> => new Set(patch.removed.flatMap((part) => (part.sort === sort ? [part.id] : [])));
  return {
    ...plan,
    version,
    components: merged(plan.components, patch.components, gone("component"), (one) => one.id),
    holding: merged(plan.holding, patch.holding, gone("holding"), (one) => one.id),
    assumptions: merged(plan.assumptions, patch.assumptions, gone("assumption"), (one) => one.id),
    red_lines: merged(plan.red_lines, patch.red_lines, gone("red_line"), (one) => one),
    first_reply: patch.first_reply ?? plan.first_reply,
    ladder: plan.ladder.map((rung, i) => ({ ...rung, within: patch.rungs.find((one) => one.rung === i + 1)?.within ?? rung.within })),
    delegates: [...plan.delegates.filter((one) => !gone("delegate").has(one.position) && !patch.delegates.some((other) => other.position === one.position)), ...patch.delegates],
  };
}

function merged<T>(old: readonly T[], fresh: readonly T[], gone: ReadonlySet<string>, name: (one: T) => string): T[] {
  const parts = new Map(old.filter((one) => !gone.has(name(one))).map((one) => [name(one), one]));
  for (const one of fresh) parts.set(name(one), one);
  return [...parts.values()];
}

/** The plan as it was in a version; undefined where there was none. */
export function versionOf(first: Plan, edits: readonly PlanEdit[], version: number): Plan | undefined {
  if (version < first.version || version > first.version + edits.length) return undefined;
  return edits.filter((edit) => edit.version <= version).reduce((plan, edit) => patched(plan, edit.patch, edit.version), first);
}
