import { expect, test } from "vitest";
import { CHECK_MS } from "../../src/live/workshop/checker.svelte";
import { ASK_MS, Desk } from "../../src/live/workshop/desk.svelte";
import { FLASH_MS } from "../../src/live/workshop/flashes.svelte";
import { Kept } from "../../src/live/workshop/keeping";
import { putting, setting } from "../../src/live/workshop/places";
import { at, listAt } from "../../src/live/workshop/tree";
import { aDesk, freshEachTime, server, set, settle, TEXT, TITLE } from "./desks";
import { aDraft } from "./made";

freshEachTime();

const polled = (): Promise<void> => settle(ASK_MS + 10);

test("an edit is shown at once and kept by the server", async () => {
  const ann = await aDesk("Ann");
  set(ann, TITLE, "Port");
  expect(ann.at(TITLE)).toBe("Port");
  await settle(1);
  expect([at(server.tree, TITLE), ann.acts, ann.edit]).toEqual(["Port", [], 1]);
});

test("two authors see each other's edits and where the other is", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  bo.where = "cast/kev";
  set(ann, TITLE, "Port");
  set(bo, TEXT, "Nothing yet.");
  await polled();
  await polled();
  expect(ann.tree).toEqual(bo.tree);
  expect([ann.at(TEXT), bo.at(TITLE)]).toEqual(["Nothing yet.", "Port"]);
  expect(ann.others).toEqual([{ name: "Bo", where: "cast/kev", you: false }]);
});

test("what another changed flashes for a moment, what we changed does not", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  set(bo, TEXT, "Nothing yet.");
  await settle(1);
  await polled();
  expect([...ann.flashes]).toEqual([["msel/02/text", "Bo"]]);
  expect(bo.flashes.size).toBe(0);
  await settle(FLASH_MS);
  expect(ann.flashes.size).toBe(0);
});

test("the same place changed by both is asked about, and nothing is lost or overwritten", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  set(bo, TITLE, "Pier");
  await settle(1);
  set(ann, TITLE, "Port");
  await settle(1);
  expect(server.tree.title).toBe("Pier");
  expect(ann.conflict?.refused?.conflicts).toEqual([{ path: TITLE, was: "Harbour", is: "Pier", by: "Bo" }]);
  expect(ann.at(TITLE)).toBe("Port");
  ann.settle("mine");
  await settle(1);
  expect([server.tree.title, ann.conflict]).toEqual(["Port", undefined]);
  await polled();
  expect(bo.at(TITLE)).toBe("Port");
});

test("keeping theirs lets ours go, and what was done after it still goes out", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  set(bo, TITLE, "Pier");
  await settle(1);
  set(ann, TITLE, "Port");
  set(ann, TEXT, "Later.");
  await settle(1);
  expect(at(server.tree, TEXT)).toBe("Still nothing.");
  ann.settle("theirs");
  await settle(1);
  expect([ann.at(TITLE), at(server.tree, TEXT)]).toEqual(["Pier", "Later."]);
});

test("words written into what somebody took away can be put back with it", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  bo.do([{ op: "drop", path: ["msel", { id: "02" }], was: bo.at(["msel", { id: "02" }]) ?? null }]);
  await settle(1);
  set(ann, TEXT, "I had more to say.");
  await settle(1);
  expect(ann.conflict && ann.restorable(ann.conflict)).toBe(true);
  ann.settle("mine");
  await settle(1);
  expect(listAt(server.tree, ["msel"]).map((one) => (one as { id: string }).id)).toEqual(["01", "02", "03"]);
  expect(at(server.tree, TEXT)).toBe("I had more to say.");
});

test("words for what is gone already are kept, and can bring it back", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  const ops = setting(ann.tree, TEXT, "I had more to say.");
  bo.do([{ op: "drop", path: ["msel", { id: "02" }], was: bo.at(["msel", { id: "02" }]) ?? null }]);
  await settle(1);
  await polled();
  expect(listAt(ann.tree, ["msel"])).toHaveLength(2);
  ann.do(ops);
  await settle(1);
  ann.settle("mine");
  await settle(1);
  expect(at(server.tree, TEXT)).toBe("I had more to say.");
});

