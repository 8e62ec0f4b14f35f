// One flush per 250 ms. The first item after an idle time flushes on the next frame; what somebody
// waits for (their own post coming back) flushes at once.

export const WINDOW_MS = 250;

/** What a batch needs of the outside: a clock and two ways to be called later. */
export interface Timing {
  now(): number;
  frame(run: () => void): void;
  later(run: () => void, ms: number): void;
}

const browser: Timing = {
  now: () => performance.now(),
  // A hidden tab gets no frames, but it must still drain.
  frame: (run) => (document.hidden ? setTimeout(run, 0) : requestAnimationFrame(run)),
  later: (run, ms) => setTimeout(run, ms),
};

export class Batch<Item> {
  #waiting: Item[] = [];
  #due = false;
  #last = -Infinity;

  constructor(
    private readonly flushed: (items: Item[]) => void,
    private readonly timing: Timing = browser,
  ) {}

  push(...items: Item[]): void {
    this.#waiting.push(...items);
    if (this.#due || this.#waiting.length === 0) return;
    this.#due = true;
    const since = this.timing.now() - this.#last;
    if (since >= WINDOW_MS) this.timing.frame(() => this.flush());
    else this.timing.later(() => this.flush(), WINDOW_MS - since);
  }

  /** Everything that waits, now. */
  flush(): void {
    this.#due = false;
    if (this.#waiting.length === 0) return;
    const items = this.#waiting;
    this.#waiting = [];
    this.#last = this.timing.now();
    this.flushed(items);
  }
}
