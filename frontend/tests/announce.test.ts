import { afterEach, beforeEach, expect, test, vi } from "vitest";

let alarm: (words: string) => void, announce: (words: string | (() => string)) => void;
let voices: { polite: string; urgent: string };
let QUIET_MS: number;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules(); // nobody has spoken yet
  ({ alarm, announce, QUIET_MS, voices } = await import("$lib/announce.svelte"));
});
afterEach(() => vi.useRealTimers());

test("the polite voice speaks once in ten seconds and says the latest", () => {
  announce("1 new post");
  vi.advanceTimersByTime(0);
  expect(voices.polite).toBe("1 new post");
  announce("2 new posts");
  announce(() => "12 new posts, 2 mention you");
  vi.advanceTimersByTime(QUIET_MS - 1);
  expect(voices.polite).toBe("1 new post");
  vi.advanceTimersByTime(1);
  expect(voices.polite).toBe("12 new posts, 2 mention you");
});

test("the urgent voice speaks at once, also the same words again", () => {
  alarm("Held by Dana");
  const first = voices.urgent;
  alarm("Held by Dana");
  expect([first, voices.urgent.trim(), first === voices.urgent]).toEqual(["Held by Dana", "Held by Dana", false]);
});
