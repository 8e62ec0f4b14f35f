// What an author did here and may take back, without limit; and what was taken back.
import type { Op } from "./types";

/** One thing done: an edit of one's own, or the undoing of one. */
export interface Deed {
  /** Its number at the server; none while it is not there. */
  n?: number;
  ops: readonly Op[];
  /** What takes it back, as far as known here. */
  back?: readonly Op[];
}

export class Stacks {
  done: Deed[] = [];
  undone: Deed[] = [];

  /** Something new was done: what had been taken back before is behind us. */
  did(deed: Deed): void {
    this.done.push(deed);
    this.undone = [];
  }

  /** It did not come about. */
  forget(deed: Deed): void {
    this.done = this.done.filter((one) => one !== deed);
    this.undone = this.undone.filter((one) => one !== deed);
  }

  /** The numbers, to go on after a reload. */
  kept(): { done: number[]; undone: number[] } {
    const numbers = (deeds: readonly Deed[]): number[] => deeds.flatMap((deed) => deed.n ?? []);
    return { done: numbers(this.done), undone: numbers(this.undone) };
  }

  restore(kept: { done: number[]; undone: number[] }): void {
    const deeds = (numbers: number[]): Deed[] => numbers.map((n) => ({ n, ops: [] }));
    this.done = deeds(kept.done);
    this.undone = deeds(kept.undone);
  }
}
