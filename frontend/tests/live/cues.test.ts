import { expect, test } from "vitest";
import { cuesAfter, type CueEvent } from "../../src/live/cues";
import type { ShownCue } from "$wire/wire";
import { aCue, anInject } from "../facilitator/made";

const list = [aCue("i01", 60), aCue("i02", 120), aCue("i03", 180)];
const ids = (cues: readonly ShownCue[]): string[] => cues.map((one) => one.inject.id);
const first = (cues: readonly ShownCue[], ...events: CueEvent[]): ShownCue | undefined =>
  events.reduce((now, event) => cuesAfter(now, event, 70), cues)[0];

test("a held cue says why, and standing by, releasing or skipping clears that and the first yes", () => {
  const held = first(list, { kind: "cue.held", inject: "i01", why: "due" }, { kind: "cue.backed", inject: "i01", seat: "facilitator-1" });
  expect(held).toMatchObject({ state: "held", held_for: "due", backed_by: "facilitator-1" });
  for (const kind of ["cue.stood_by", "cue.released", "cue.skipped"] as const) {
    expect(first([held ?? aCue("", 0)], { kind, inject: "i01" })).toMatchObject({ held_for: null, backed_by: null });
  }
});

test("a repeated cue waits again until it went out as often as it may", () => {
  const loop = [aCue("i01", 60, {}, { every: 30, times: 2 })];
  const out: CueEvent = { kind: "inject.delivered", inject: "i01", post: "p1", message: null };
  const once = cuesAfter(loop, out, 61);
  expect(once[0]).toMatchObject({ state: "waiting", outs: [61], delivered_t: 61, post: "p1" });
  const twice = cuesAfter(once, { ...out, post: "p2" }, 95);
  expect(twice[0]).toMatchObject({ state: "delivered", outs: [61, 95], delivered_t: 61, post: "p2" });
});

test("going out clears why it was held and who asked first", () => {
  const queued = [aCue("i01", 60, { state: "held", held_for: "passed", backed_by: "facilitator-1" })];
  expect(first(queued, { kind: "inject.delivered", inject: "i01", post: null, message: "m1" })).toMatchObject({
    state: "delivered", held_for: null, backed_by: null, message: "m1",
  });
});

test("a cue planned anew has the new time, or none, and its inject keeps the old one", () => {
  expect(first(list, { kind: "cue.planned", inject: "i01", at: 300 })).toMatchObject({ at: 300, inject: { at: 60 } });
  expect(first(list, { kind: "cue.planned", inject: "i01", at: null })?.at).toBeNull();
});

test("a moved cue stands before another, or at the end", () => {
  expect(ids(cuesAfter(list, { kind: "cue.moved", inject: "i03", before: "i01" }, 0))).toEqual(["i03", "i01", "i02"]);
  expect(ids(cuesAfter(list, { kind: "cue.moved", inject: "i01", before: "i03" }, 0))).toEqual(["i02", "i01", "i03"]);
  expect(ids(cuesAfter(list, { kind: "cue.moved", inject: "i01", before: null }, 0))).toEqual(["i02", "i03", "i01"]);
});

test("an added cue waits at the list's end with the words it was given", () => {
  const more = cuesAfter(list, { kind: "cue.added", inject: anInject("x1", { at: 90, text: "And now this" }), copy_of: null }, 70);
  expect(more.at(-1)).toMatchObject({ state: "waiting", at: 90, text: "And now this", outs: [], group: null });
});
