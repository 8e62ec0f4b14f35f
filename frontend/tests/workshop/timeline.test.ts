import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, describe, expect, test } from "vitest";
import { Desk } from "../../src/live/workshop/desk.svelte";
import { Kept } from "../../src/live/workshop/keeping";
import { allApplied, at, listAt } from "../../src/live/workshop/tree";
import type { Keys } from "../../src/live/workshop/types";
import { inOrder } from "../../src/screens/workshop/ordering";
import { inWords } from "../../src/screens/workshop/conditions";
import { lanes, links, load, perMinute, placed, snapped, stepped, wayOf } from "../../src/screens/workshop/timeline";
import { kept, secondsOf, shown } from "../../src/screens/workshop/times";
import "../../src/screens/workshop/words";
import { Server } from "./far";
import Harness from "./Harness.svelte";
import { aDraft } from "./made";

const tree: Keys = {
  msel: [
    { id: "01", at: 30, expected: { action: "a", within: "5:00" } },
    { id: "02", after: "01", later: "2:00", expected: { action: "b", within: 60, position: "legal" } },
    { id: "03", unless: "01", contingency: true },
    { id: "04", when: { silence: "8:00" } },
    { id: "05", when: { silence: "8:00" }, at: "10:00" },
    { id: "06", at: "by hand" },
    { id: "07", at: "1:00", every: "1:00", times: 3 },
    { id: "08", after: "09" },
    { id: "09", after: "08" },
  ],
};

test("each cue has one way out", () => {
  expect(listAt(tree, ["msel"]).map(wayOf)).toEqual(["at", "after", "unless", "when", "when", "hand", "at", "after", "after"]);
});

test("a moment is known as far as a clock can tell; what waits for itself has none", () => {
  expect(placed(tree).map((one) => one.at)).toEqual([30, 150, 330, undefined, 600, undefined, 60, undefined, undefined]);
});

describe("times", () => {
  test.each([["90", 90], ["1:30", 90], ["T+1:30", 90], ["T+0:01:30", 90], ["75:00", 4500], [42, 42]])("%s", (written, seconds) => {
    expect(secondsOf(written)).toBe(seconds);
  });
  test("what is none stays as it was typed", () => {
    expect([kept("soon"), kept("1:75:00"), kept("90"), kept("")]).toEqual(["soon", "1:75:00", "01:30", null]);
    expect([shown("T+1:30"), shown("soon"), shown(undefined)]).toEqual(["01:30", "soon", ""]);
  });
});

test("a drag snaps to half minutes and stays within the drill", () => {
  expect([snapped(44, 600), snapped(46, 600), snapped(-50, 600), snapped(9999, 600)]).toEqual([30, 60, 0, 600]);
});

test("a key goes to the next mark, not half a minute on", () => {
  expect([stepped(8, 1, 30, 600), stepped(8, -1, 30, 600), stepped(60, 1, 30, 600), stepped(60, -1, 30, 600), stepped(600, 1, 30, 600)]).toEqual([30, 0, 90, 30, 600]);
});

test("bars of one lane never lie on one another", () => {
  const found = lanes(placed(tree), () => "all", 1, 100);
  expect(found).toHaveLength(1);
  expect(found[0]?.bars.map((bar) => [bar.id, bar.x, bar.row])).toEqual([["01", 30, 0], ["07", 60, 1], ["02", 150, 0], ["03", 330, 0], ["05", 600, 0]]);
  expect(found[0]?.rows).toBe(2);
});

test("links go from what is waited for", () => {
  const bars = lanes(placed(tree), () => "all", 1, 100).flatMap((lane) => lane.bars);
  expect(links(bars).map(({ from, to, way }) => [from.id, to.id, way])).toEqual([["01", "02", "after"], ["01", "03", "unless"]]);
});

test("density counts repetitions, load counts demands while they are open", () => {
  expect(perMinute(placed(tree), 4)).toEqual([1, 1, 2, 1]);
  expect(load(placed(tree), 7)).toEqual(new Map([["communicator", [1, 1, 1, 1, 1, 1, 0]], ["legal", [0, 0, 1, 1, 0, 0, 0]]]));
});

test("sorting moves what has a time, and the rest goes along", () => {
  const mixed: Keys = { msel: [{ id: "b", at: "5:00" }, { id: "h", at: "by hand" }, { id: "a", at: "1:00" }] };
  const sorted = allApplied(mixed, inOrder(mixed));
  expect(listAt(sorted, ["msel"]).map((one) => (one as { id: string }).id)).toEqual(["a", "b", "h"]);
  expect(inOrder(sorted)).toEqual([]);
});

test("a condition reads as a sentence", () => {
  expect(inWords({ trust_below: 45, any: [{ silence: "6:00" }, { said: ["policy"] }], none: [{ delivered: "24" }] })).toBe("trust under 45 and (silent for 06:00 or brand says “policy”) and not 24 is out");
});

describe("a bar on the strip", () => {
  let desk: Desk;
  afterEach(() => {
    desk.leave();
    cleanup();
  });

  test("is moved by keys, as one edit when the key comes up", async () => {
    window.localStorage.clear();
    const server = new Server(aDraft());
    desk = new Desk(server.far("Ann"), "Ann", new Kept("d1"));
    await desk.enter();
    render(Harness, { desk, shows: "strip" });
    await tick();
    const bar = screen.getByRole("button", { name: /^01 First/ });
    bar.focus();
    for (let n = 0; n < 3; n += 1) await fireEvent.keyDown(bar, { key: "ArrowRight" });
    expect(at(desk.tree, ["msel", { id: "01" }, "at"])).toBe("0:30");
    await fireEvent.keyUp(bar, { key: "ArrowRight" });
    expect(at(desk.tree, ["msel", { id: "01" }, "at"])).toBe("02:00");
    expect(desk.acts).toHaveLength(1);
    const follower = screen.getByRole("button", { name: /^02 Second, 04:00/ });
    await fireEvent.keyDown(follower, { key: "ArrowRight", shiftKey: true });
    await fireEvent.keyUp(follower, { key: "ArrowRight" });
    expect(at(desk.tree, ["msel", { id: "02" }, "later"])).toBe("03:00");
  });
});
