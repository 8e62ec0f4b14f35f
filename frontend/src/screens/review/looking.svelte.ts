// Through whose eyes a review is looked at. A lens is fetched once, when it is first looked through.
import type { Lenses, Review } from "$wire/wire";
import { seenThrough, type Seen } from "./lens";

export type LoadLens = (lens: string) => Promise<Lenses>;

export class Looking {
  /** A seat's, or `public`; nothing where all is shown. */
  lens = $state<string>();
  /** What is seen through it; nothing while it is fetched, so that nothing of all shows meanwhile. */
  seen = $state.raw<Seen>();
  readonly #kept = new Map<string, Seen>();

  constructor(
    private readonly review: Review,
    private readonly load: LoadLens | undefined,
  ) {}

  /** Throws if there is no such lens, or it did not come: then all is shown. */
  async through(lens: string | undefined): Promise<void> {
    this.lens = lens;
    this.seen = lens === undefined ? undefined : this.#kept.get(lens);
    if (lens === undefined || this.seen) return;
    try {
      const seen = this.load && seenThrough(this.review, await this.load(lens), lens);
      if (!seen) throw new Error(`no lens ${lens}`);
      this.#kept.set(lens, seen);
      if (this.lens === lens) this.seen = seen;
    } catch (error) {
      if (this.lens !== lens) return;
      this.lens = undefined;
      throw error;
    }
  }
}
