// What a screen reader is told. The feed is no live region; instead one polite voice sums up at
// most once in ten seconds, and an urgent one speaks at once (hold, resume, a last minute).

export const QUIET_MS = 10_000;

let polite = $state("");
let urgent = $state("");
let waiting: (() => string) | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let spoken = -Infinity;

export const voices = {
  get polite(): string {
    return polite;
  },
  get urgent(): string {
    return urgent;
  },
};

/** Say this when the voice is free; what is said later replaces what still waits. */
export function announce(words: string | (() => string)): void {
  waiting = typeof words === "string" ? () => words : words;
  if (timer !== undefined) return;
  timer = setTimeout(speak, Math.max(0, spoken + QUIET_MS - performance.now()));
}

function speak(): void {
  timer = undefined;
  spoken = performance.now();
  polite = waiting?.() ?? "";
  waiting = undefined;
}

/** Say this now. */
export function alarm(words: string): void {
  // The same words twice must still be a change, or nobody hears the second.
  urgent = words === urgent ? `${words}\u00a0` : words;
}
