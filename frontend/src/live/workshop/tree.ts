// A draft's tree and what an operation makes of it. Trees are never changed, but made anew along
// the path, so what did not change is the same object as before.
import type { Json, Keys, Named, Op, Path, Step } from "./types";

/** An operation that the tree has no place for. */
export class Misfit extends Error {}

export const isKeys = (value: Json | undefined): value is Keys => typeof value === "object" && value !== null && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
/** A value as trees keep it: mappings hold no key for nothing. */
export function normal(value: Json): Json {
  if (isList(value)) return value.map(normal);
  if (!isKeys(value)) return value;
  const held = Object.entries(value).map(([key, one]) => [key, normal(one)] as const);
  return Object.fromEntries(held.filter(([, one]) => !isNothing(one)));
}

export const listAt = (tree: Json, path: Path): readonly Json[] => {
  const found = at(tree, path);
  return isList(found) ? found : [];
};

/** Whether a mapping holds no key for it. */
export const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || (isList(value) ? value.length === 0 : isKeys(value) && Object.keys(value).length === 0);

/** The key by which the items of the list at `path` are named, if they have names. */
export const namingKey = (path: Path): "handle" | "id" => (path.at(-1) === "cast" ? "handle" : "id");

/** The name of an item of the list at `path`. */
export function nameOf(path: Path, item: Json | undefined): string | undefined {
  const name = isKeys(item) ? item[namingKey(path)] : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** The step to what bears that name in the list at `path`. */
export const named = (path: Path, name: string): Named => ({ [namingKey(path)]: name });

/** The name in a step, or its number or key. */
export const wordOf = (step: Step): string => (typeof step === "object" ? (Object.values(step)[0] ?? "") : String(step));

/** The step to the item in place `at`: by its name, where that leads there, else by number. */
export function stepTo(list: readonly Json[], path: Path, place: number): Step {
  const name = nameOf(path, list[place]);
  if (name === undefined) return place;
  return list.findIndex((one) => nameOf(path, one) === name) === place ? named(path, name) : place;
}

/** Where in the list a step leads; -1 for nowhere. */
export function placeOf(list: readonly Json[], path: Path, step: Step): number {
  if (typeof step === "number") return step >= 0 && step < list.length ? step : -1;
  if (typeof step === "string") return -1;
  return list.findIndex((one) => nameOf(path, one) === wordOf(step));
}

export function at(tree: Json, path: Path): Json | undefined {
  let here: Json | undefined = tree;
  for (const [depth, step] of path.entries()) {
    if (typeof step === "string") here = isKeys(here) ? here[step] : undefined;
    else here = isList(here) ? here[placeOf(here, path.slice(0, depth), step)] : undefined;
    if (here === undefined) return undefined;
  }
  return here;
}

/** The same value; nothing is like nothing, and the order of keys says nothing. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b || (isNothing(a) && isNothing(b))) return true;
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.length === b.length && a.every((each, i) => same(each, b[i]));
  if (!isKeys(a) || !isKeys(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}

/** Whether the tree is still as the author of `op` saw it. */
export function agrees(tree: Json, op: Op): boolean {
  if (op.op === "set" || op.op === "drop") return same(at(tree, op.path), op.was);
  return true;
}

/**
 * The tree after one operation, whatever stood there before.
 *
 * @throws Misfit nothing is where the path leads
 */
export function applied(tree: Json, op: Op): Json {
  switch (op.op) {
    case "set":
      return within(tree, op.path, 0, () => normal(op.to));
    case "put":
      return within(tree, op.path, 0, (list) => inserted(isList(list) ? list : [], op.path, op.at.after, normal(op.item)));
    case "drop":
      return inList(tree, op.path, (list, place) => list.toSpliced(place, 1));
    case "move":
      return inList(tree, op.path, (list, place, path) => {
        const item = list[place] as Json;
        const after = op.after === null ? -1 : placeOf(list, path, op.after);
        if (op.after !== null && after < 0) throw new Misfit(`nothing at ${said([...path, op.after])}`);
        const rest = list.toSpliced(place, 1);
        return rest.toSpliced(after < place ? after + 1 : after, 0, item);
      });
  }
}

export const allApplied = (tree: Json, ops: readonly Op[]): Json => ops.reduce(applied, tree);

function inserted(list: readonly Json[], path: Path, after: Step | null, item: Json): readonly Json[] {
  const place = after === null ? -1 : placeOf(list, path, after);
  if (after !== null && place < 0) throw new Misfit(`nothing at ${said([...path, after])}`);
  return list.toSpliced(place + 1, 0, item);
}

function inList(tree: Json, path: Path, change: (list: readonly Json[], place: number, path: Path) => Json): Json {
  const [inside, step] = [path.slice(0, -1), path.at(-1)];
  return within(tree, inside, 0, (list) => {
    const place = isList(list) && step !== undefined ? placeOf(list, inside, step) : -1;
    if (!isList(list) || place < 0) throw new Misfit(`nothing at ${said(path)}`);
    return change(list, place, inside);
  });
}

/** The tree with what is at `path` changed: mappings on the way are made, and what has become empty goes. */
function within(here: Json | undefined, path: Path, depth: number, change: (value: Json | undefined) => Json): Json {
  const step = path[depth];
  if (step === undefined) return change(here);
  if (typeof step === "string") {
    if (here !== undefined && here !== null && !isKeys(here)) throw new Misfit(`no keys at ${said(path.slice(0, depth))}`);
    const keys = here ?? {};
    const value = within(keys[step], path, depth + 1, change);
    if (!isNothing(value)) return { ...keys, [step]: value };
    const { [step]: _, ...rest } = keys;
    return rest;
  }
  const place = isList(here) ? placeOf(here, path.slice(0, depth), step) : -1;
  if (!isList(here) || place < 0) throw new Misfit(`nothing at ${said(path)}`);
  return here.with(place, within(here[place], path, depth + 1, change));
}

/** The operation that takes `op` back, made on the tree before it. */
export function inverse(tree: Json, op: Op): Op {
  switch (op.op) {
    case "set":
      return { op: "set", path: renamed(tree, op), was: op.to, to: at(tree, op.path) ?? null };
    case "put": {
      const after = listAt(applied(tree, op), op.path);
      const place = op.at.after === null ? 0 : placeOf(after, op.path, op.at.after) + 1;
      return { op: "drop", path: [...op.path, stepTo(after, op.path, place)], was: op.item };
    }
    case "drop": {
      const { list, path, place } = around(tree, op.path);
      return { op: "put", path, at: { after: place > 0 ? stepTo(list, path, place - 1) : null }, item: list[place] ?? null };
    }
    case "move": {
      const { list, path, place } = around(tree, op.path);
      const behind = op.after === null ? -1 : placeOf(list, path, op.after);
      const to = behind < place ? behind + 1 : behind;
      const moved = listAt(applied(tree, op), path);
      const earlier = place - 1 < to ? place - 1 : place;
      return { op: "move", path: [...path, stepTo(moved, path, to)], after: place === 0 ? null : stepTo(moved, path, earlier) };
    }
  }
}

/** Operations that take all of `ops` back, the last first. */
export function allInverse(tree: Json, ops: readonly Op[]): Op[] {
  const back: Op[] = [];
  let here = tree;
  for (const op of ops) {
    back.unshift(inverse(here, op));
    here = applied(here, op);
  }
  return back;
}

function around(tree: Json, path: Path): { list: readonly Json[]; path: Path; place: number } {
  const [inside, step] = [path.slice(0, -1), path.at(-1)];
  const list = listAt(tree, inside);
  const place = step === undefined ? -1 : placeOf(list, inside, step);
  if (place < 0) throw new Misfit(`nothing at ${said(path)}`);
  return { list, path: inside, place };
}

/** The path to a value once it is set: an item that was given another name is found by that, or by its number. */
function renamed(tree: Json, op: Extract<Op, { op: "set" }>): Path {
  const [around, item, key] = [op.path.slice(0, -2), op.path.at(-2), op.path.at(-1)];
  if (item === undefined || typeof item === "string" || key !== namingKey(around)) return op.path;
  return [...around, stepTo(listAt(applied(tree, op), around), around, placeOf(listAt(tree, around), around, item)), key];
}

/** A path as one word: `msel/07/expected/within`. */
export const said = (path: Path): string => path.map(wordOf).join("/");
