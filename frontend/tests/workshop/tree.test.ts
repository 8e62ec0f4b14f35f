import { describe, expect, test } from "vitest";
import { dropping, moving, pathNamed, pathOf, putting, setting } from "../../src/live/workshop/places";
import { allRebased, rebased } from "../../src/live/workshop/rebase";
import { agrees, allApplied, allInverse, applied, at, listAt, Misfit, same } from "../../src/live/workshop/tree";
import type { Json, Op } from "../../src/live/workshop/types";
import { aDraft } from "./made";

const set = (path: Op["path"], was: Json, to: Json): Op => ({ op: "set", path, was, to });
const ids = (tree: Json, list: string): unknown[] => listAt(tree, [list]).map((one) => (one as { id: string }).id);

describe("an operation", () => {
  test("finds items by their names, and leaves the rest as the same objects", () => {
    const before = aDraft();
    const after = applied(before, set(["msel", { id: "02" }, "text"], "Still nothing.", "Nothing."));
    expect(at(after, ["msel", { id: "02" }, "text"])).toBe("Nothing.");
    expect(at(after, ["msel", { id: "01" }])).toBe(at(before, ["msel", { id: "01" }]));
    expect(at(before, ["msel", { id: "02" }, "text"])).toBe("Still nothing.");
  });

  test("names the cast by handle", () => {
    expect(at(aDraft(), ["cast", { handle: "kev" }, "name"])).toBe("Kev");
  });

  test("takes a key away by setting it to nothing", () => {
    expect(at(applied(aDraft(), set(["title"], "Harbour", null)), ["title"])).toBeUndefined();
  });

  test("keeps nothing of nothing", () => {
    const after = applied(aDraft(), set(["msel", { id: "01" }, "expected"], null, { action: "", within: null, hints: [], deep: { er: {} } }));
    expect(at(after, ["msel", { id: "01" }, "expected"])).toEqual({ action: "" });
  });

  test("that leads nowhere is refused", () => {
    expect(() => applied(aDraft(), set(["msel", { id: "99" }, "text"], null, "x"))).toThrow(Misfit);
    expect(() => applied(aDraft(), { op: "drop", path: ["cast", { handle: "nobody" }], was: null })).toThrow(Misfit);
  });

  test("moves an item behind another, or to the front", () => {
    expect(ids(applied(aDraft(), { op: "move", path: ["msel", { id: "01" }], after: { id: "02" } }), "msel")).toEqual(["02", "01", "03"]);
    expect(ids(applied(aDraft(), { op: "move", path: ["msel", { id: "03" }], after: null }), "msel")).toEqual(["03", "01", "02"]);
  });

  test("agrees with what its author saw, and not with anything else", () => {
    expect(agrees(aDraft(), set(["title"], "Harbour", "x"))).toBe(true);
    expect(agrees(aDraft(), set(["title"], "Port", "x"))).toBe(false);
    expect(agrees(aDraft(), set(["note"], null, "x"))).toBe(true);
  });
});

describe("what takes operations back", () => {
  const every: readonly (readonly [string, readonly Op[]])[] = [
    ["a value", [set(["title"], "Harbour", "Port")]],
    ["a new key", [set(["note"], null, "x")]],
    ["a new name", [set(["msel", { id: "02" }, "id"], "02", "2b"), set(["msel", { id: "2b" }, "text"], "Still nothing.", "x")]],
    ["an item that came", [{ op: "put", path: ["msel"], at: { after: { id: "01" } }, item: { id: "01b" } }]],
    ["an item that went", [{ op: "drop", path: ["msel", { id: "02" }], was: null }]],
    ["the first that went", [{ op: "drop", path: ["cast", { handle: "acme" }], was: null }]],
    ["a move forward", [{ op: "move", path: ["msel", { id: "01" }], after: { id: "03" } }]],
    ["a move back", [{ op: "move", path: ["msel", { id: "03" }], after: { id: "01" } }]],
    ["a line that moved", [{ op: "move", path: ["seats", { id: "comms" }, "lines", 0], after: 2 }]],
    ["one of two equal lines that moved", [{ op: "put", path: ["seats", { id: "comms" }, "lines"], at: { after: 2 }, item: "One." }, { op: "move", path: ["seats", { id: "comms" }, "lines", 3], after: 1 }]],
    ["a name that is none", [set(["msel", { id: "02" }, "id"], "02", null)]],
    ["a name that another has", [set(["msel", { id: "02" }, "id"], "02", "01")]],
    ["a line that came first", [{ op: "put", path: ["seats", { id: "comms" }, "lines"], at: { after: null }, item: "Zero." }]],
  ];

  test.each(every)("%s", (_, ops) => {
    const before = aDraft();
    const after = allApplied(before, ops);
    expect(same(after, before)).toBe(false);
    expect(allApplied(after, allInverse(before, ops))).toEqual(before);
  });
});

