// Asks the server what a text says, a moment after its last key. A text that changed meanwhile is
// not waited for, and silence is an answer: the chips can always be set by hand.
import { post } from "./api";
import type { Reading } from "./intents";

export const REST_MS = 400;

export class Reader {
  /** What was read last; undefined while there is nothing to go by. */
  said = $state.raw<Reading>();
  #text = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #call: AbortController | undefined;

  /** The words as they stand now, in the drill's language. */
  read(text: string, language: string): void {
    const now = text.trim();
    if (now === this.#text) return;
    this.stop();
    this.#text = now;
    if (now === "") this.said = undefined;
    else this.#timer = setTimeout(() => void this.#ask(now, language), REST_MS);
  }

  /** Forget what is under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#call?.abort();
    this.#call = undefined;
  }

  async #ask(text: string, language: string): Promise<void> {
    const call = (this.#call = new AbortController());
    const reading = await post<Reading>("/api/read", { text, language }, call.signal).catch(() => undefined);
    if (!call.signal.aborted) this.said = reading;
  }
}
