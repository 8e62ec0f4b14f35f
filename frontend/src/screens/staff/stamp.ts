// A note carries the time of its first keystroke, however long its writing takes.

export class Stamp {
  #at: number | undefined;

  /** The words as they stand now. The first ones set the time; taking all of them back forgets it. */
  typed(text: string, t: number): void {
    if (text.trim() === "") this.#at = undefined;
    else this.#at ??= t;
  }

  /** Exercise seconds of the first keystroke. */
  get at(): number | undefined {
    return this.#at;
  }

  clear(): void {
    this.#at = undefined;
  }
}
