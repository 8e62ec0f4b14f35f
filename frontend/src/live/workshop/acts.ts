// Edits of ours on their way to the server.
import { ApiError } from "$lib/api";
import type { Waiting } from "./keeping";
import type { Deed } from "./stacks";
import { allInverse, Misfit } from "./tree";
import type { Conflict, Json, Op } from "./types";

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
  /** Why the server did not take it. */
  refused?: { conflicts: readonly Conflict[]; detail: string };
}

export const anAsk = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** What is kept on this device of what waits. An undo of what has no number yet cannot be. */
export const asWaiting = (acts: readonly Act[], sending: Act | undefined): Waiting[] =>
  acts
    .filter((act) => act.undoes === undefined || act.undoes.n !== undefined)
    .map((act) => ({ ask: act.ask, ops: act.ops, undoes: act.undoes?.n ?? null, unsure: act.unsure === true || act === sending }));

/** What was kept, on its way again. */
export function fromWaiting({ ask, ops, undoes, unsure }: Waiting, seen: Json): Act {
  return { ask, deed: { ops }, ops, seen, unsure, ...(undoes === null ? {} : { undoes: { n: undoes, ops: [] } }) };
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
