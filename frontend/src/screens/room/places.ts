// The platforms of a room, and which of them a post, a speaker or a seat has to do with.
import { placeOf } from "$live/places";
import type { Room } from "$live/room.svelte";
import type { Place } from "$parts/types";
import type { Platform } from "$wire/wire";

/** All platforms of the drill, the main one first. */
export const platformsOf = (room: Room): readonly Platform[] => room.about?.platforms ?? [];

export const placesOf = (room: Room): readonly Place[] => platformsOf(room).map(placeOf);

/** The platform of that id, else the main one. */
export const platformOf = (room: Room, id: string | null | undefined): Platform | undefined =>
  platformsOf(room).find((one) => one.id === id) ?? platformsOf(room)[0];

/** Characters a text for that platform may have. */
export const limitOn = (room: Room, id: string | null | undefined): number => platformOf(room, id)?.post_chars ?? 280;

/** Where an account may begin something: it has an account there, and the brand writes no reviews. */
export function openTo(room: Room, handle: string | undefined): readonly Platform[] {
  const there = room.cast.get(handle ?? "")?.platforms ?? [];
  const ours = handle === room.about?.brand;
  return platformsOf(room).filter((one) => (there.length === 0 || there.includes(one.id)) && !(ours && one.stars));
}
