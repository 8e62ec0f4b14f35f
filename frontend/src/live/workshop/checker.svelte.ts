// What the server's check says of a draft, looked up anew a while after the last change.
import { ApiError } from "$lib/api";
import type { Check } from "./types";

export const CHECK_MS = 1_000;

export class Checker {
  said = $state.raw<Check>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(readonly ask: () => Promise<Check>) {}

  soon(ms: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), ms);
  }

  /** Look now. A line that is down says so elsewhere. */
  async run(): Promise<void> {
    try {
      this.said = await this.ask();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
