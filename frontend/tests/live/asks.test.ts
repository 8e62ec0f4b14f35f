// An ask goes out again until it is answered, and never twice on one line.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Command, Asks, Refused } from "$live/asks";
import type { Ask, RefusedFrame } from "$wire/wire";

const POST: Command = { kind: "post.publish", author: "hana", text: "Still at the gate." };
const NOT_NOW: Omit<RefusedFrame, "ask"> = {
  type: "refused",
  code: "unavailable",
  detail: "the store does not answer",
  retry: "same_ask",
  after_ms: 1000,
};

let sent: Ask[] = [];
let asks = new Asks((ask) => sent.push(ask));

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  asks = new Asks((ask) => sent.push(ask));
});
afterEach(() => vi.useRealTimers());

test("who is told to ask again later asks again, under the same id", () => {
  void asks.ask(POST, "one");
  asks.refused({ ...NOT_NOW, ask: "one" });
  vi.advanceTimersByTime(999);
  expect(sent.length).toBe(1);
  vi.advanceTimersByTime(1);
  expect(sent.map((one) => one.ask)).toEqual(["one", "one"]);
});

test("on a new line it goes out once, also when it was to be asked again anyway", () => {
  void asks.ask(POST, "one");
  asks.refused({ ...NOT_NOW, ask: "one" });
  asks.again();
  vi.advanceTimersByTime(10_000);
  expect(sent.length).toBe(2);
});

test("what was answered is asked no more", async () => {
  const one = asks.ask(POST, "one");
  const two = asks.ask(POST, "two");
  for (const ask of ["one", "two"]) asks.refused({ ...NOT_NOW, ask });
  asks.done({ type: "done", ask: "one", n: {}, made: ["p1"] });
  asks.abandon("over");
  vi.advanceTimersByTime(10_000);
  expect(sent.length).toBe(2);
  expect((await one).made).toEqual(["p1"]);
  await expect(two).rejects.toThrow(Refused);
});
