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

  /** Words kept from before a reload bring their time back. */
  restore(at: number): void {
    if (Number.isFinite(at)) this.#at = at;
  }

  clear(): void {
    this.#at = undefined;
  }
}
