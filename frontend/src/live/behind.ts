// What only some seats are told is applied in its order, by what comes for those seats, or when the first of it is heard.
import { Later } from "$lib/later.svelte";
import type { BackstageFrame } from "./backstage";
import type { Room } from "./room.svelte";

/** Waited before the file is asked for again that did not come, in ms. */
const AGAIN_MS = 3_000;

type Parts = typeof import("./backstage");

export const backstage = new Later(() => import("./backstage"));

export class Behind {
  #waiting: BackstageFrame[] = [];
  #coming = false;

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
    if (this.parts.here) this.#apply(this.parts.here);
    else if (!this.#coming) void this.#come();
  }

  /** A snapshot says all that was heard before it. */
  forget(): void {
    this.#waiting = [];
  }

  async #come(): Promise<void> {
    this.#coming = true;
    let parts = await this.parts.come();
    while (!parts) {
      await new Promise((done) => setTimeout(done, AGAIN_MS));
      parts = await this.parts.come();
    }
    this.#coming = false;
    this.#apply(parts);
  }

  #apply(parts: Parts): void {
    for (let frame = this.#waiting.shift(); frame; frame = this.#waiting.shift()) parts.evolveBackstage(this.room, frame);
  }
}
