import { expect, test } from "vitest";
import { Trigger } from "../../src/screens/facilitator/trigger";

test("GO is given to a cue that stands by while the clock runs", () => {
  expect(new Trigger().press(true, true, 0)).toBeUndefined();
  expect(new Trigger().press(false, true, 0)).toBe("standby");
  expect(new Trigger().press(true, false, 0)).toBe("clock");
});

test("a second lies between two GOs", () => {
  const trigger = new Trigger();
  trigger.press(true, true, 5_000);
  expect(trigger.press(true, true, 5_999)).toBe("gap");
  expect(trigger.press(true, true, 6_000)).toBeUndefined();
});

test("a refused GO does not put off the next one", () => {
  const trigger = new Trigger();
  expect(trigger.press(false, true, 100)).toBe("standby");
  expect(trigger.press(true, true, 101)).toBeUndefined();
});

test("a key held down sends once, and only after it came up again", () => {
  const trigger = new Trigger();
  expect(trigger.press(true, true, 0, true)).toBeUndefined();
  expect(trigger.press(true, true, 5_000, true)).toBe("key");
  trigger.release();
  expect(trigger.press(true, true, 5_001, true)).toBeUndefined();
});
