// What an evaluator is about to say of the guide's items. Kept on this device until it is saved.
import { keepDraft, keptDraft } from "$lib/kept";
import type { Room } from "$live/room.svelte";
import type { Evidence, GiveRating, GuideItem, Rating } from "$wire/wire";
import { once, same, type Mark } from "../rating/marks";

/** A rating that is not saved yet; `mark` null says "not seen". */
export interface Drafted {
  mark: Mark | null;
  evidence: readonly Evidence[];
  remark: string;
}

export type Missing = "evidence" | "reason";

/** What a rating still needs before the server takes it. */
export function missing(draft: Drafted, told: Mark | null | undefined): Missing | undefined {
  if (draft.mark === null) return undefined;
  if (draft.evidence.length === 0) return "evidence";
  return told && told !== draft.mark && draft.remark.trim() === "" ? "reason" : undefined;
}

/** The notes on an item and what the log rests on: what a rating of it begins with. */
export function offered(room: Room, item: string): Evidence[] {
  const notes = room.notes.filter((note) => note.item === item && note.seat === room.seat);
  return once([...notes.map((note): Evidence => ({ sort: "note", id: note.id })), ...(room.checks.get(item)?.evidence ?? [])]);
}

export class Ratings {
  drafts = $state.raw<ReadonlyMap<string, Drafted>>(new Map());

  constructor(
    readonly room: Room,
    guide: readonly GuideItem[],
  ) {
    const kept = guide.flatMap((item) => {
      const text = keptDraft(this.#key(item.id));
      return text === "" ? [] : [[item.id, JSON.parse(text) as Drafted] as const];
    });
    this.drafts = new Map(kept);
  }

  own(item: string): Rating | undefined {
    return this.room.ratings.find((one) => one.item === item && one.seat === this.room.seat);
  }

  others(item: string): readonly Rating[] {
    return this.room.ratings.filter((one) => one.item === item && one.seat !== this.room.seat);
  }

  get rated(): number {
    return this.room.guide.filter((item) => this.own(item.id)).length;
  }

  told(item: string): Mark | null {
    return this.room.checks.get(item)?.mark ?? null;
  }

  /** Give an item a mark: the one it has is taken back. */
  give(item: string, mark: Mark | null): void {
    const now = this.drafts.get(item);
    if (now && now.mark === mark) return this.#put(item, undefined);
    const own = this.own(item);
    if (now) this.#put(item, { ...now, mark });
    else if (own) this.#put(item, { mark, evidence: own.evidence, remark: own.remark });
    else this.#put(item, { mark, evidence: offered(this.room, item), remark: "" });
  }

  /** Begin to change what was saved. */
  change(item: string): void {
    const own = this.own(item);
    if (own) this.#put(item, { mark: own.mark, evidence: own.evidence, remark: own.remark });
  }

  link(item: string, piece: Evidence): void {
    const own = this.own(item);
    const now = this.drafts.get(item) ?? { mark: own ? own.mark : this.told(item), evidence: own?.evidence ?? offered(this.room, item), remark: own?.remark ?? "" };
    this.#put(item, { ...now, evidence: once([...now.evidence, piece]) });
  }

  unlink(item: string, piece: Evidence): void {
    const now = this.drafts.get(item);
    if (now) this.#put(item, { ...now, evidence: now.evidence.filter((one) => !same(one, piece)) });
  }

  remark(item: string, remark: string): void {
    const now = this.drafts.get(item);
    if (now) this.#put(item, { ...now, remark });
  }

  forget(item: string): void {
    this.#put(item, undefined);
  }

  /** Of these items the ratings that can be saved now. */
  ready(items: readonly GuideItem[]): GiveRating[] {
    return items.flatMap(({ id: item }) => {
      const draft = this.drafts.get(item);
      if (!draft || missing(draft, this.told(item))) return [];
      const { mark, evidence, remark } = draft;
      return [{ kind: "rating.give", item, mark, evidence: [...evidence], remark: remark.trim() }];
    });
  }

  #put(item: string, draft: Drafted | undefined): void {
    const after = new Map(this.drafts);
    if (draft) after.set(item, draft);
    else after.delete(item);
    this.drafts = after;
    keepDraft(this.#key(item), draft ? JSON.stringify(draft) : "");
  }

  #key(item: string): string {
    return `${this.room.rehearsal}.${this.room.seat}.rate.${item}`;
  }
}
