// Edits of ours on their way to the server.
import { ApiError } from "$lib/api";
import type { Waiting } from "./keeping";
import { called, nextName, putBy } from "./naming";
import { laidOver } from "./rebase";
import type { Deed } from "./stacks";
import { allInverse, at, Misfit, named, said } from "./tree";
import type { Conflict, Json, Op, Path } from "./types";

/** An edit of ours on its way. */
export interface Act {
  /** Its own name: asked twice under it, it is done once. */
  ask: string;
  deed: Deed;
  ops: readonly Op[];
  /** What it takes back, if it is an undo or a redo. */
  undoes?: Deed;
  /** The tree as its author saw it. */
  seen: Json;
  /** Its answer was lost: it may be there already. */
  unsure?: boolean;
  /** A name in it was somebody else's first; it goes out again under another. */
  taken?: boolean;
  /** Why the server did not take it. */
  refused?: { conflicts: readonly Conflict[]; detail: string };
}

export const anAsk = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** The name of the edit by which a deed is on its way. */
export const askOf = (acts: readonly Act[], deed: Deed | undefined): string | undefined => acts.find((act) => act.deed === deed)?.ask;

/** What is kept on this device of what waits and is not at the server yet. */
export const asWaiting = (acts: readonly Act[], sending: Act | undefined): Waiting[] =>
  acts
    .filter((act) => act.deed.n === undefined)
    .map((act) => ({ ask: act.ask, ops: act.ops, undoes: act.undoes?.n ?? askOf(acts, act.undoes) ?? null, unsure: act.unsure === true || act === sending }));

/** What was kept, on its way again, in its order. */
export function fromWaiting(waiting: readonly Waiting[], seen: Json): Act[] {
  const deeds = new Map<string, Deed>();
  return waiting.map(({ ask, ops, undoes, unsure }) => {
    const deed: Deed = { ops };
    const undone = typeof undoes === "number" ? { n: undoes, ops: [] } : undoes === null ? undefined : deeds.get(undoes);
    deeds.set(ask, deed);
    return { ask, deed, ops, seen, unsure, ...(undone ? { undoes: undone } : {}) };
  });
}

/** There is no such draft, or the key is not its key. */
export const isGone = (error: ApiError): boolean => error.status === 404 || error.status === 401 || error.status === 403;

/** What takes `ops` back; nothing when they have no place in the tree any more. */
export function backOf(tree: Json, ops: readonly Op[]): Op[] {
  try {
    return allInverse(tree, ops);
  } catch (misfit) {
    if (misfit instanceof Misfit) return [];
    throw misfit;
  }
}

export function conflictsIn(said: unknown): readonly Conflict[] {
  const found = said !== null && typeof said === "object" ? (said as { conflicts?: unknown }).conflicts : undefined;
  return Array.isArray(found) ? (found as Conflict[]) : [];
}

/** Whether all that an edit met is items of the names it gives to its own. */
export function namesTaken(act: Act, conflicts: readonly Conflict[]): boolean {
  const put = putBy(act.ops).map(({ list, name }) => said([...list, named(list, name)]));
  return conflicts.length > 0 && conflicts.every((one) => put.includes(said(one.path)));
}

/** The latest of some trees in which all that `ops` set was still there: somebody may just have taken it away. */
export function lastWith(ops: readonly Op[], trees: readonly [Json, ...Json[]]): Json {
  const sets = ops.flatMap((op) => (op.op === "set" && op.path.length > 1 ? [op.path.slice(0, -1)] : []));
  return trees.find((tree) => sets.every((path) => at(tree, path) !== undefined)) ?? trees[0];
}

/** What waits, once an item in it has the next free name instead of one that is taken; nothing where none has that. */
export function wayGiven(acts: readonly Act[], server: Json, list: Path, name: string): { acts: Act[]; to: string } | undefined {
  if (!acts.some((act) => putBy(act.ops).some((put) => put.name === name && said(put.list) === said(list)))) return undefined;
  const to = nextName(laidOver(server, acts.map((act) => act.ops)), list, name);
  return { to, acts: acts.map((act) => (act.refused ? act : underName(act, list, name, to))) };
}

function underName(act: Act, list: Path, from: string, to: string): Act {
  act.deed.ops = called(act.deed.ops, list, from, to);
  if (act.deed.back) act.deed.back = called(act.deed.back, list, from, to);
  return { ...act, ops: called(act.ops, list, from, to) };
}
