// Names of items: each only once in its list, and what lies at hand shares its names with the cues.
import { isKeys, listAt, nameOf, named, namingKey, said, wordOf } from "./tree";
import type { Json, Op, Path, Step } from "./types";

/** A name no item of the list has: the number after the highest of its kind, else with a number behind. */
export function nextName(tree: Json, list: Path, like: string | undefined): string {
  const taken = new Set([...listAt(tree, list), ...(list[0] === "msel" || list[0] === "on_demand" ? [...listAt(tree, ["msel"]), ...listAt(tree, ["on_demand"])] : [])].flatMap((item) => nameOf(list, item) ?? []));
  const handle = list.at(-1) === "cast";
  const [, stem = "", digits = ""] = /^(.*?)(\d*)$/s.exec(like ?? (handle ? "account_" : "1")) ?? [];
  const [start, wide] = digits === "" ? [`${stem}${handle ? "_" : "-"}`.replace(/__$/, "_"), 1] : [stem, digits.length];
  const numbers = [...taken].flatMap((name) => (name.startsWith(start) && /^\d+$/.test(name.slice(start.length)) ? Number(name.slice(start.length)) : []));
  let n = Math.max(digits === "" ? 1 : 0, ...numbers) + 1;
  while (taken.has(start + String(n).padStart(wide, "0"))) n += 1;
  return start + String(n).padStart(wide, "0");
}

/** Whether another item of the list bears that name already. */
export const isTaken = (tree: Json, list: Path, name: Json): boolean => listAt(tree, list).some((item) => nameOf(list, item) === name);

/** The items an edit puts, by list and name. */
export const putBy = (ops: readonly Op[]): { list: Path; name: string }[] =>
  ops.flatMap((op) => {
    const name = op.op === "put" ? nameOf(op.path, op.item) : undefined;
    return name === undefined ? [] : [{ list: op.path, name }];
  });

/** The same operations about an item that has to have another name. */
export function called(ops: readonly Op[], list: Path, from: string, to: string): readonly Op[] {
  const renamed = <T extends Step | null>(step: T): T | Step => (typeof step === "object" && step !== null && wordOf(step) === from ? named(list, to) : step);
  return ops.map((op): Op => {
    const at = op.path[list.length];
    const inside = said(op.path.slice(0, list.length)) === said(list);
    const path = inside && at !== undefined ? op.path.with(list.length, renamed(at)) : op.path;
    const here = inside && op.path.length === list.length + (op.op === "put" ? 0 : 1);
    if (op.op === "move") return { ...op, path, after: here ? renamed(op.after) : op.after };
    if (op.op === "drop") return { ...op, path, was: here ? bearing(op.was, list, from, to) : op.was };
    if (op.op !== "put") return { ...op, path };
    return { ...op, path, at: here ? { after: renamed(op.at.after) } : op.at, item: here ? bearing(op.item, list, from, to) : op.item };
  });
}

const bearing = (item: Json, list: Path, from: string, to: string): Json => (isKeys(item) && nameOf(list, item) === from ? { ...item, [namingKey(list)]: to } : item);
