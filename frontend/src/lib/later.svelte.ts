// Parts that need not be there before the screen is. They come while the browser has nothing better to do, or when they
// are first seen or asked for.

import { t } from "./i18n";
import { whenIdle } from "./idle";
import { say } from "./toasts.svelte";

/** Waited before each further try, in ms: a line that is lost for a moment costs nobody a part. */
const AGAIN_MS = [500, 2_000] as const;
/** And then, for as long as they are not here. */
const STILL_MS = 5_000;

/** Parts that come later, all at once: their own file, and what that needs. */
export class Later<Parts> {
  /** The parts, once they came. */
  here = $state.raw<Parts>();
  /** They did not come; whoever asks again tries again, a line that is back does, and every some seconds so do they. */
  failed = $state(false);
  /** The parts, whenever they come; asks for nothing by itself. */
  readonly arrived: Promise<Parts>;
  #arrive!: (parts: Parts) => void;
  #coming: Promise<Parts | undefined> | undefined;

  constructor(
    private readonly fetch: () => Promise<Parts>,
    private readonly again: readonly number[] = AGAIN_MS,
  ) {
    this.arrived = new Promise((done) => (this.#arrive = done));
  }

  /** Let them come: the parts, or undefined when they did not. */
  come(): Promise<Parts | undefined> {
    this.failed = false;
    return (this.#coming ??= this.#come());
  }

  /** The same for somebody who waits for them and is told when they do not come. */
  async ask(): Promise<Parts | undefined> {
    const parts = await this.come();
    if (!parts) say(t("app.broken"), { tone: "bad", action: { label: t("parts.line.retry"), run: () => void this.ask() } });
    return parts;
  }

  /** Let them come once the page is painted and the browser idle. */
  soon(): void {
    requestAnimationFrame(() => whenIdle(() => void this.come()));
  }

  async #come(): Promise<Parts | undefined> {
    for (let tried = 0; ; tried += 1) {
      try {
        this.here = await this.fetch();
        this.failed = false;
        this.#arrive(this.here);
        return this.here;
      } catch {
        const wait = this.again[tried];
        if (wait === undefined) return this.#fail();
        await new Promise((done) => setTimeout(done, wait));
      }
    }
  }

  #fail(): undefined {
    this.failed = true;
    this.#coming = undefined;
    const again = (): void => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
      this.#coming ??= this.#come(); // nobody is told that they still do not come
    };
    const timer = setTimeout(again, STILL_MS);
    window.addEventListener("online", again);
    return undefined;
  }
}
