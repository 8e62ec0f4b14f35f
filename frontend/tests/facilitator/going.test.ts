import { expect, test } from "vitest";
import { inWords, standing } from "../../src/screens/facilitator/conditions";
import { behind, goingOut, repeated } from "../../src/screens/facilitator/going";
import { aCondition, aCue } from "./made";

test("a condition is said as it is asked", () => {
  expect(inWords(aCondition({ trust_below: 45 }))).toBe("trust below 45");
  expect(inWords(aCondition({ said: ["policy", "procedure"] }))).toBe("brand says “policy”, “procedure”");
  expect(inWords(aCondition({ unanswered: "ruth", patience: 300 }))).toBe("@ruth unanswered for 05:00");
  expect(inWords(aCondition({ deleted: true, reach_above: 80_000 }))).toBe("reach above 80K and brand deletes a post");
});

test("or and not keep their parts together", () => {
  const either = aCondition({ any: [aCondition({ silence: 360 }), aCondition({ refuted: 1, pasted: 2 })] });
  const none = [aCondition({ delivered: "24" })];
  expect(inWords({ ...either, trust_below: 45, none })).toBe(
    "trust below 45 and (brand silent for 06:00 or (same holding statement posted 2 times and 1 claim refuted)) and not 24 is out",
  );
});

test("a gauge says where it stands and what it takes, as time or as a number", () => {
  expect(standing({ what: "silence", value: 250.4, wanted: 480, holds: false })).toBe("04:10 / 08:00");
  expect(standing({ what: "heat_above", value: 61.6, wanted: 70, holds: false })).toBe("62 / 70");
});

test("how a cue goes out is said in words", () => {
  const asked = aCue("07", 60, {}, { expected: { action: "Answer", within: 300, position: "communicator", silence: false } });
  const sent = { ...asked, state: "delivered" as const, delivered_t: 70, outs: [70] };
  expect(goingOut([], aCue("i01", 90))).toBe("T+01:30");
  expect(goingOut([], aCue("i01", null))).toBe("by hand");
  expect(goingOut([], aCue("i01", null, {}, { after: "07", later: 120 }))).toBe("after 07 +02:00");
  expect(goingOut([asked], aCue("i01", null, {}, { unless: "07" }))).toBe("unless 07 is answered within 05:00");
  expect(goingOut([sent], aCue("i01", null, {}, { unless: "07" }))).toBe("unless 07 is answered by T+06:10");
  expect(goingOut([], aCue("i01", 90, {}, { when: aCondition({ heat_above: 70 }) }))).toBe("from T+01:30: heat above 70");
});

test("what repeats says how often it went out", () => {
  expect(repeated(aCue("i01", 60, { outs: [60, 90] }, { every: 30, times: 5 }))).toBe("2 of 5, every 00:30");
  expect(repeated(aCue("i01", 60))).toBeUndefined();
});

test("an open cue past its time is behind, and an armed one is not", () => {
  expect(behind([], aCue("i01", 60, { state: "held" }), 80)).toBe(20);
  expect(behind([], aCue("i01", 60), 61)).toBeUndefined();
  expect(behind([], aCue("i01", 60, {}, { when: aCondition({ deleted: true }) }), 80)).toBeUndefined();
});
