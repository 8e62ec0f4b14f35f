// Commands on their way. Each keeps its id until it is answered, however often the line drops:
// the server gives one id one effect.
import type { Ask, Done, RefusedFrame } from "$wire/wire";
import { drawn } from "./backoff";

export type Command = Ask["command"];

/** The server, or the line, said no. `message` is for people. */
export class Refused extends Error {
  constructor(
    readonly code: RefusedFrame["code"],
    detail: string,
    readonly afterMs = 0,
  ) {
    super(detail);
  }
}

interface Waiting {
  ask: Ask;
  tries: number;
  soon?: ReturnType<typeof setTimeout>;
  settle: (done: Done) => void;
  fail: (why: Refused) => void;
}

const MOST_TRIES = 5;
const AGAIN_MS = 500;

export class Asks {
  #waiting = new Map<string, Waiting>();

  constructor(private readonly send: (ask: Ask) => void) {}

  /** Ask now, or as soon as there is a line. `id` is given to ask the same thing again. */
  ask(command: Command, id = drawn()): Promise<Done> {
    const ask: Ask = { type: "ask", ask: id, command };
    return new Promise((settle, fail) => {
      this.#waiting.set(id, { ask, tries: 0, settle, fail });
      this.send(ask);
    });
  }

  /**
   * The line is new: everything unanswered goes out again, oldest first. Once: of two copies the first
   * could be refused while the drill is held, and the second done a moment later.
   */
  again(): void {
    for (const one of this.#waiting.values()) {
      clearTimeout(one.soon);
      this.send(one.ask);
    }
  }

  done(done: Done): void {
    const one = this.#take(done.ask);
    one?.settle(done);
  }

  refused(refused: RefusedFrame): void {
    const one = this.#waiting.get(refused.ask);
    if (!one) return;
    if (refused.retry === "same_ask" && one.tries < MOST_TRIES) {
      one.tries += 1;
      clearTimeout(one.soon);
      one.soon = setTimeout(() => this.send(one.ask), Math.max(AGAIN_MS, refused.after_ms));
      return;
    }
    this.#take(refused.ask)?.fail(new Refused(refused.code, refused.detail, refused.after_ms));
  }

  /** There will be no answer any more. */
  abandon(detail: string): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.fail(new Refused("unavailable", detail));
  }

  #take(id: string): Waiting | undefined {
    const one = this.#waiting.get(id);
    clearTimeout(one?.soon);
    this.#waiting.delete(id);
    return one;
  }
}
