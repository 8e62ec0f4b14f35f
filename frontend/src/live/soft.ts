// What is told beside the events, where the newest wins.
import type { Gauge, ServerMessage } from "$wire/wire";
import type { Room } from "./room.svelte";

/** Exercise seconds between two points of the curve, as in a snapshot. */
const SAMPLE_EVERY_S = 10;

export type Soft = Extract<ServerMessage, { type: "now" | "presence" | "counts" | "mood" | "listening" | "contradicted" | "checked" | "armed" }>;

/** One such message. */
export function toldSoftly(room: Room, message: Soft): void {
  switch (message.type) {
    case "now":
      if (message.clock.rev >= room.clock.rev) room.clock = message.clock;
      return;
    case "presence":
      room.presence = message;
      return;
    case "counts":
      return room.timeline.counts(message);
    case "mood":
      room.mood = message.sample;
      if (message.sample.t >= (room.samples.at(-1)?.t ?? -Infinity) + SAMPLE_EVERY_S) room.samples = [...room.samples, message.sample];
      return;
    case "listening":
      room.listening = message;
      return;
    case "contradicted":
      room.contradictions = message.posts;
      room.timeline.touch(...message.posts.map((one) => one.post));
      return;
    case "checked":
      room.checks = new Map(message.checks.map((one) => [one.item, one]));
      return;
    case "armed":
      room.armed = new Map(message.cues as [string, Gauge[]][]);
      return;
    default:
      message satisfies never;
  }
}
