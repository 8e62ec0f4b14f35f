// Flag now: the flag is out at once, at the moment somebody saw it; words may follow.
import type { Room } from "$live/room.svelte";
import type { Post } from "$parts/types";
import type { Flag } from "$wire/wire";
import { trying } from "../room/acting";

export type Sort = Flag["sort"];

/** The seat's latest flag, for as long as words to it may follow. */
export interface Out {
  id: string;
  sort: Sort;
  post: Post | undefined;
  /** Whether the keyboard goes to its words: not where somebody was writing something else. */
  take: boolean;
}

export class Flagging {
  out = $state.raw<Out>();

  constructor(private readonly room: Room) {}

  get may(): boolean {
    return this.room.can("flag.raise") && !this.room.watching && (this.room.clock.state === "live" || this.room.clock.state === "paused");
  }

  /** Raise a flag, on a post or in general. */
  async raise(sort: Sort, post?: Post, take = true): Promise<void> {
    if (!this.may) return;
    const done = await trying(this.room.ask({ kind: "flag.raise", sort, text: "", post: post?.id ?? null }));
    const id = done?.made[0];
    if (id) this.out = { id, sort, post, take };
  }

  /** Add words to the latest flag; whether they are there. */
  async note(text: string): Promise<boolean> {
    const { out } = this;
    if (!out || text.trim() === "") return false;
    const done = await trying(this.room.ask({ kind: "flag.note", flag: out.id, text: text.trim() }));
    if (done && this.out === out) this.out = undefined;
    return done !== undefined;
  }

  leave(): void {
    this.out = undefined;
  }
}
