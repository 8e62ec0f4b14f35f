import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { press, register } from "$lib/keys";
import { Desk } from "../../src/live/workshop/desk.svelte";
import { Kept } from "../../src/live/workshop/keeping";
import { setting } from "../../src/live/workshop/places";
import { at } from "../../src/live/workshop/tree";
import type { Json } from "../../src/live/workshop/types";
import type { Editor } from "../../src/screens/workshop/editor.svelte";
import "../../src/screens/workshop/words";
import { Server } from "./far";
import Harness from "./Harness.svelte";
import { aDraft } from "./made";

let server: Server;
let desk: Desk;
let editor: Editor;
let away = (): void => undefined;

beforeEach(async () => {
  window.addEventListener("keydown", press);
  window.localStorage.clear();
  server = new Server(aDraft());
  desk = new Desk(server.far("Ann"), "Ann", new Kept("d1"));
  await desk.enter();
  away = register({ keys: "Mod+z", does: "undo", run: () => desk.undo() }, { keys: "Mod+Shift+z", does: "redo", run: () => desk.redo() });
  render(Harness, { desk, shows: "form", onready: (made: Editor) => (editor = made) });
  await tick();
});

afterEach(() => {
  away();
  desk.leave();
  cleanup();
  window.removeEventListener("keydown", press);
});

const value = (...path: string[]): Json | undefined => at(desk.tree, ["msel", { id: "01" }, ...path]);
const box = (name: string): HTMLInputElement => screen.getByRole("textbox", { name });
const type = async (target: HTMLElement, text: string): Promise<void> => {
  target.focus();
  await fireEvent.input(target, { target: { value: text } });
};
const chord = (target: HTMLElement, more: KeyboardEventInit = {}): Promise<boolean> => fireEvent.keyDown(target, { key: "z", ctrlKey: true, ...more });

test("what is typed is one edit when the box is left, and none when nothing changed", async () => {
  await type(box("Title"), "F");
  await type(box("Title"), "First words");
  expect(value("title")).toBe("First");
  await fireEvent.blur(box("Title"));
  expect(value("title")).toBe("First words");
  await type(box("Text"), "Why?");
  await fireEvent.blur(box("Text"));
  await vi.waitFor(() => expect(server.edits).toHaveLength(1));
});

test("undo in a box is the box's own while something is typed, then the draft's", async () => {
  await type(box("Title"), "Second title");
  await fireEvent.blur(box("Title"));
  await type(box("Text"), "Why not?");
  await chord(box("Text"));
  expect(value("title")).toBe("Second title");
  // The browser has taken back what was typed.
  await type(box("Text"), "Why?");
  await chord(box("Text"));
  expect(value("title")).toBe("First");
  await chord(box("Text"), { shiftKey: true });
  expect(value("title")).toBe("Second title");
});

test("somebody else's change under what is typed is told, and asked about when it is left", async () => {
  await type(box("Title"), "Mine");
  const bo = new Desk(server.far("Bo"), "Bo", new Kept("d2"));
  await bo.enter();
  bo.do(setting(bo.tree, ["msel", { id: "01" }, "title"], "Theirs"));
  await vi.waitFor(() => expect(server.edits).toHaveLength(1));
  desk.hurry();
  await vi.waitFor(() => expect(screen.getByText(/It now says: Theirs/)).toBeInTheDocument());
  expect(box("Title")).toHaveValue("Mine");
  await fireEvent.blur(box("Title"));
  await vi.waitFor(() => expect(desk.conflict?.refused?.conflicts[0]).toMatchObject({ was: "First", is: "Theirs", by: "Bo" }));
  bo.leave();
});

test("words that are no time stay as typed and are marked", async () => {
  await type(box("At"), "soon");
  await fireEvent.blur(box("At"));
  expect([value("at"), box("At").getAttribute("aria-invalid")]).toEqual(["soon", "true"]);
  await type(box("At"), "T+2:30");
  await fireEvent.blur(box("At"));
  expect([value("at"), box("At").getAttribute("aria-invalid")]).toEqual(["02:30", null]);
});

test("another way out is one edit that leaves nothing of the old one", async () => {
  await fireEvent.click(screen.getByRole("radio", { name: "If" }));
  expect([value("at"), value("when")]).toEqual(["0:30", { silence: "5:00" }]);
  await fireEvent.click(screen.getByRole("radio", { name: "By hand" }));
  expect([value("at"), value("when")]).toEqual(["by hand", undefined]);
  await fireEvent.click(screen.getByRole("radio", { name: "After" }));
  expect([value("at"), value("after"), value("later")]).toEqual([undefined, "02", "1:00"]);
  for (let n = 0; n < 3; n += 1) desk.undo();
  expect(desk.tree).toEqual(aDraft());
});

test("a condition is built row by row, with groups inside", async () => {
  await fireEvent.click(screen.getByRole("radio", { name: "If" }));
  await tick();
  await fireEvent.change(screen.getByRole("combobox", { name: "What must hold" }), { target: { value: "trust_below" } });
  await fireEvent.change(screen.getByRole("combobox", { name: "Add what must hold" }), { target: { value: "said" } });
  await tick();
  await type(box("brand says"), "policy, standard procedure");
  await fireEvent.blur(box("brand says"));
  await fireEvent.click(screen.getByRole("button", { name: "None of these" }));
  await tick();
  const none = screen.getByRole("group", { name: "None of these holds" });
  await fireEvent.change(within(none).getByRole("combobox", { name: "What must hold" }), { target: { value: "delivered" } });
  expect(value("when")).toEqual({ trust_below: 45, said: ["policy", "standard procedure"], none: [{ delivered: "01" }] });
});

test("what may be left out is added and removed", async () => {
  await fireEvent.click(screen.getByRole("button", { name: "Remove Expected action" }));
  expect(value("expected")).toBeUndefined();
  await fireEvent.click(screen.getByRole("button", { name: "Add: Chance it opens" }));
  expect(value("chance")).toEqual({ title: "", lasts: "5:00" });
});

test("lines are written one below the other, and several pasted at once become several", async () => {
  await fireEvent.click(screen.getByRole("button", { name: "Add a line to Hints to whisper" }));
  await tick();
  await type(box("New line of Hints to whisper"), "Look at B14\nAsk who decided");
  await fireEvent.blur(box("New line of Hints to whisper"));
  expect(value("hints")).toEqual(["Look at B14", "Ask who decided"]);
  await tick();
  await type(box("Hints to whisper, line 1"), "");
  await fireEvent.blur(box("Hints to whisper, line 1"));
  expect(value("hints")).toEqual(["Ask who decided"]);
});

test("a fault stands next to its field, and leads there from wherever it is told", async () => {
  server.check = { edit: 0, sound: false, advice: [], faults: [{ path: "msel[0].by", line: 3, reason: "`kev` is not a handle of the cast", remedy: "Name one." }] };
  await desk.recheck();
  await tick();
  const from = screen.getByRole("combobox", { name: "From" });
  expect(from).toHaveAccessibleDescription("`kev` is not a handle of the cast. Name one.");
  expect(from).toHaveAttribute("aria-invalid", "true");
  await editor.go(["msel", { id: "01" }, "by"]);
  expect([document.activeElement, editor.tab, editor.picked.msel]).toEqual([from, "cues", "01"]);
});

test("the characters a text has are counted against what its place takes", async () => {
  expect(screen.getByText("4 / 280")).toBeInTheDocument();
  await fireEvent.change(screen.getByRole("combobox", { name: "Where" }), { target: { value: "message" } });
  expect(screen.getByText("4 / 1000")).toBeInTheDocument();
});
