// Which pictures of a scenario a draft may show: those of posts that are up.
import type { Image } from "$lib/pictures";
import type { Room } from "$live/room.svelte";

export type FileImage = Extract<Image, { file: string }>;

/** Each file once, with the alt text of the first post that shows it. */
export function offered(room: Pick<Room, "timeline">): FileImage[] {
  const found = new Map<string, FileImage>();
  for (const { picture, standing, hidden } of room.timeline.all()) {
    if (picture && "file" in picture && standing === "up" && !hidden && !found.has(picture.file)) found.set(picture.file, picture);
  }
  return [...found.values()];
}
