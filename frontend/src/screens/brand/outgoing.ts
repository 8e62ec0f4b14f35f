// How a draft goes out: from which account, when, and what became of a time it was given.
import { duration } from "$lib/format";
import { t } from "$lib/i18n";
import type { Room } from "$live/room.svelte";
import type { Draft } from "$wire/wire";
import { secondsOf } from "../facilitator/times";

/** The account a draft goes out from. */
export const accountOf = (room: Room, draft: Draft): string => draft.author ?? room.about?.brand ?? "";

/** Exercise seconds of `+10` (minutes from now), `+1:30`, or a time as in `T+20:00`; nothing when it is none, or over. */
export function momentOf(typed: string, now: number): number | undefined {
  const later = typed.trim().startsWith("+");
  const seconds = secondsOf(later ? typed.trim().slice(1) : typed);
  if (seconds === undefined) return undefined;
  const at = later ? now + seconds : seconds;
  return at > now ? Math.round(at) : undefined;
}

/** Why a draft did not go out at its time, in words. */
export function stoppedIn(room: Room, draft: Draft): string | undefined {
  const it = draft.stopped;
  return it ? t(`desk.stopped.${it.why}`, { who: room.nameOf(it.seat), time: duration(it.t), reason: it.reason }) : undefined;
}
