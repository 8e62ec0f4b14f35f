// The safety of GO: a cue must stand by first, a second lies between two GOs, and the key must
// have come up. A GO that is not given says why.

export type Why = "standby" | "gap" | "key" | "clock";

const GAP_MS = 1_000;

export class Trigger {
  #last = -Infinity;
  #down = false;

  /**
   * Somebody presses GO.
   *
   * @param ready whether the cue stands by
   * @param live whether the clock runs
   * @param now wall ms
   * @param key pressed by key, which must come up before the next
   * @returns why it is not given, or nothing when it is
   */
  press(ready: boolean, live: boolean, now: number, key = false): Why | undefined {
    const held = key && this.#down;
    if (key) this.#down = true;
    if (held) return "key";
    if (!live) return "clock";
    if (!ready) return "standby";
    if (now - this.#last < GAP_MS) return "gap";
    this.#last = now;
    return undefined;
  }

  /** The key came up. */
  release(): void {
    this.#down = false;
  }
}
