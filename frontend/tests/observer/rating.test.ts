import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Checked, GuideItem, Rating } from "$wire/wire";
import { press } from "$lib/keys";
import type { Room } from "$live/room.svelte";
import GuidePane from "../../src/screens/observer/GuidePane.svelte";
import { missing } from "../../src/screens/observer/rating.svelte";
import { aRoom, event, FarEnd, settled, welcome } from "../live/recorded";

const item = (id: string): GuideItem => ({ id, objective: "", question: `Question ${id}`, target: "Soon", check: null });
const check: Checked = { item: "1.1", mark: "M", said: "after 20:00, target 15:00", final: true, evidence: [{ sort: "post", id: "p2" }] };

let leave = (): void => undefined;
beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
  window.localStorage.clear();
});
afterEach(() => {
  leave();
  cleanup();
  vi.useRealTimers();
});

async function pane(): Promise<Room> {
  const opened = await aRoom();
  leave = opened.leave;
  const hello = welcome({ now: 100_000 });
  hello.you = { ...hello.you, role: "observer", can: ["rating.give", "note.write"] };
  FarEnd.last.hear(hello);
  opened.room.guide = [item("1.1"), item("1.2")];
  opened.room.checks = new Map([["1.1", check]]);
  opened.room.notes = [{ id: "n1", seat: opened.room.seat, text: "Late", tag: "mistake", noticed: 20, t: 22, post: null, item: "1.1" }];
  render(GuidePane, { room: opened.room, focused: undefined, onnote: () => undefined });
  await tick();
  return opened.room;
}

const asked = (): unknown => FarEnd.last.of("ask").at(-1)?.command;
const group = (id: string): HTMLElement => screen.getByRole("group", { name: `Rate ${id}` });
const button = (id: string, mark: string): HTMLElement => [...group(id).querySelectorAll<HTMLElement>("button")].find((one) => one.textContent?.trim().startsWith(mark))!;
const save = (): HTMLElement => screen.getByRole("button", { name: /^Save/ });

test("a rating begins with the notes on its item and what the log rests on", async () => {
  const room = await pane();
  await fireEvent.click(button("1.1", "M"));
  expect(room.ratings).toEqual([]);
  await fireEvent.click(save());
  expect(asked()).toEqual({ kind: "rating.give", item: "1.1", mark: "M", remark: "", evidence: [{ sort: "note", id: "n1" }, { sort: "post", id: "p2" }] });
});

test("against the log it is not saved without a reason", async () => {
  await pane();
  await fireEvent.click(button("1.1", "P"));
  expect(save()).toBeDisabled();
  expect(screen.getByText("needs a reason")).toBeInTheDocument();
  await fireEvent.input(screen.getByRole("textbox", { name: "Remark" }), { target: { value: "The line was out before." } });
  await fireEvent.click(save());
  expect(asked()).toMatchObject({ mark: "P", remark: "The line was out before." });
});

test("without a piece of evidence it is not saved", async () => {
  await pane();
  await fireEvent.click(button("1.2", "S"));
  expect(screen.getByText("needs evidence")).toBeInTheDocument();
  expect(save()).toBeDisabled();
  await fireEvent.change(screen.getByRole("combobox", { name: "Add evidence" }), { target: { value: "note n1" } });
  await fireEvent.click(save());
  expect(asked()).toMatchObject({ item: "1.2", evidence: [{ sort: "note", id: "n1" }] });
});

test("keys 1 to 4 rate the item that is open", async () => {
  await pane();
  window.addEventListener("keydown", press);
  await fireEvent.keyDown(document.body, { key: "3" });
  window.removeEventListener("keydown", press);
  expect(button("1.1", "M")).toHaveAttribute("aria-pressed", "true");
});

test("what is not saved outlasts a reload", async () => {
  await pane();
  await fireEvent.click(button("1.1", "P"));
  await fireEvent.input(screen.getByRole("textbox", { name: "Remark" }), { target: { value: "Half a rea" } });
  leave();
  cleanup();
  await pane();
  expect(button("1.1", "P")).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Remark" }).value).toBe("Half a rea");
});

test("once it is saved, it stands as saved, and others' ratings beside it", async () => {
  const room = await pane();
  await fireEvent.click(button("1.1", "M"));
  await fireEvent.click(save());
  const { ask } = FarEnd.last.of("ask").at(-1) ?? { ask: "" };
  const evidence = [{ sort: "note" as const, id: "n1" }];
  room.apply(event(6, { kind: "rating.given", seat: room.seat, item: "1.1", mark: "M", evidence, remark: "", told: "M" }, 31));
  const other: Rating = { item: "1.1", seat: "observer-9", mark: "U", evidence: [], remark: "Too late", told: "M", first: "U", t: 5, changes: 0 };
  room.apply(event(7, { kind: "ratings.shown", to: room.seat, item: "1.1", ratings: [other] }, 31));
  FarEnd.last.hear({ type: "done", ask, n: {}, made: [] });
  await settled();
  await tick();
  expect(screen.getByText("1 of 2 rated")).toBeInTheDocument();
  expect(screen.getByText("“Too late”")).toBeInTheDocument();
  expect(screen.queryByRole("textbox", { name: "Remark" })).toBeNull();
});

test("what was not seen needs nothing", () => {
  expect(missing({ mark: null, evidence: [], remark: "" }, "M")).toBeUndefined();
  expect(missing({ mark: "M", evidence: [], remark: "" }, "M")).toBe("evidence");
});
