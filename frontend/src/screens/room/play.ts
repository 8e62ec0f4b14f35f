// What a post carries beside its words: a tactic, a screenshot, an internal text.
import type { Captured, Leak, PublishPost } from "$wire/wire";

export type Tactic = NonNullable<PublishPost["tactic"]>;

export interface Play {
  tactic?: Tactic;
  shows?: Captured;
  leak?: Leak;
}

/** In the order they are offered. */
export const TACTICS: readonly Tactic[] = ["evidence", "screenshot", "rally", "boycott", "praise", "leak"];

/** The part of a command that plays it. */
export function asked(play: Play | undefined): Pick<PublishPost, "tactic" | "shows" | "leak"> {
  return {
    ...(play?.tactic ? { tactic: play.tactic } : {}),
    ...(play?.shows ? { shows: play.shows.id } : {}),
    ...(play?.leak ? { leak: play.leak.id } : {}),
  };
}
