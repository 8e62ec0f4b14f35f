// One file on its way into a draft: read again whenever its author says how, then taken in.
import { ApiError } from "$lib/api";
import { t } from "$lib/i18n";
import type { ToldSheet } from "$wire/wire";
import { plainly } from "./reading";
import { MOST_BYTES, preview, takeIn, type How, type Imported, type Mapping } from "./api";

export const WAIT_MS = 400;

export class Reader {
  file = $state.raw<File>();
  sheet = $state.raw<ToldSheet>();
  how = $state.raw<How>({ zone: "UTC", startex: "", mapping: {}, notes: true });
  reading = $state(false);
  importing = $state(false);
  problem = $state("");
  /** What became of the last import, until another file is read. */
  done = $state.raw<Imported>();

  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly draft: string,
    readonly key: string,
    how: Pick<How, "zone" | "startex">,
  ) {
    this.how = { ...this.how, ...how };
  }

  /** Read a file as it would be suggested. */
  open(file: File): void {
    [this.file, this.sheet, this.done, this.problem] = [file, undefined, undefined, ""];
    this.how = { ...this.how, mapping: {} };
    if (file.size > MOST_BYTES) {
      this.file = undefined;
      this.problem = t("workshop_sheet.tooLarge");
    } else void this.read();
  }

  /** Read it otherwise, once the author pauses. */
  tell(change: Partial<How>): void {
    this.how = { ...this.how, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), WAIT_MS);
  }

  map(change: Mapping): void {
    const merged = { ...this.how.mapping, ...change };
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    this.tell({ mapping: kept as Mapping });
  }

  async read(): Promise<void> {
    const { file, how } = this;
    if (!file || how.zone === "" || how.startex === "") return;
    const turn = (this.#asked += 1);
    this.reading = true;
    try {
      const sheet = await preview(this.draft, this.key, file, how);
      if (turn === this.#asked) [this.sheet, this.problem] = [sheet, ""];
    } catch (error) {
      if (turn === this.#asked) this.problem = wordsOf(error);
    } finally {
      if (turn === this.#asked) this.reading = false;
    }
  }

  /** Take the rows in as one edit; its number. */
  async takeIn(name: string, partly: boolean): Promise<number | undefined> {
    if (!this.file) return undefined;
    this.importing = true;
    try {
      this.done = await takeIn(this.draft, this.key, this.file, this.how, name, partly);
      this.problem = "";
      return this.done.n;
    } catch (error) {
      this.problem = error instanceof ApiError && error.code === "conflict" && error.said !== null && "conflicts" in (error.said as object) ? t("workshop_sheet.conflict", { detail: error.message }) : wordsOf(error);
      return undefined;
    } finally {
      this.importing = false;
    }
  }

  /** Begin with another file. */
  close(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    [this.file, this.sheet, this.done, this.problem, this.reading] = [undefined, undefined, undefined, "", false];
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  const said = plainly(error.message) || t("workshop_sheet.unreachable");
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}
