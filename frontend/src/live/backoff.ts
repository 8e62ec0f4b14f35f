// When to come back: full jitter, so that a thousand browsers never return in the same second.

const FIRST_MS = 500;
const MOST_MS = 30_000;

/** Milliseconds to wait before try number `tries` (from 0); `random` is 0 to 1. */
export function backoff(tries: number, random: number): number {
  return random * Math.min(MOST_MS, FIRST_MS * 2 ** (tries + 1));
}

/** What the server asked for in its goodbye: anywhere between the two. */
export function asked([least, most]: readonly [number, number], random: number): number {
  return least + random * Math.max(0, most - least);
}

/** A word nobody else draws. `crypto.randomUUID` is missing on plain http, this is not. */
export function drawn(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
