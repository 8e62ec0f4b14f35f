// What things are called on the screens of the workshop.
import { called, t as words } from "$lib/i18n";
import { at, isKeys, listAt, nameOf, said, wordOf } from "$live/workshop/tree";
import type { Json, Path } from "$live/workshop/types";
import { LISTS, type Field, type RecordName } from "./schema";

const spaced = (key: string): string => key.charAt(0).toLocaleUpperCase() + key.slice(1).replaceAll("_", " ");

/** The label of a field; one that has no words of its own shows its key. */
export function labelOf(of: RecordName | "condition", key: string): string {
  for (const name of [`${of}_${key}`, key]) {
    const found = called("workshop.field", name);
    if (found !== name) return found;
  }
  return spaced(key);
}

/** A sentence that helps to fill it in; often none is needed. */
export function helpOf(of: RecordName | "condition", key: string): string {
  const name = `${of}_${key}`;
  const found = called("workshop.help", name);
  return found === name ? "" : found;
}

/** A choice in words. */
export function choiceOf(field: Field, value: string): string {
  const own = called(`workshop.choice.${field.key}`, value);
  return own === value ? called("workshop.choice.any", value) : own;
}

export const TABS = ["story", "people", "plan", "cues", "hand", "guide", "crowd", "check", "versions"] as const;
export type TabName = (typeof TABS)[number] | "sheet" | "dryrun";

const HOMES: Readonly<Record<string, TabName>> = {
  cast: "people",
  seats: "people",
  plan: "plan",
  msel: "cues",
  on_demand: "hand",
  leaks: "hand",
  objectives: "guide",
  guide: "guide",
  crowd: "crowd",
};

/** The tab on which a place is written. */
export const tabOf = (key: string): TabName => HOMES[key] ?? "story";

/** Where somebody is, in words: `Cues · 07`. */
export function whereIn(where: string): string {
  const [first = "", ...rest] = where.split("/");
  const tab = [...TABS, "sheet", "dryrun"].includes(first) ? first : tabOf(first);
  const item = first === "plan" ? rest[1] : rest[0];
  return words(`workshop.tab.${tab}`) + (item ? ` · ${item}` : "");
}

/** An item as people call it: `07 Crew-room memo leaks`. */
export function itemName(list: Path, item: Json | undefined, place: number): string {
  const name = nameOf(list, item);
  const title = isKeys(item) ? (item.title ?? item.name ?? item.statement ?? item.question ?? item.text ?? "") : "";
  const shown = list.at(-1) === "cast" && name ? `@${name}` : (name ?? String(place + 1));
  return typeof title === "string" && title !== "" ? `${shown} ${title.length > 60 ? `${title.slice(0, 59)}…` : title}` : shown;
}

/** A place in words: `Cues · 07 Crew-room memo leaks · Text`. */
export function whereOf(tree: Json, path: Path): string {
  const listLength = Object.keys(LISTS).find((one) => said(path).startsWith(`${one}/`) || said(path) === one)?.split("/").length;
  const tab = words(`workshop.tab.${tabOf(wordOf(path[0] ?? ""))}`);
  if (listLength === undefined) return [tab, ...path.slice(-1).map((step) => spaced(wordOf(step)))].join(" · ");
  const [list, step] = [path.slice(0, listLength), path[listLength]];
  const items = listAt(tree, list);
  const item = step === undefined ? undefined : at(tree, path.slice(0, listLength + 1));
  const name = step === undefined ? [] : [item === undefined ? wordOf(step) : itemName(list, item, items.indexOf(item))];
  return [tab, ...name, ...path.slice(listLength + 1).map((one) => (typeof one === "number" ? String(one + 1) : spaced(wordOf(one))))].join(" · ");
}
