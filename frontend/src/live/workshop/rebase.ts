// What of ours is not yet at the server, laid over what others did meanwhile.
import { allApplied, Misfit, named, nameOf, namingKey, same, said, wordOf } from "./tree";
import type { Json, Op, Path, Step } from "./types";

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
 * Our operations after those of somebody else: what they lead to may have another number by now, or another
 * name; what they stand behind may be gone.
 */
export function rebased(ops: readonly Op[], others: readonly Op[]): readonly Op[] {
  return others.reduce<readonly Op[]>((ours, other) => ours.map((op) => shifted(op, other)), ops);
}

/** All that waits, one after the other, after what somebody else did first. */
export function allRebased(all: readonly (readonly Op[])[], others: readonly Op[]): (readonly Op[])[] {
  let over = others;
  return all.map((ops) => {
    const carried = rebased(ops, over);
    over = rebased(over, ops);
    return carried;
  });
}

function shifted(op: Op, other: Op): Op {
  const list = listOf(other);
  if (list === undefined) return op;
  const inside = said(op.op === "put" ? op.path : op.path.slice(0, -1)) === said(list);
  const path = moved(op.path, list, (step) => stepAfter(step, other));
  if (!inside) return { ...op, path };
  if (op.op === "put") return { ...op, path, at: { after: anchorAfter(op.at.after, other) }, index: gapAfter(op, other) };
  // Numbers noted for an earlier moment would mislead.
  if (op.op === "move") return { op: op.op, path, after: anchorAfter(op.after, other) };
  return op.op === "drop" ? { op: op.op, path, was: op.was } : { ...op, path };
}

/** Where the gap an item is put into is by then; what came into the same gap first stands behind. */
function gapAfter(op: Extract<Op, { op: "put" }>, other: Op): number | undefined {
  const at = op.index ?? (op.at.after === null ? 0 : typeof op.at.after === "number" ? op.at.after + 1 : undefined);
  if (at === undefined || other.op === "set") return at;
  if (other.op === "put") return placeOfPut(other) <= at ? at + 1 : at;
  return after(at, other);
}

function placeOfPut(op: Extract<Op, { op: "put" }>): number {
  const { after: behind } = op.at;
  return op.index ?? (behind === null ? 0 : typeof behind === "number" ? behind + 1 : Infinity);
}

/** The list whose items an operation moves about, or names anew; nothing for all others. */
function listOf(other: Op): Path | undefined {
  if (other.op === "put") return other.path;
  if (other.op !== "set") return other.path.slice(0, -1);
  const [around, item, key] = [other.path.slice(0, -2), other.path.at(-2), other.path.at(-1)];
  return typeof item === "object" && key === namingKey(around) ? around : undefined;
}

function moved(path: Path, list: Path, place: (step: Step) => Step): Path {
  const step = path[list.length];
  if (step === undefined || typeof step === "string" || said(path.slice(0, list.length)) !== said(list)) return path;
  return path.with(list.length, place(step));
}

function stepAfter(step: Step, other: Op): Step {
  if (typeof step === "number") return other.op === "set" ? step : after(step, other);
  if (other.op !== "set" || typeof other.to !== "string" || other.to === "") return step;
  return wordOf(step) === wordOf(other.path.at(-2) ?? "") ? named(other.path.slice(0, -2), other.to) : step;
}

/** What something is put behind: where that was taken away, the one before it. */
function anchorAfter(step: Step | null, other: Op): Step | null {
  if (step === null) return null;
  const gone = other.op === "drop" && (wordOf(step) === wordOf(other.path.at(-1) ?? "") || step === other.index);
  if (!gone) return stepAfter(step, other);
  const place = other.index ?? (typeof step === "number" ? step : undefined);
  return place === undefined ? step : place === 0 ? null : place - 1;
}

/** Where what was in place `n` of a list stands after an operation on that list. */
function after(n: number, other: Exclude<Op, { op: "set" }>): number {
  if (other.op === "put") return n >= placeOfPut(other) ? n + 1 : n;
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
