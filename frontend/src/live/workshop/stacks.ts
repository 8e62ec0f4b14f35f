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

/** A deed as it is kept: by its number, by the name of its edit on the way, or by what it does. */
export interface KeptDeed {
  n?: number;
  ask?: string;
  ops?: readonly Op[];
}

export interface KeptStacks {
  done: KeptDeed[];
  undone: KeptDeed[];
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

  /** What can be taken back, to go on after a reload; `askOf` names what has no number yet. */
  kept(askOf: (deed: Deed) => string | undefined): KeptStacks {
    const known = (deed: Deed): KeptDeed => {
      const ask = askOf(deed);
      return deed.n !== undefined ? { n: deed.n } : ask !== undefined ? { ask } : { ops: deed.ops };
    };
    return { done: this.done.map(known), undone: this.undone.map(known) };
  }

  /** Go on with what was kept; `deeds` are those on their way, by name. One that is nowhere is behind us. */
  restore(kept: KeptStacks, deeds: ReadonlyMap<string, Deed>): void {
    const found = (one: KeptDeed): Deed[] => {
      if (one.n !== undefined) return [{ n: one.n, ops: [] }];
      const deed = one.ask === undefined ? one.ops && { ops: one.ops } : deeds.get(one.ask);
      return deed ? [deed] : [];
    };
    this.done = kept.done.flatMap(found);
    this.undone = kept.undone.flatMap(found);
  }
}
