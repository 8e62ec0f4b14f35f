// Places that others changed a moment ago.

export const FLASH_MS = 3_000;

export class Flashes {
  /** By place: who changed it. */
  now = $state.raw<ReadonlyMap<string, string>>(new Map());
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  show(places: readonly string[], by: string): void {
    if (places.length === 0) return;
    this.now = new Map([...this.now, ...places.map((place) => [place, by] as const)]);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.now = new Map([...this.now].filter(([place]) => !places.includes(place)));
    }, FLASH_MS);
    this.#timers.add(timer);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