test("two who add at once both keep what they added, and what they wrote into it", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  const seen: string[] = [];
  ann.onrename = (list, from, to) => seen.push(`${list} ${from} ${to}`);
  bo.do(putting(bo.tree, ["msel"], 2, { id: "04", title: "" }));
  await settle(1);
  ann.do(putting(ann.tree, ["msel"], 2, { id: "04", title: "" }));
  set(ann, ["msel", { id: "04" }, "title"], "Ann’s");
  await settle(1);
  expect(listAt(server.tree, ["msel"]).slice(3)).toEqual([{ id: "05", title: "Ann’s" }, { id: "04", title: "" }]);
  expect([ann.conflict, ann.tree, seen]).toEqual([undefined, server.tree, ["msel 04 05"]]);
  ann.undo();
  ann.undo();
  await settle(1);
  expect(listAt(server.tree, ["msel"]).slice(3)).toEqual([{ id: "04", title: "" }]);
});

test("undo and redo go back and forth without limit, over what others do meanwhile", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  for (let n = 1; n <= 30; n += 1) {
    set(ann, TITLE, `Port ${n}`);
    await settle(1);
  }
  set(bo, TEXT, "Nothing yet.");
  await polled();
  await polled();
  for (let n = 29; n >= 1; n -= 1) {
    ann.undo();
    expect(ann.at(TITLE)).toBe(`Port ${n}`);
  }
  ann.undo();
  await settle(1);
  expect([server.tree.title, at(server.tree, TEXT), ann.canUndo]).toEqual(["Harbour", "Nothing yet.", false]);
  for (let n = 1; n <= 30; n += 1) ann.redo();
  await settle(1);
  expect([server.tree.title, ann.canRedo]).toEqual(["Port 30", false]);
  expect(server.edits.filter((edit) => edit.undoes !== null)).toHaveLength(60);
});

test("something new after an undo leaves nothing to redo", async () => {
  const ann = await aDesk("Ann");
  set(ann, TITLE, "Port");
  await settle(1);
  ann.undo();
  await settle(1);
  set(ann, TITLE, "Pier");
  expect([ann.canRedo, ann.canUndo]).toEqual([false, true]);
});

test("undo of what others changed since is asked about", async () => {
  const [ann, bo] = [await aDesk("Ann"), await aDesk("Bo")];
  set(ann, TITLE, "Port");
  await settle(1);
  await polled();
  set(bo, TITLE, "Pier");
  await settle(1);
  ann.undo();
  await settle(1);
  expect(ann.conflict?.refused?.conflicts[0]).toMatchObject({ is: "Pier", by: "Bo" });
  ann.settle("mine");
  await settle(1);
  expect(server.tree.title).toBe("Harbour");
});

test("faults are looked for a second after the last edit", async () => {
  const ann = await aDesk("Ann");
  set(ann, TITLE, "Port");
  await settle(1);
  expect(ann.check?.edit).toBe(0);
  await settle(CHECK_MS + 10);
  expect(ann.check?.edit).toBe(1);
});

test("a draft that is not there says so", async () => {
  const far = server.far("Ann");
  const { ApiError } = await import("$lib/api");
  const desk = new Desk({ ...far, load: () => Promise.reject(new ApiError(404, "not_found", "there is no such draft")) }, "Ann", new Kept("d"));
  await desk.enter();
  expect([desk.standing, desk.why]).toEqual(["gone", "there is no such draft"]);
});

test("an edit the server made for us, such as an import, is taken back like our own", async () => {
  const ann = await aDesk("Ann");
  const { n } = await server.far("Ann").send("Ann", setting(ann.tree, TITLE, "Imported"), 0, "import");
  ann.hurry(n);
  await settle(1);
  expect([ann.at(TITLE), ann.canUndo]).toEqual(["Imported", true]);
  const before = at(aDraft(), TITLE);
  ann.undo();
  await polled();
  expect([ann.at(TITLE), at(server.tree, TITLE), ann.canRedo]).toEqual([before, before, true]);
  ann.redo();
  await polled();
  expect(at(server.tree, TITLE)).toBe("Imported");
});
