// Places in a draft as the check and the diff write them, and as paths.
import { at, listAt, named, stepTo } from "./tree";
import type { Json, Op, Path, Step } from "./types";

/** Lists whose items have no names. */
const NAMELESS = new Set(["ladder", "goals", "lines", "personas", "may", "may_not", "tips", "red_lines", "tests", "hints", "hashtags", "against", "neutral", "supportive", "said", "all", "any", "none"]);
const PIECE = /([^.[\]]+)|\[([^\]]*)\]/g;

/** The path of `msel[3].by` in this tree; numbers count from 0. */
export function pathOf(tree: Json, written: string): Path {
  const path: Step[] = [];
  for (const [, key, place] of written.matchAll(PIECE)) {
    if (key !== undefined) path.push(key);
    else path.push(stepTo(listAt(tree, path), path, Number(place)));
  }
  return path;
}

/** The path of `msel[07].by`, where items stand by their names; of a nameless item by its number. */
export function pathNamed(written: string): Path {
  const path: Step[] = [];
  for (const [, key, name] of written.matchAll(PIECE)) {
    if (key !== undefined) path.push(key);
    else path.push(namedHere(path, name ?? ""));
  }
  return path;
}

const namedHere = (path: Path, name: string): Step => (NAMELESS.has(String(path.at(-1))) ? Number(name) : named(path, name));

/** Setting one value. */
export const setting = (tree: Json, path: Path, to: Json): Op[] => [{ op: "set", path, was: at(tree, path) ?? null, to }];

/** Putting one item behind the one in place `behind`, -1 for first. */
export function putting(tree: Json, path: Path, behind: number, item: Json): Op[] {
  const list = listAt(tree, path);
  const place = Math.min(behind, list.length - 1);
  return [{ op: "put", path, at: { after: place < 0 ? null : stepTo(list, path, place) }, item }];
}

/** Taking away the item in place `place`. */
export function dropping(tree: Json, path: Path, place: number): Op[] {
  const list = listAt(tree, path);
  return [{ op: "drop", path: [...path, stepTo(list, path, place)], was: list[place] ?? null }];
}

/** Moving the item in place `from` so that it stands in place `to`; nothing when it is there already. */
export function moving(tree: Json, path: Path, from: number, to: number): Op[] {
  const list = listAt(tree, path);
  if (to < 0 || to >= list.length || from === to) return [];
  const after = to < from ? to - 1 : to;
  return [{ op: "move", path: [...path, stepTo(list, path, from)], after: after < 0 ? null : stepTo(list, path, after) }];
}
