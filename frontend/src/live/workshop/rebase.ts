// What of ours is not yet at the server, laid over what others did meanwhile.
import { allApplied, Misfit, nameOf, same, said } from "./tree";
import type { Json, Op, Path } from "./types";

/** The tree with these operations on it; those that no longer have a place are passed over. */
export function laidOver(tree: Json, all: readonly (readonly Op[])[]): Json {
  return all.reduce<Json>((here, ops) => {
    try {
      return allApplied(here, ops);
    } catch (misfit) {
      if (misfit instanceof Misfit) return here;
      throw misfit;
    }
  }, tree);
}

/**
 * Our operations after those of somebody else. Items with names are found by them whatever happens; items
 * without move along with their list.
 */
export function rebased(ops: readonly Op[], others: readonly Op[]): readonly Op[] {
  return others.reduce<readonly Op[]>((ours, other) => ours.map((op) => shifted(op, other)), ops);
}

function shifted(op: Op, other: Op): Op {
  if (other.op === "set") return op;
  const list = other.op === "put" ? other.path : other.path.slice(0, -1);
  const place = (n: number): number => after(n, other);
  const path = moved(op.path, list, place);
  const inside = said(op.op === "put" ? op.path : op.path.slice(0, -1)) === said(list);
  if (op.op === "put") return { ...op, path, at: inside && typeof op.at.after === "number" ? { after: place(op.at.after) } : op.at };
  if (op.op === "move") return { ...op, path, after: inside && typeof op.after === "number" ? place(op.after) : op.after };
  return { ...op, path };
}

function moved(path: Path, list: Path, place: (n: number) => number): Path {
  const step = path[list.length];
  if (typeof step !== "number" || said(path.slice(0, list.length)) !== said(list)) return path;
  return path.with(list.length, place(step));
}

/** Where what was in place `n` of a list stands after an operation on that list. */
function after(n: number, other: Exclude<Op, { op: "set" }>): number {
  if (other.op === "put") {
    const { after: behind } = other.at;
    const put = other.index ?? (behind === null ? 0 : typeof behind === "number" ? behind + 1 : Infinity);
    return n >= put ? n + 1 : n;
  }
  const from = other.index ?? other.path.at(-1);
  if (typeof from !== "number") return n;
  if (other.op === "drop") return n > from ? n - 1 : n;
  const to = other.to ?? (typeof other.after === "number" ? (other.after < from ? other.after + 1 : other.after) : 0);
  if (n === from) return to;
  if (from < n && n <= to) return n - 1;
  return to <= n && n < from ? n + 1 : n;
}

/** The places an edit touched, as words: an item that came or moved, a value that changed. */
export function touched(ops: readonly Op[]): string[] {
  return ops.flatMap((op) => {
    const name = op.op === "put" ? nameOf(op.path, op.item) : undefined;
    return [name === undefined ? said(op.path) : `${said(op.path)}/${name}`];
  });
}

/** Whether two edits say the same, whatever the server noted beside; an answer that was lost is known again by it. */
export function alike(one: readonly Op[], other: readonly Op[]): boolean {
  return one.length === other.length && one.every((op, i) => same(plain(op), plain(other[i] ?? op)));
}

function plain(op: Op): Json {
  const { index: _, ...rest } = op as Extract<Op, { op: "put" }>;
  const told = op.op === "move" ? { op: op.op, path: op.path, after: op.after } : rest;
  return told as unknown as Json;
}
