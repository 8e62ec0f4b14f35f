import { expect, test } from "vitest";
import type { ShownCue } from "$wire/wire";
import { inOrder, lateness, nextTimed, passed, playhead, standDown, tally } from "../../src/screens/facilitator/cues";
import { aCue } from "./made";

const ids = (cues: readonly ShownCue[]): string[] => cues.map((one) => one.inject.id);

test("what is out stands where it went out; what waits by its time; by hand comes last", () => {
  const cues = [aCue("hand", null), aCue("late", 600), aCue("i02", 300), aCue("sent", 900, { state: "delivered", delivered_t: 100 })];
  expect(ids(inOrder(cues))).toEqual(["sent", "i02", "late", "hand"]);
});

test("the playhead stands at the cue on standby, else at the next open one", () => {
  const open = inOrder([aCue("i01", 10, { state: "delivered", delivered_t: 10 }), aCue("i02", 60, { state: "skipped" }), aCue("i03", 90), aCue("i04", 120)]);
  expect(playhead(open)?.inject.id).toBe("i03");
  const standing = open.map((one) => (one.inject.id === "i04" ? { ...one, state: "standby" as const } : one));
  expect(playhead(standing)?.inject.id).toBe("i04");
  expect(playhead([])).toBeUndefined();
});

test("a jump passes over the waiting cues between, and none that is held or by hand", () => {
  const cues = [aCue("i01", 50), aCue("i02", 100), aCue("i03", 150, { state: "held" }), aCue("i04", 400), aCue("hand", null)];
  expect(ids(passed(cues, 60, 360))).toEqual(["i02"]);
  expect(nextTimed(cues, 60)?.inject.id).toBe("i02");
  expect(nextTimed(cues, 120)?.inject.id).toBe("i04");
});

test("the tally counts what is out and what may still come", () => {
  const cues = [aCue("i01", 1, { state: "delivered" }), aCue("i02", 2, { state: "skipped" }), aCue("i03", 3, { state: "held" }), aCue("i04", null)];
  expect(tally(cues)).toEqual({ sent: 1, open: 2 });
});

test("a cue is late against its plan, and one by hand never is", () => {
  expect(lateness(aCue("i01", 100, { delivered_t: 104 }))).toBe(4);
  expect(lateness(aCue("i01", 100, { delivered_t: 102 }))).toBeUndefined();
  expect(lateness(aCue("i01", 100, { delivered_t: 26 }))).toBe(-74);
  expect(lateness(aCue("i01", null, { delivered_t: 26 }))).toBeUndefined();
});

test("standing down an overdue cue holds it: released it would go out at once", () => {
  expect(standDown(aCue("i01", 100), 99)).toBe("cue.release");
  expect(standDown(aCue("i01", 100), 100)).toBe("cue.hold");
  expect(standDown(aCue("hand", null), 1e6)).toBe("cue.release");
});
