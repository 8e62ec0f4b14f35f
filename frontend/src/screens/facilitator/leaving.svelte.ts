// A cue on its way out: for three seconds GO can be taken back. After that it can only be retracted, for all to see.

/** Wall ms in which a GO can be taken back. */
export const CANCEL_MS = 3_000;
const TICK_MS = 100;

export interface Leaves {
  id: string;
  title: string;
  /** Wall ms left. */
  remaining: number;
}

export class Leaving {
  /** What is about to go, the first first. */
  list = $state.raw<readonly Leaves[]>([]);
  #send = new Map<string, () => void>();
  #ticking: ReturnType<typeof setInterval> | undefined;

  /** Send in three seconds, unless it is taken back. One that leaves already is not sent twice. */
  start(id: string, title: string, send: () => void): void {
    if (this.has(id)) return;
    this.#send.set(id, send);
    this.list = [...this.list, { id, title, remaining: CANCEL_MS }];
    this.#ticking ??= setInterval(() => this.#tick(), TICK_MS);
  }

  has(id: string | undefined): boolean {
    return this.list.some((one) => one.id === id);
  }

  /** Take one back; without an id the last. */
  cancel(id = this.list.at(-1)?.id): void {
    if (id !== undefined) this.#drop(id);
  }

  /** The screen goes: nothing is sent behind anybody's back. */
  stop(): void {
    for (const { id } of this.list) this.#drop(id);
  }

  #tick(): void {
    this.list = this.list.map((one) => ({ ...one, remaining: one.remaining - TICK_MS }));
    for (const { id, remaining } of this.list) {
      if (remaining > 0) continue;
      const send = this.#send.get(id);
      this.#drop(id);
      send?.();
    }
  }

  #drop(id: string): void {
    this.#send.delete(id);
    this.list = this.list.filter((one) => one.id !== id);
    if (this.list.length > 0) return;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }
}
