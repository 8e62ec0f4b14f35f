// Who names whom in a draft: what a reference may choose from, and what must follow a new name.
import { setting } from "$live/workshop/places";
import { isKeys, isList, listAt, nameOf, named } from "$live/workshop/tree";
import type { Json, Op, Path } from "$live/workshop/types";
import { LISTS, MEASURES, RECORDS, type Field, type ListName, type RecordName, type Target } from "./schema";

export const TARGETS: Readonly<Record<Target, Path>> = {
  cast: ["cast"],
  msel: ["msel"],
  objectives: ["objectives"],
  assumptions: ["plan", "assumptions"],
  facts: ["facts"],
};

export interface Option {
  value: string;
  label: string;
}

/** What may be chosen, in the order of its list. */
export function optionsOf(tree: Json, to: Target): Option[] {
  return listAt(tree, TARGETS[to]).flatMap((item) => {
    const value = nameOf(TARGETS[to], item);
    if (value === undefined || !isKeys(item)) return [];
    const said = String(item.title ?? item.statement ?? item.name ?? item.text ?? "");
    return [{ value, label: to === "cast" ? `@${value}${said ? ` · ${said}` : ""}` : `${value}${said ? ` · ${said}` : ""}` }];
  });
}

interface Use {
  path: Path;
  to: Target;
  name: string;
}

/** Every place that names something. */
export function uses(tree: Json): Use[] {
  const found: Use[] = [...inRecord(tree, [], RECORDS.story)];
  for (const [list, of] of Object.entries(LISTS) as [ListName, RecordName][]) {
    const path = list.split("/");
    for (const [place, item] of listAt(tree, path).entries()) found.push(...inRecord(item, [...path, stepOf(path, item, place)], RECORDS[of]));
  }
  return found;
}

const stepOf = (path: Path, item: Json, place: number): Path[number] => {
  const name = nameOf(path, item);
  return name === undefined ? place : named(path, name);
};

function inRecord(value: Json | undefined, path: Path, fields: readonly Field[]): Use[] {
  if (!isKeys(value)) return [];
  return fields.flatMap((field) => inField(value[field.key], [...path, field.key], field));
}

function inField(value: Json | undefined, path: Path, field: Field): Use[] {
  if (field.to && typeof value === "string") return [{ path, to: field.to, name: value }];
  if (field.to && isList(value)) return value.flatMap((name, i) => (typeof name === "string" ? [{ path: [...path, i], to: field.to as Target, name }] : []));
  if (field.kind === "when") return inCondition(value, path);
  if (field.kind === "record" && field.of) return inRecord(value, path, RECORDS[field.of]);
  if (field.kind === "records" && field.of && isList(value)) return value.flatMap((item, i) => inRecord(item, [...path, i], RECORDS[field.of as RecordName]));
  return [];
}

function inCondition(value: Json | undefined, path: Path): Use[] {
  if (!isKeys(value)) return [];
  const own = Object.entries(value).flatMap(([key, held]) => inField(held, [...path, key], MEASURES[key] ?? { key, kind: "line" }));
  const groups = ["all", "any", "none"].flatMap((key) => {
    const held = value[key];
    return isList(held) ? held.flatMap((one, i) => inCondition(one, [...path, key, i])) : [];
  });
  return [...own, ...groups];
}

/** Who names this item. */
export const usesOf = (tree: Json, to: Target, name: string): Path[] => uses(tree).flatMap((use) => (use.to === to && use.name === name ? [use.path] : []));

/** The target that the items of a list are, if others can name them. */
export const targetOf = (list: Path): Target | undefined => (Object.keys(TARGETS) as Target[]).find((to) => TARGETS[to].join() === list.join());

/** Give an item another name, and everybody who names it the new one: one edit. */
export function renaming(tree: Json, path: Path, to: Json): Op[] {
  const [list, item] = [path.slice(0, -2), path.at(-2)];
  const target = targetOf(list);
  const name = typeof item === "object" ? Object.values(item)[0] : undefined;
  const own = setting(tree, path, to);
  if (target === undefined || name === undefined || typeof to !== "string" || to === "") return own;
  if (listAt(tree, list).filter((one) => nameOf(list, one) === name).length > 1) return own;
  // A cue that names itself is found by its new name once it has it.
  const others = usesOf(tree, target, name).map((use): Op => ({ op: "set", path: use, was: name, to }));
  return [...others, ...own];
}
