// What the words being written are meant for.
import type { Room } from "$live/room.svelte";
import type { Persona, Post } from "$parts/types";
import { account } from "$live/posts";

export interface Aim {
  post: Post;
  how: "reply" | "quote";
}

/** The accounts of this seat that may speak on the feed, as a composer shows them. */
export function speakers(room: Room): Persona[] {
  return room.personas
    .filter((handle) => room.cast.get(handle)?.sort !== "contact")
    .map((handle) => {
      const { name, followers, avatar } = account(handle, room.cast);
      return { handle, name, followers, avatar };
    });
}

/** Where words for this aim are kept on this device. */
export const keyOf = (room: Room, where: string): string => `${room.rehearsal}.${room.seat}.${where}`;
