import { expect, test } from "vitest";
import type { ShownCue } from "$wire/wire";
import { goVerb, hinted, lateness, momentOf, nextTimed, passed, placeFor, playhead, queue, rows, standDown, stepped, tally } from "../../src/screens/facilitator/cues";
import { secondsOf } from "../../src/screens/facilitator/times";
import { aCondition, aCue } from "./made";

const ids = (cues: readonly ShownCue[]): string[] => cues.map((one) => one.inject.id);
const out = (t: number): Partial<ShownCue> => ({ state: "delivered", delivered_t: t, outs: [t] });

test("the list keeps the server's order, without what lies on demand and what waits in the queue", () => {
  const cues = [aCue("hand", null), aCue("i02", 300), aCue("n01", null, { group: "noise" }), aCue("i01", 200, { state: "held", held_for: "due" })];
  expect(ids(rows(cues))).toEqual(["hand", "i02"]);
  expect(ids(queue(cues))).toEqual(["i01"]);
  expect(queue([aCue("i01", 200, { state: "held", held_for: "facilitator" })])).toEqual([]);
});

test("the filter shows what is to come, or what went out at least once", () => {
  const cues = [aCue("i01", 10, out(10)), aCue("i02", 20, { state: "skipped" }), aCue("i03", 30, { outs: [31] }), aCue("i04", 40)];
  expect(ids(rows(cues, "open"))).toEqual(["i03", "i04"]);
  expect(ids(rows(cues, "out"))).toEqual(["i01", "i03"]);
});

test("a cue's moment is its time, else after another one, else the deadline of what was expected", () => {
  const asked = aCue("i01", 60, out(65), { expected: { action: "Answer", within: 300, position: "communicator", silence: false } });
  expect(momentOf([asked], aCue("i02", null, {}, { after: "i01", later: 120 }))).toBe(185);
  expect(momentOf([asked], aCue("i02", null, {}, { unless: "i01" }))).toBe(365);
  expect(momentOf([aCue("i01", 60)], aCue("i02", null, {}, { after: "i01", later: 120 }))).toBeUndefined();
  expect(momentOf([], aCue("i02", 60, { at: 90 }))).toBe(90);
  expect(momentOf([], aCue("i02", 60, { outs: [61, 100] }, { every: 30, times: 5 }))).toBe(130);
  expect(momentOf([], aCue("hand", null))).toBeUndefined();
});

test("the playhead stands at the cue on standby, else at the next to go out, else at the first open one", () => {
  const open = [aCue("i01", 10, out(10)), aCue("hand", null), aCue("i04", 120), aCue("i03", 90)];
  expect(playhead(open)?.inject.id).toBe("i03");
  const standing = open.map((one) => (one.inject.id === "i04" ? { ...one, state: "standby" as const } : one));
  expect(playhead(standing)?.inject.id).toBe("i04");
  expect(playhead(open.slice(0, 2))?.inject.id).toBe("hand");
  expect(playhead([])).toBeUndefined();
});

test("a jump passes over the waiting cues between, and none that is held, armed or by hand", () => {
  const armed = aCue("i05", 200, {}, { when: aCondition({ deleted: true }) });
  const cues = [aCue("i01", 50), aCue("i02", 100), aCue("i03", 150, { state: "held" }), aCue("i04", 400), aCue("hand", null), armed];
  expect(ids(passed(cues, 60, 360))).toEqual(["i02"]);
  expect(nextTimed(cues, 60)?.inject.id).toBe("i02");
  expect(nextTimed(cues, 120)?.inject.id).toBe("i04");
});

test("the tally counts what is out and what may still come, and nothing on demand", () => {
  const cues = [aCue("i01", 1, out(1)), aCue("i02", 2, { state: "skipped" }), aCue("i03", 3, { state: "held" }), aCue("n01", null, { group: "troll" })];
  expect(tally(cues)).toEqual({ sent: 1, open: 1 });
});

test("a cue is late against its plan, and one by hand never is", () => {
  expect(lateness(aCue("i01", 100, { delivered_t: 104 }))).toBe(4);
  expect(lateness(aCue("i01", 100, { delivered_t: 102 }))).toBeUndefined();
  expect(lateness(aCue("i01", 100, { delivered_t: 26 }))).toBe(-74);
  expect(lateness(aCue("i01", null, { delivered_t: 26 }))).toBeUndefined();
});

test("standing down an overdue cue holds it: released it would go out at once", () => {
  expect(standDown([], aCue("i01", 100), 99)).toBe("cue.release");
  expect(standDown([], aCue("i01", 100), 100)).toBe("cue.hold");
  expect(standDown([], aCue("hand", null), 1e6)).toBe("cue.release");
});

test("a step moves a row before the one above, or behind the one below, and not beyond the ends", () => {
  const list = [aCue("i01", 1), aCue("i02", 2), aCue("i03", 3)];
  expect(stepped(list, "i02", -1)).toBe("i01");
  expect(stepped(list, "i02", 1)).toBeNull();
  expect(stepped(list, "i01", 1)).toBe("i03");
  expect(stepped(list, "i01", -1)).toBeUndefined();
  expect(stepped(list, "i03", 1)).toBeUndefined();
});

test("a cue planned anew stands before the first that goes out later", () => {
  const list = [aCue("i01", 60, out(60)), aCue("hand", null), aCue("i02", 120), aCue("i03", 180)];
  expect(placeFor(list, "x1", 150)).toBe("i03");
  expect(placeFor(list, "x1", 500)).toBeNull();
});

test("hints come of what went out last", () => {
  const hints = ["Think of Legal", "Ask Legal", "Legal must approve"];
  const cues = [aCue("i01", 1, out(10), { hints }), aCue("i02", 2, out(20), { hints }), aCue("i03", 3, out(30)), aCue("i04", 4, {}, { hints })];
  expect(ids(hinted(cues))).toEqual(["i02", "i01"]);
});

test("GO confirms what another one asked for, and is a proposal while somebody else calls the show", () => {
  const asked = aCue("i01", 1, { backed_by: "facilitator-1" });
  expect(goVerb(asked, "facilitator-2", null)).toBe("confirm");
  expect(goVerb(asked, "facilitator-2", "facilitator-1")).toBe("confirm");
  expect(goVerb(asked, "facilitator-1", "facilitator-1")).toBe("go");
  expect(goVerb(asked, "facilitator-2", "facilitator-3")).toBe("propose");
  expect(goVerb(aCue("i01", 1), "facilitator-2", "facilitator-1")).toBe("propose");
});

test("a time is typed as minutes and seconds", () => {
  expect([secondsOf("24:30"), secondsOf("1:02:03"), secondsOf("T+05:00"), secondsOf("7")]).toEqual([1470, 3723, 300, 420]);
  expect([secondsOf(""), secondsOf("soon"), secondsOf("5:61"), secondsOf("-3:00")]).toEqual([undefined, undefined, undefined, undefined]);
});
