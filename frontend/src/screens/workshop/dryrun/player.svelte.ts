// One dry run after the other: asked for, followed once a second, left when the page goes.
import { ApiError } from "$lib/api";
import { t } from "$lib/i18n";
import type { DryRun } from "$wire/wire";
import { begin, leave, look, type Page, type Source } from "./api";

export const ASK_MS = 1_000;
export const HIGHEST_SEED = 999_999;

export class Player {
  /** Undefined before the first one is asked for. */
  page = $state.raw<Page>();
  report = $state.raw<DryRun>();
  /** The one shown before. */
  before = $state.raw<DryRun>();
  took = $state(0);
  problem = $state("");
  asking = $state(false);

  readonly busy = $derived(this.asking || this.page?.state === "waiting" || this.page?.state === "playing");

  #run = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly source: Source) {}

  /** Play it with this seed; what was shown stays until there is something new. */
  async play(seed: number): Promise<void> {
    this.stop();
    [this.problem, this.asking] = ["", true];
    try {
      this.#run = await begin(this.source, seed);
      this.page = { state: "waiting", done: 0, ahead: 0, took: 0, report: null, problem: null };
      this.#soon();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.asking = false;
    }
  }

  /** Nobody wants to see how the one that plays goes on. */
  stop(): void {
    clearTimeout(this.#timer);
    if (this.#run && this.busy) leave(this.#run);
    this.#run = "";
    this.page = undefined;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(this.#run), ASK_MS);
  }

  async #ask(run: string): Promise<void> {
    try {
      const page = await look(run);
      if (run === this.#run) this.#take(page);
    } catch (error) {
      if (run !== this.#run) return;
      // A line that is down for a moment loses nothing.
      if (error instanceof ApiError && (error.status === 0 || error.status >= 500)) this.#soon();
      else this.#failed(error);
    }
  }

  #take(page: Page): void {
    this.page = page;
    if (page.state === "failed") this.problem = page.problem ?? t("workshop_dryrun.failed");
    else if (page.report === null) this.#soon();
    else [this.before, this.report, this.took] = [this.report, page.report, page.took];
  }

  #failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    [this.#run, this.page] = ["", undefined];
    this.problem = error.status === 404 && "slug" in this.source && this.report ? t("workshop_dryrun.gone") : error.message || t("workshop_dryrun.unreachable");
  }
}
