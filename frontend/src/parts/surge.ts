// Above about four posts a second nobody reads along: the feed then waits to be asked.

const WINDOW_MS = 5_000;
const STARTS = 4;
const ENDS = 2;

/** Watches how many posts a second arrive, over five seconds. */
export class Surge {
  #arrivals: { at: number; count: number }[] = [];
  #on = false;

  /** Count arrivals at a time in milliseconds; true while there are too many to follow. */
  note(count: number, at: number): boolean {
    if (count > 0) this.#arrivals.push({ at, count });
    this.#arrivals = this.#arrivals.filter((each) => at - each.at < WINDOW_MS);
    const rate = this.#arrivals.reduce((sum, each) => sum + each.count, 0) / (WINDOW_MS / 1000);
    this.#on = this.#on ? rate > ENDS : rate > STARTS;
    return this.#on;
  }
}
