// Edits that have not reached the server yet, kept on this device: a closed tab or a lost line
// costs nothing. Each tab keeps its own; what a tab left behind is taken over by the next one.
import { keepDraft, keptDraft, keptUnder } from "$lib/kept";
import type { KeptStacks } from "./stacks";
import type { Op } from "./types";

export interface Waiting {
  /** Its own name, by which the server knows it again. */
  ask: string;
  ops: readonly Op[];
  /** The edit it takes back: its number, or its name while it is on its way itself. */
  undoes: number | string | null;
  /** It may have arrived. */
  unsure: boolean;
}

interface Left {
  /** Wall ms at which its tab was last seen; 0 when it left. */
  at: number;
  waiting: Waiting[];
}

/** A tab that was not seen for so long is gone. */
const ORPHAN_MS = 15_000;

export class Kept {
  readonly #start: string;
  readonly #mine: string;
  #last = "";
  #lastStacks = "";

  constructor(draft: string, tab: string = Math.random().toString(36).slice(2)) {
    this.#start = `workshop.${draft}.`;
    this.#mine = `${this.#start}tab.${tab}`;
  }

  /** Keep what waits, and what can be taken back. */
  keep(waiting: readonly Waiting[], stacks: KeptStacks, leaving = false): void {
    const left: Left = { at: leaving ? 0 : Date.now(), waiting: [...waiting] };
    if (waiting.length > 0 || this.#last !== "") keepDraft(this.#mine, waiting.length > 0 ? JSON.stringify(left) : "");
    this.#last = waiting.length > 0 ? this.#mine : "";
    const text = stacks.done.length + stacks.undone.length > 0 ? JSON.stringify(stacks) : "";
    if (text !== this.#lastStacks) keepDraft(`${this.#start}stacks`, text);
    this.#lastStacks = text;
  }

  stacks(): KeptStacks {
    const found = parsed<KeptStacks>(keptDraft(`${this.#start}stacks`));
    return { done: found?.done ?? [], undone: found?.undone ?? [] };
  }

  /** What tabs that are gone left behind; it is ours from now on. */
  orphans(now = Date.now()): readonly Waiting[] {
    const found: Waiting[] = [];
    for (const [tab, text] of keptUnder(`${this.#start}tab.`)) {
      const key = `${this.#start}tab.${tab}`;
      const left = parsed<Left>(text);
      if (key === this.#mine || (left !== undefined && now - left.at < ORPHAN_MS)) continue;
      keepDraft(key, "");
      found.push(...(left?.waiting ?? []));
    }
    return found;
  }
}

function parsed<T>(text: string): T | undefined {
  try {
    return text === "" ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined; // somebody else's words
  }
}
