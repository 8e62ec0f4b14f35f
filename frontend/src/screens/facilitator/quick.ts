// Sending what the quick inject says: now, at a time, or as a cue of the list.
import type { Room } from "$live/room.svelte";
import type { Platform, ShownCue } from "$wire/wire";
import { trying } from "../room/acting";
import { placeFor } from "./cues";

export type Timing = "now" | "at" | "cue";

export interface Saying {
  by: string;
  text: string;
  channel: "feed" | "message";
  timing: Timing;
  /** Exercise seconds, with `at`. */
  at: number | null;
  /** The post it answers; only now. */
  replyTo: string | null;
  /** Where, and of a review how many stars. */
  platform: Platform["id"] | null;
  stars: number | null;
  /** What lay ready on demand. */
  ready: ShownCue | undefined;
}

/** Send it; true once the server has all of it. */
export async function send(room: Room, saying: Saying): Promise<boolean> {
  if (saying.ready) return sendReady(room, saying, saying.ready);
  return saying.timing === "now" ? speak(room, saying) : add(room, saying);
}

async function speak(room: Room, { by, text, channel, replyTo, platform, stars }: Saying): Promise<boolean> {
  const asked =
    channel === "feed"
      ? room.ask({ kind: "post.publish", author: by, text, reply_to: replyTo, platform, stars })
      : room.ask({ kind: "message.send", sender: by, to: room.about?.brand ?? "", text });
  return (await trying(asked)) !== undefined;
}

async function add(room: Room, { by, text, channel, at, platform, stars }: Saying): Promise<boolean> {
  const done = await trying(room.ask({ kind: "cue.add", by, text, channel, at, title: "", platform, stars }));
  if (done && at !== null) await putInTime(room, done.made[0] ?? "", at);
  return done !== undefined;
}

/** What lies ready goes out itself, once; again, or later, goes a copy of it, with its reach and heat. */
async function sendReady(room: Room, { text, timing, at }: Saying, ready: ShownCue): Promise<boolean> {
  let inject: string | undefined = ready.inject.id;
  if (timing !== "now" || ready.state === "delivered") inject = (await trying(room.ask({ kind: "cue.copy", inject })))?.made[0];
  if (inject === undefined) return false;
  if (text !== ready.text && (await trying(room.ask({ kind: "cue.edit", inject, text }))) === undefined) return false;
  if (timing === "now") return (await trying(room.ask({ kind: "inject.deliver", inject }))) !== undefined;
  return timing === "cue" || at === null || plan(room, inject, at);
}

/** Plan a cue anew and put it in its place; null takes its time away. */
export async function plan(room: Room, inject: string, at: number | null): Promise<boolean> {
  const done = await trying(room.ask({ kind: "cue.plan", inject, at }));
  if (done && at !== null) await putInTime(room, inject, at);
  return done !== undefined;
}

async function putInTime(room: Room, inject: string, at: number): Promise<void> {
  const before = placeFor(room.cues, inject, at);
  const here = room.cues.findIndex((cue) => cue.inject.id === inject);
  const next = here < 0 ? null : (room.cues[here + 1]?.inject.id ?? null);
  if (inject !== "" && next !== before) await trying(room.ask({ kind: "cue.move", inject, before }));
}
