import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hashOf, spotIn } from "../../src/screens/review/address";
import { after, before, current, momentsOf } from "../../src/screens/review/moments";
import { Player } from "../../src/screens/review/player.svelte";
import { isStep } from "../../src/screens/review/trail.svelte";
import { tempoOf } from "../../src/screens/review/tempo";
import { spread } from "../../src/screens/review/spread";
import { talkOf } from "../../src/screens/review/talk";
import { aReview, LENGTH } from "./fixture";

const moments = momentsOf(aReview());
const tempo = () => tempoOf(aReview());

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("moments come in order of time, and undelivered injects are none", () => {
  expect(moments.map((moment) => moment.t)).toEqual(moments.map((moment) => moment.t).toSorted((a, b) => a - b));
  expect(moments.map((moment) => moment.id)).not.toContain("i09");
});

test("a question stands where its first key fell, and a mark that a finding tells of is no moment of its own", () => {
  expect(moments.find((moment) => moment.id === "n3")?.t).toBe(788);
  expect(moments.map((moment) => moment.id)).not.toContain("n1");
});

test("stepping goes to the neighbour and stops at the ends", () => {
  expect(after(moments, 0)?.id).toBe("i01");
  expect(before(moments, 8)).toBeUndefined();
  expect(after(moments, LENGTH)).toBeUndefined();
  expect(before(moments, 400)?.id).toBe("inject_window:i03");
});

test("mistakes and chances are stepped through on their own", () => {
  expect(after(moments, 0, "mistake")?.id).toBe("inject_unanswered:i03");
  expect(after(moments, 1000, "chance")?.id).toBe("press_asked:p3");
  expect(before(moments, 900, "chance")?.id).toBe("inject_window:i03");
});

test("the moment looked at is the last one that has come", () => {
  expect(current(moments, 0)).toBeUndefined();
  expect(current(moments, 399)?.id).toBe("inject_window:i03");
  expect(current(moments, 400)?.id).toBe("p2");
});

test("playing moves the cursor by wall time times speed, and stops at the end", () => {
  const player = new Player(100, 0, tempo, () => Date.now());
  player.speed = 4;
  player.play();
  vi.advanceTimersByTime(5_000);
  expect(player.t).toBeCloseTo(20, 5);
  player.speed = 16;
  vi.advanceTimersByTime(60_000);
  expect(player.t).toBe(100);
  expect(player.playing).toBe(false);
});

test("play at the end starts again; a seek stays inside", () => {
  const player = new Player(100, 1e9, tempo, () => Date.now());
  expect(player.t).toBe(100);
  player.play();
  expect(player.t).toBe(0);
  player.stop();
  player.seek(-5);
  expect(player.t).toBe(0);
  player.seek(NaN);
  expect(player.t).toBe(0);
});

test("the address keeps moment and page, and a broken one is the start", () => {
  expect(spotIn(hashOf({ t: 1160.4, page: "answers" }))).toEqual({ t: 1160, page: "answers" });
  expect(spotIn(hashOf({ t: 20, page: "replay" }))).toEqual({ t: 20, page: "replay" });
  for (const broken of ["", "#", "#t=-3&page=none", "#t=NaN", "#%%%"]) {
    expect(spotIn(broken)).toEqual({ t: 0, page: "replay" });
  }
});

test("the war room's talk joins chat, drafts, facts, messages and whispers by time", () => {
  const talk = talkOf(aReview());
  expect(talk.map((line) => line.t)).toEqual(talk.map((line) => line.t).toSorted((a, b) => a - b));
  expect(talk.find((line) => line.id === "m1")).toMatchObject({ from: "ceo_meridian", seat: undefined });
  expect(talk.find((line) => line.text === "The journalist files in four minutes")?.tone).toBe("bad");
  expect(new Set(talk.map((line) => line.id)).size).toBe(talk.length);
});

test("marks of one lane are pushed apart, and no further than they must", () => {
  expect(spread([10, 12, 80, 81, 82], 17, 200)).toEqual([10, 27, 80, 97, 114]);
  expect(spread([], 17, 200)).toEqual([]);
});

test("no mark leaves its lane, and a full lane is shared evenly", () => {
  expect(spread([180, 190, 199], 17, 200)).toEqual([166, 183, 200]);
  expect(spread([0, 1, 2, 3, 4], 17, 40)).toEqual([0, 10, 20, 30, 40]);
});

test("the address keeps the lens and the moment that is picked", () => {
  const spot = { t: 20, page: "replay", lens: "brand-comms", at: "press_asked:p3" } as const;
  expect(spotIn(hashOf(spot))).toEqual(spot);
  expect(hashOf({ t: 20, page: "replay" })).toBe("#t=20");
});

test("another page, lens or moment is a step on the way back; time that goes on is none", () => {
  const here = { t: 20, page: "replay", at: "p4" } as const;
  expect(isStep(here, { ...here, t: 900 })).toBe(false);
  expect(isStep(here, { t: 20, page: "replay" })).toBe(false);
  expect(isStep(here, { ...here, page: "answers" })).toBe(true);
  expect(isStep(here, { ...here, lens: "public" })).toBe(true);
  expect(isStep({ ...here, lens: "public" }, here)).toBe(true);
  expect(isStep(here, { ...here, at: "p6" })).toBe(true);
});

test("what is read follows a dragged cursor ten times a second, and always comes to rest where it does", () => {
  const player = new Player(1000, 0, tempo, () => Date.now());
  const read = new Set<number>();
  for (let step = 1; step <= 50; step += 1) {
    player.seek(step * 10);
    read.add(player.read);
    vi.advanceTimersByTime(10);
  }
  expect(player.t).toBe(500);
  expect(read.size).toBeLessThanOrEqual(7);
  vi.advanceTimersByTime(100);
  expect(player.read).toBe(500);
});

test("what the war room decided is a moment, and stands in the room with its reason and its bets", () => {
  const review = aReview();
  expect(momentsOf(review).filter((moment) => moment.sort === "decision")).toEqual([{ id: "k1", t: 500, sort: "decision", label: "We answer Kev first." }]);
  const [line] = talkOf(review).filter((one) => one.id === "k1");
  expect(line).toMatchObject({ t: 500, did: "decides, resting on A1", text: "We answer Kev first. Why: He is the one it happened to." });
  expect(talkOf(review).filter((one) => one.id.startsWith("k2")).map((one) => [one.t, one.did])).toEqual([
    [510, "sets a task"],
    [640, "has done"],
  ]);
});
