// A server in memory that keeps the workshop's contract, for desks that write the same draft.
import { ApiError } from "$lib/api";
import { isTaken, putBy } from "../../src/live/workshop/naming";
import { rebased } from "../../src/live/workshop/rebase";
import { agrees, allApplied, allInverse, at, listAt, Misfit, named, said } from "../../src/live/workshop/tree";
import type { Author, Check, Edit, Far, Json, Keys, Op } from "../../src/live/workshop/types";

interface Stored extends Edit {
  back: readonly Op[];
}

export class Server {
  edits: Stored[] = [];
  asks = new Map<string, number>();
  here = new Map<string, string>();
  check: Check = { edit: 0, faults: [], advice: [], sound: true };
  down = false;
  /** Edits arrive and are answered, but nobody is told of them. */
  mute = false;
  /** The next edit arrives, but its answer does not. */
  loses = false;

  constructor(public tree: Keys) {}

  far(me: string): Far {
    const met = async <T>(run: () => T): Promise<T> => {
      await Promise.resolve();
      if (this.down) throw new ApiError(0, "unreachable", "");
      return run();
    };
    return {
      load: () => met(() => ({ draft: "d1", title: "T", slug: "t", tree: this.tree, edit: this.edits.length, published: null, authors: this.authors(me) })),
      news: (after, name, where) =>
        met(() => {
          if (this.mute) throw new ApiError(0, "unreachable", "");
          this.here.set(name, where);
          return { edits: this.edits.slice(after).map(({ back: _, ...edit }) => edit), authors: this.authors(name) };
        }),
      send: (name, ops, seen, ask) => met(() => this.answered(this.asked(ask, name, rebased(ops, this.edits.slice(seen).flatMap((edit) => edit.ops)), null))),
      undo: (name, n, ask) => met(() => this.answered(this.asked(ask, name, rebased(this.edits[n - 1]?.back ?? [], this.edits.slice(n).flatMap((edit) => edit.ops)), n))),
      check: () => met(() => ({ ...this.check, edit: this.edits.length })),
      versions: () => met(() => []),
      publish: () => met(() => ({ version: 1, slug: "t" })),
      diff: () => met(() => []),
      download: () => met(() => new Blob([])),
    };
  }

  private authors(me: string): Author[] {
    return [...this.here].map(([name, where]) => ({ name, where, you: name === me }));
  }

  private answered(n: number): { n: number } {
    if (this.loses) {
      this.loses = false;
      throw new ApiError(0, "unreachable", "");
    }
    return { n };
  }

  private asked(ask: string, by: string, ops: readonly Op[], undoes: number | null): number {
    const n = this.asks.get(ask) ?? this.store(by, ops, undoes);
    this.asks.set(ask, n);
    return n;
  }

  private store(by: string, ops: readonly Op[], undoes: number | null): number {
    let here: Json = this.tree;
    for (const op of ops) {
      const taken = putBy([op]).find(({ list, name }) => isTaken(here, list, name));
      if (taken) throw new ApiError(409, "conflict", "taken", { conflicts: [{ path: [...taken.list, named(taken.list, taken.name)], was: null, is: {}, by: "" }] });
      if (!agrees(here, op)) throw new ApiError(409, "conflict", "somebody else changed this", { conflicts: [this.conflict(here, op)] });
      try {
        here = allApplied(here, [op]);
      } catch (misfit) {
        throw new ApiError(422, "invalid", (misfit as Misfit).message);
      }
    }
    const back = allInverse(this.tree, ops);
    this.tree = here as Keys;
    const noted = ops.map((op) => (op.op === "put" ? { ...op, index: listAt(here, op.path).indexOf(op.item) } : op));
    this.edits.push({ n: this.edits.length + 1, by, at: 0, ops: noted, undoes, back });
    return this.edits.length;
  }

  private conflict(here: Json, op: Op): unknown {
    const last = this.edits.findLast((edit) => edit.ops.some((one) => said(op.path).startsWith(said(one.path)) || said(one.path).startsWith(said(op.path))));
    return { path: op.path, was: "was" in op ? op.was : null, is: at(here, op.path) ?? null, by: last?.by ?? "" };
  }
}
