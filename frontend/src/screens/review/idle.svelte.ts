// Work that can wait: one piece more whenever the browser has nothing else to do, all of it before printing.

import { flushSync } from "svelte";

/** Wall ms after which a piece is done anyway. */
const PATIENCE_MS = 1_000;

export class Idle {
  /** How many pieces may be there; all at once where nobody says when there is time. */
  count = $state(0);

  /** Called while a component is made; ends with it. */
  constructor(private readonly pieces: number) {
    const next = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
    if (!next) this.count = pieces;
    $effect(() => {
      if (!next || this.count >= this.pieces) return;
      const asked = next(() => (this.count += 1), { timeout: PATIENCE_MS });
      return () => window.cancelIdleCallback(asked);
    });
    $effect(() => {
      const all = (): void => void flushSync(() => (this.count = pieces));
      window.addEventListener("beforeprint", all);
      return () => window.removeEventListener("beforeprint", all);
    });
  }
}
