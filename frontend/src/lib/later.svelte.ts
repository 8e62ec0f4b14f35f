// Parts that need not be there before the screen is. They come while the browser has nothing better to do, or when they
// are first seen or asked for.

import { t } from "./i18n";
import { whenIdle } from "./idle";
import { say } from "./toasts.svelte";

/** Waited before each further try, in ms: a line that is lost for a moment costs nobody a part. */
const AGAIN_MS = [500, 2_000] as const;

/** Parts that come later, all at once: their own file, and what that needs. */
export class Later<Parts> {
  /** The parts, once they came. */
  here = $state.raw<Parts>();
  /** They did not come; whoever asks again tries again, and so does a line that is back. */
  failed = $state(false);
  #coming: Promise<Parts | undefined> | undefined;

  constructor(
    private readonly fetch: () => Promise<Parts>,
    private readonly again: readonly number[] = AGAIN_MS,
  ) {}

  /** Let them come: the parts, or undefined when they did not. */
  come(): Promise<Parts | undefined> {
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
    this.failed = false;
    for (let tried = 0; ; tried += 1) {
      try {
        return (this.here = await this.fetch());
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
    window.addEventListener("online", () => void this.come(), { once: true });
    return undefined;
  }
}
