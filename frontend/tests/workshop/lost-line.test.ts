// The line may be lost, and the page may go: nothing that was written goes with it.
import { expect, test } from "vitest";
import { putting } from "../../src/live/workshop/places";
import { at, listAt } from "../../src/live/workshop/tree";
import { aDesk, freshEachTime, reopened, server, set, settle, TEXT, TITLE } from "./desks";

freshEachTime();

test("while the line is down edits wait, can be taken back, and go out later", async () => {
  const ann = await aDesk("Ann");
  server.down = true;
  set(ann, TITLE, "Port");
  await settle(1);
  set(ann, TEXT, "Later.");
  expect([ann.up, ann.at(TITLE), ann.at(TEXT)]).toEqual([false, "Port", "Later."]);
  ann.undo();
  expect(ann.at(TEXT)).toBe("Still nothing.");
  ann.redo();
  expect(ann.at(TEXT)).toBe("Later.");
  server.down = false;
  ann.hurry();
  await settle(1);
  expect([server.tree.title, at(server.tree, TEXT), ann.up]).toEqual(["Port", "Later.", true]);
});

test("an edit whose answer was lost is not done twice", async () => {
  const ann = await aDesk("Ann");
  server.loses = true;
  ann.do(putting(ann.tree, ["msel"], 2, { id: "04", title: "Fourth" }));
  await settle(1);
  expect(server.edits).toHaveLength(1);
  await settle(10_000);
  expect([server.edits.length, ann.acts.length, listAt(ann.tree, ["msel"]).length]).toEqual([1, 0, 4]);
  ann.undo();
  await settle(1);
  expect(listAt(server.tree, ["msel"])).toHaveLength(3);
});

test("what was not sent when the tab closed is sent when the draft is opened again", async () => {
  const ann = await aDesk("Ann");
  server.down = true;
  set(ann, TITLE, "Port");
  await settle(1);
  ann.leave();
  server.down = false;
  const again = await aDesk("Ann");
  expect(again.at(TITLE)).toBe("Port");
  await settle(1);
  expect(server.tree.title).toBe("Port");
});

test("a page that goes in the middle of it leaves its edits to the next at once", async () => {
  const ann = await aDesk("Ann");
  server.down = true;
  set(ann, TITLE, "Port");
  await settle(1);
  ann.rest(true);
  server.down = false;
  const again = await aDesk("Ann");
  expect(again.at(TITLE)).toBe("Port");
});

test("what was answered before the page went is not done again, and can be taken back at once", async () => {
  const ann = await aDesk("Ann");
  server.mute = true;
  set(ann, TITLE, "Port");
  await settle(1);
  ann.leave();
  server.mute = false;
  const again = await reopened("Ann");
  again.undo();
  await settle(1);
  expect([server.tree.title, again.at(TITLE), server.edits.map((edit) => edit.undoes)]).toEqual(["Harbour", "Harbour", [null, 1]]);
});

test("an undo of what has no number yet is kept as one", async () => {
  const ann = await aDesk("Ann");
  server.loses = true;
  set(ann, TITLE, "Port");
  await settle(1);
  server.down = true;
  ann.undo();
  ann.leave();
  server.down = false;
  const again = await reopened("Ann");
  expect(again.at(TITLE)).toBe("Harbour");
  await settle(1);
  expect([server.tree.title, server.edits.map((edit) => edit.undoes)]).toEqual(["Harbour", [null, 1]]);
});

test("undo and redo go on over a reload, whatever was still on its way", async () => {
  const ann = await aDesk("Ann");
  for (const words of ["One", "Two", "Three"]) {
    set(ann, TITLE, words);
    await settle(1);
  }
  server.down = true;
  ann.undo();
  ann.undo();
  ann.redo();
  set(ann, TEXT, "Later.");
  ann.undo();
  await settle(1);
  ann.rest(true);
  // The line is lost for good while the page goes, and says so to the page.
  await settle(5_000);
  server.down = false;
  const again = await reopened("Ann");
  expect([again.at(TITLE), again.at(TEXT), again.canUndo, again.canRedo]).toEqual(["Two", "Still nothing.", true, true]);
  again.undo();
  await settle(1);
  expect([again.conflict, server.tree.title]).toEqual([undefined, "One"]);
  again.redo();
  await settle(1);
  expect([again.conflict, server.tree.title]).toEqual([undefined, "Two"]);
});

test("another open tab's unsent edits are left to it", async () => {
  const ann = await aDesk("Ann");
  server.down = true;
  set(ann, TITLE, "Port");
  await settle(1);
  server.down = false;
  const other = await aDesk("Ann");
  expect(other.at(TITLE)).toBe("Harbour");
});

test("undo works after a reload too", async () => {
  const ann = await aDesk("Ann");
  set(ann, TITLE, "Port");
  await settle(1);
  ann.leave();
  const again = await aDesk("Ann");
  expect(again.canUndo).toBe(true);
  again.undo();
  await settle(1);
  expect(server.tree.title).toBe("Harbour");
});
