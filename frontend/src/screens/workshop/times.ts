// Times as a scenario file writes them: seconds, `mm:ss`, `h:mm:ss`, each with or without `T+`.
import { duration } from "$lib/format";
import type { Json } from "$live/workshop/types";

export const BY_HAND = "by hand";

const CLOCK = /^(?:T\+)?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/;
const SECONDS = /^\d{1,6}(?:\.\d{1,3})?$/;

/** Seconds meant by a value, or nothing where it is no time. */
export function secondsOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value >= 0 ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (SECONDS.test(text)) return Number(text);
  const found = CLOCK.exec(text);
  if (!found) return undefined;
  const [hours, minutes, seconds] = [Number(found[1] ?? 0), Number(found[2]), Number(found[3])];
  return found[1] !== undefined && minutes > 59 ? undefined : hours * 3600 + minutes * 60 + seconds;
}

/** A time as people read it; what is no time is shown as it stands. */
export function shown(value: Json | undefined): string {
  const seconds = secondsOf(value);
  return seconds === undefined ? (value === undefined || value === null ? "" : String(value)) : duration(seconds);
}

/** What is kept of what somebody typed: a time in its one form, else their words, for the check to tell of. */
export function kept(typed: string): Json {
  const text = typed.trim();
  if (text === "") return null;
  const seconds = secondsOf(text);
  return seconds === undefined ? text : duration(seconds);
}
