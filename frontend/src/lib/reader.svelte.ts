// Asks the server what a text says, a moment after its last key. A text that changed meanwhile is
// not waited for, and no answer changes nothing: the chips can always be set by hand.
import { post } from "./api";
import type { Reading, Setting } from "./intents";

export const REST_MS = 400;

const UNSET: Setting = { answers: false, strategies: [], tone: "plain" };

export class Reader {
  /** What was read last; undefined while there is nothing to go by. */
  said = $state.raw<Reading>();
  /** Chips the author had chosen when it was read. */
  chosen = $state.raw<Setting["strategies"]>([]);
  #asked = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #call: AbortController | undefined;

  /** The words as they stand now, in the drill's language. */
  read(words: string, language: string, setting: Setting = UNSET): void {
    const text = words.trim();
    const asked = JSON.stringify([text, language, setting]);
    if (asked === this.#asked) return;
    this.stop();
    this.#asked = asked;
    if (text === "") this.said = undefined;
    else this.#timer = setTimeout(() => void this.#ask(text, language, setting), REST_MS);
  }

  /** Forget what is under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#call?.abort();
    this.#call = undefined;
  }

  async #ask(text: string, language: string, setting: Setting): Promise<void> {
    const call = (this.#call = new AbortController());
    const reading = await post<Reading>("/api/read", { text, language, ...setting }, call.signal).catch(() => undefined);
    if (reading && !call.signal.aborted) [this.said, this.chosen] = [reading, setting.strategies];
  }
}
