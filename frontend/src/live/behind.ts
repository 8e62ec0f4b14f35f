// What only some seats are told is applied in its order, by what comes for those seats, or when the first of it is heard.
import { Later } from "$lib/later.svelte";
import type { BackstageFrame } from "./backstage";
import type { Room } from "./room.svelte";

type Parts = typeof import("./backstage");

export const backstage = new Later(() => import("./backstage"));

export class Behind {
  #waiting: BackstageFrame[] = [];

  constructor(
    private readonly room: Room,
    private readonly parts = backstage,
  ) {}

  /** Whether something was heard that is not applied yet. */
  get behind(): boolean {
    return this.#waiting.length > 0;
  }

  /** Apply one event, or keep it until it can be. */
  hear(frame: BackstageFrame): void {
    this.#waiting.push(frame);
    if (this.parts.here) return this.#apply(this.parts.here);
    if (this.#waiting.length > 1) return; // it was asked for
    void this.parts.come();
    void this.parts.arrived.then((parts) => this.#apply(parts));
  }

  /** A snapshot says all that was heard before it. */
  forget(): void {
    this.#waiting = [];
  }

  #apply(parts: Parts): void {
    for (let frame = this.#waiting.shift(); frame; frame = this.#waiting.shift()) parts.evolveBackstage(this.room, frame);
  }
}