describe("a place the check names", () => {
  test("is a path by names where items have them", () => {
    expect(pathOf(aDraft(), "msel[1].text")).toEqual(["msel", { id: "02" }, "text"]);
    expect(pathOf(aDraft(), "seats[0].lines[2]")).toEqual(["seats", { id: "comms" }, "lines", 2]);
    expect(pathOf(aDraft(), "")).toEqual([]);
  });

  test("may be written with names already", () => {
    expect(pathNamed("msel[07].text")).toEqual(["msel", { id: "07" }, "text"]);
    expect(pathNamed("seats[comms].lines[2]")).toEqual(["seats", { id: "comms" }, "lines", 2]);
  });

  test("of one of two items with the same name is its number", () => {
    expect(pathOf({ msel: [{ id: "01" }, { id: "01" }] }, "msel[1].by")).toEqual(["msel", 1, "by"]);
  });
});

test("setting a value inside what is not there brings it along, and takes it away again", () => {
  const path = ["crowd", "audience", "severity"];
  const after = allApplied(aDraft(), setting(aDraft(), path, 0.4));
  expect(at(after, ["crowd"])).toEqual({ audience: { severity: 0.4 } });
  expect(allApplied(after, setting(after, path, null))).toEqual(aDraft());
});

test("putting into a list that is not there makes it, and dropping its last item takes it away", () => {
  const after = allApplied(aDraft(), putting(aDraft(), ["facts"], -1, { id: "F1" }));
  expect(at(after, ["facts"])).toEqual([{ id: "F1" }]);
  expect(allApplied(after, dropping(after, ["facts"], 0))).toEqual(aDraft());
  expect(putting(aDraft(), ["msel"], 0, { id: "x" })).toEqual([{ op: "put", path: ["msel"], at: { after: { id: "01" } }, item: { id: "x" } }]);
});

test("moving tells behind what the item then stands", () => {
  expect(moving(aDraft(), ["msel"], 2, 0)).toEqual([{ op: "move", path: ["msel", { id: "03" }], after: null }]);
  expect(moving(aDraft(), ["msel"], 0, 1)).toEqual([{ op: "move", path: ["msel", { id: "01" }], after: { id: "02" } }]);
  expect(moving(aDraft(), ["msel"], 0, 3)).toEqual([]);
});

describe("our operations after somebody else's", () => {
  const lines = ["seats", { id: "comms" }, "lines"] as const;

  test("follow a line to its new number", () => {
    const put: Op = { op: "put", path: lines, at: { after: null }, item: "Zero." };
    const drop: Op = { op: "drop", path: [...lines, 0], was: "One." };
    const move: Op = { op: "move", path: [...lines, 0], after: 2 };
    const ours = [set([...lines, 1], "Two.", "2.")];
    expect(rebased(ours, [put])[0]?.path).toEqual([...lines, 2]);
    expect(rebased(ours, [drop])[0]?.path).toEqual([...lines, 0]);
    expect(rebased(ours, [move])[0]?.path).toEqual([...lines, 0]);
  });

  test("do not move when items have names", () => {
    const ours = [set(["msel", { id: "02" }, "text"], "a", "b")];
    expect(rebased(ours, [{ op: "drop", path: ["msel", { id: "01" }], was: null }])).toEqual(ours);
  });

  test("put behind the same line as before", () => {
    const ours: Op[] = [{ op: "put", path: lines, at: { after: 1 }, item: "New." }];
    expect(rebased(ours, [{ op: "drop", path: [...lines, 0], was: "One." }])).toMatchObject([{ op: "put", path: lines, at: { after: 0 }, item: "New." }]);
  });

  test("put behind the one before, where theirs was taken away", () => {
    const ours: Op[] = [{ op: "put", path: ["msel"], at: { after: { id: "02" } }, item: { id: "x" } }];
    expect(rebased(ours, [{ op: "drop", path: ["msel", { id: "02" }], was: null, index: 1 }])).toEqual([{ op: "put", path: ["msel"], at: { after: 0 }, item: { id: "x" } }]);
  });

  test("find an item by its new name", () => {
    const ours = [set(["msel", { id: "02" }, "text"], "a", "b")];
    expect(rebased(ours, [set(["msel", { id: "02" }, "id"], "02", "2b")])).toEqual([set(["msel", { id: "2b" }, "text"], "a", "b")]);
  });

  test("follow one another: what ours did before is known to ours after it", () => {
    const first: Op[] = [{ op: "put", path: lines, at: { after: null }, item: "A." }];
    const second = [set([...lines, 0], "A.", "B.")];
    const other: Op[] = [{ op: "put", path: lines, at: { after: null }, item: "Z.", index: 0 }];
    expect(allRebased([first, second], other).map((ops) => ops[0]?.path)).toEqual([lines, [...lines, 0]]);
  });
});
