// What somebody missed who comes late, or was away for minutes. Times are exercise seconds.
import type { Room } from "$live/room.svelte";
import type { ShownPost } from "$wire/wire";

/** Seconds, by the exercise's clock and by their own: whoever was away for less finds their way by themselves. */
const LONG_AWAY = 180;
const MOST_SHOWN = 3;

export interface Meanwhile {
  from: number;
  to: number;
  /** Posts of those minutes, and how many of them name or answer us. */
  posts: number;
  about: number;
  /** Those that travelled furthest, the furthest first. */
  far: readonly ShownPost[];
  /** What the brand said, the newest first. */
  brand: readonly ShownPost[];
  /** Of the war room, where we see it: lines, facts, and drafts that wait. */
  lines: number;
  facts: number;
  waiting: number;
}

/** Whether somebody who last saw the drill at `since` was gone for long; a drill played fast is not a long absence. */
export function wasLongAway(since: number, now: number, speed: number): boolean {
  return now - since > LONG_AWAY * Math.max(1, speed);
}

type Seen = Pick<Room, "personas" | "about" | "chat" | "facts" | "drafts" | "plan"> & { timeline: Pick<Room["timeline"], "all" | "get"> };

/** What came between two moments, as this seat sees it. */
export function meanwhile(room: Seen, from: number, to: number): Meanwhile {
  const came = room.timeline.all().filter((post) => post.t > from && post.t <= to && post.gone_t === null);
  const ours = (handle: string | undefined): boolean => handle !== undefined && room.personas.includes(handle);
  const about = came.filter((post) => room.personas.some((one) => post.text.includes(`@${one}`)) || ours(room.timeline.get(post.reply_to ?? "")?.author));
  const others = came.filter((post) => post.author !== room.about?.brand);
  return {
    from,
    to,
    posts: came.length,
    about: about.length,
    far: [...others].sort((one, other) => other.reach - one.reach || one.t - other.t).slice(0, MOST_SHOWN),
    brand: came.filter((post) => post.author === room.about?.brand).reverse().slice(0, MOST_SHOWN),
    lines: room.chat.filter((line) => line.t > from).length,
    facts: room.facts.filter((fact) => fact.claimed_t > from).length,
    waiting: room.drafts.filter((draft) => draft.state === "waiting").length,
  };
}
