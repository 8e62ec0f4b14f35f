// The mood check: one question every five minutes of exercise time.
import type { MoodReading } from "$wire/wire";

export const EVERY = 300;

/** The round at exercise second `t`; in round 0 nobody is asked. */
export const roundAt = (t: number): number => Math.floor(t / EVERY);

/** The round that waits for this seat's answer, if one does. */
export function waitingRound(moods: readonly MoodReading[], seat: string, t: number): number | undefined {
  const round = roundAt(t);
  return round > 0 && !moods.some((one) => one.seat === seat && one.round === round) ? round : undefined;
}
