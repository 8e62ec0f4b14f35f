// What everybody in a room is told at once, whatever they look at.
import { duration, wall } from "$lib/format";
import { language, t } from "$lib/i18n";
import type { Room } from "$live/room.svelte";
import type { ClockState, Post, Skin } from "$parts/types";
import { placesOf } from "./places";

let told: { room: Room; state: string } | undefined;

/** Say hold, resume and the end to a screen reader; nothing on coming in. */
export function alarms(room: Room, alarm: (words: string) => void): void {
  const { state } = room.clock;
  if (!room.you) return;
  if (told?.room === room && told.state !== state) alarm(t(`room.alarm.${state}`, { time: duration(room.clock.t0) }));
  told = { room, state };
}

export const clockState = (room: Room): ClockState => (room.clock.state === "paused" ? "held" : room.clock.state);

/** The day and time of the story, as text. The story's clock has no zone: it is the same for all. */
export function storyTime(room: Room): string {
  if (!room.about) return "";
  return wall(Date.parse(`${room.about.story_start}Z`) + room.t * 1000, language(), "UTC");
}

/** The look of a post's platform, else of the main one. */
export function skinOf(room: Room, post?: Post): Skin {
  return post?.place?.skin ?? placesOf(room)[0]?.skin ?? "microblog";
}

/** The words across every simulated surface. */
export const watermark = (room: Room): string => t("room.watermark", { title: room.about?.title ?? "", name: room.you?.name ?? "" });

/** How many people are connected: exact, from the server. */
export const online = (room: Room): number => room.presence.seats.filter((one) => one.here).length + room.presence.observers;

/** What a seat is called beside a name: its position, else its role. */
export function placeOf(seat: { position: string | null; role: string; title?: string } | undefined): string {
  if (!seat) return "";
  return seat.position ? t(`room.position.${seat.position}`) : t(`parts.role.${seat.role}`);
}
