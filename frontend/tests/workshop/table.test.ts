import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { press } from "$lib/keys";
import { Desk } from "../../src/live/workshop/desk.svelte";
import { Kept } from "../../src/live/workshop/keeping";
import { at, listAt } from "../../src/live/workshop/tree";
import type { Json } from "../../src/live/workshop/types";
import { nextName } from "../../src/live/workshop/naming";
import { beside, ledTo } from "../../src/screens/workshop/grid";
import "../../src/screens/workshop/words";
import { Server } from "./far";
import Harness from "./Harness.svelte";
import { aDraft } from "./made";

describe("a key in a table leads", () => {
  const from = { row: 1, col: 1 };
  test.each([
    ["ArrowUp", { row: 0, col: 1 }],
    ["ArrowDown", { row: 2, col: 1 }],
    ["ArrowLeft", { row: 1, col: 0 }],
    ["ArrowRight", { row: 1, col: 2 }],
    ["Home", { row: 1, col: 0 }],
    ["End", { row: 1, col: 2 }],
    ["PageDown", { row: 3, col: 1 }],
  ])("%s", (key, to) => {
    expect(ledTo(key, from, 4, 3)).toEqual(to);
  });

  test("with Control to the ends, and right to left the other way", () => {
    expect(ledTo("Home", from, 4, 3, true)).toEqual({ row: 0, col: 0 });
    expect(ledTo("End", from, 4, 3, true)).toEqual({ row: 3, col: 2 });
    expect(ledTo("ArrowLeft", from, 4, 3, false, true)).toEqual({ row: 1, col: 2 });
    expect(ledTo("a", from, 4, 3)).toBeUndefined();
  });

  test("by Tab along the rows, and no further than the last cell", () => {
    expect(beside({ row: 0, col: 2 }, 1, 2, 3)).toEqual({ row: 1, col: 0 });
    expect(beside({ row: 1, col: 2 }, 1, 2, 3)).toEqual({ row: 1, col: 2 });
    expect(beside({ row: 0, col: 0 }, -1, 2, 3)).toEqual({ row: 0, col: 0 });
  });
});

test("a new item gets the next number, in the writing of the list", () => {
  expect(nextName(aDraft(), ["msel"], "02")).toBe("04");
  expect(nextName(aDraft(), ["cast"], "kev")).toBe("kev_2");
  expect(nextName({ msel: [{ id: "n01" }, { id: "n09" }] }, ["msel"], "n01")).toBe("n10");
});

describe("the table by keys alone", () => {
  let server: Server;
  let desk: Desk;

  beforeEach(async () => {
    window.addEventListener("keydown", press);
    window.localStorage.clear();
    server = new Server(aDraft());
    desk = new Desk(server.far("Ann"), "Ann", new Kept("d1"));
    await desk.enter();
    render(Harness, { desk });
    await tick();
    cell("01", 0).focus();
  });

  afterEach(() => {
    desk.leave();
    cleanup();
    window.removeEventListener("keydown", press);
  });

  const inGrid = (): ReturnType<typeof within> => within(screen.getByRole("grid"));
  const rows = (): string[] => screen.getAllByRole("row").slice(1).map((row) => within(row).getAllByRole("gridcell")[0]?.textContent?.trim() ?? "");
  const cell = (id: string, col: number): HTMLElement => {
    const row = screen.getAllByRole("row").slice(1).find((one) => within(one).getAllByRole("gridcell")[0]?.textContent?.trim() === id);
    if (!row) throw new Error(`no row ${id}`);
    return within(row).getAllByRole("gridcell")[col] as HTMLElement;
  };
  const hit = async (key: string, more: KeyboardEventInit = {}): Promise<void> => {
    await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
    await tick();
    await tick();
  };
  const value = (...path: (string | { id: string })[]): Json | undefined => at(desk.tree, path);

  test("arrows move the focus, and one cell alone is reached by Tab", async () => {
    await hit("ArrowDown");
    await hit("ArrowRight");
    expect(document.activeElement).toBe(cell("02", 1));
    expect(screen.getAllByRole("gridcell").filter((one) => one.tabIndex === 0)).toEqual([cell("02", 1)]);
  });

  test("Enter writes, Enter keeps it as one edit, and the focus is back in the cell", async () => {
    await hit("ArrowRight");
    await hit("Enter");
    const box = inGrid().getByRole("textbox", { name: "Title" });
    expect(box).toHaveValue("First");
    await fireEvent.input(box, { target: { value: "The f" } });
    await fireEvent.input(box, { target: { value: "The first" } });
    await hit("Enter");
    expect(value("msel", { id: "01" }, "title")).toBe("The first");
    await vi.waitFor(() => expect(server.edits).toHaveLength(1));
    expect(document.activeElement).toBe(cell("01", 1));
  });

  test("typing begins anew, Escape leaves it as it was", async () => {
    await hit("ArrowRight");
    await hit("X");
    expect(inGrid().getByRole("textbox", { name: "Title" })).toHaveValue("X");
    await hit("Escape");
    expect([value("msel", { id: "01" }, "title"), document.activeElement]).toEqual(["First", cell("01", 1)]);
  });

  test("Tab keeps what was written and goes to the next cell", async () => {
    await hit("ArrowRight");
    await hit("Enter");
    await fireEvent.input(inGrid().getByRole("textbox", { name: "Title" }), { target: { value: "One" } });
    await hit("Tab");
    expect([value("msel", { id: "01" }, "title"), document.activeElement]).toEqual(["One", cell("01", 2)]);
  });

  test("a choice is made by its list", async () => {
    await hit("ArrowRight");
    await hit("ArrowRight");
    await hit("Enter");
    const box = inGrid().getByRole("combobox", { name: "From" });
    await fireEvent.change(box, { target: { value: "acme" } });
    await hit("Enter");
    expect(value("msel", { id: "01" }, "by")).toBe("acme");
  });

  test("a yes or no turns round", async () => {
    cell("01", 6).focus();
    await fireEvent.click(cell("01", 6));
    await tick();
    await hit(" ");
    expect(value("msel", { id: "01" }, "hold")).toBe(true);
  });

  test("words for a record that is not there bring it along", async () => {
    await fireEvent.click(cell("02", 4));
    await tick();
    await hit("Answer");
    await hit("Enter");
    const box = inGrid().getByRole("textbox", { name: "A good answer" });
    await fireEvent.input(box, { target: { value: "Answer her" } });
    await hit("Enter");
    expect(value("msel", { id: "02" }, "expected")).toEqual({ action: "Answer her", within: "5:00" });
  });

  test("Alt and Enter adds a line, and the focus is in it", async () => {
    await hit("Enter", { altKey: true });
    expect(rows()).toEqual(["01", "04", "02", "03"]);
    await vi.waitFor(() => expect(document.activeElement).toBe(cell("04", 1)));
  });

  test("Control and D copies, Control and Delete removes", async () => {
    await hit("d", { ctrlKey: true });
    expect(rows()).toEqual(["01", "04", "02", "03"]);
    expect(value("msel", { id: "04" }, "text")).toBe("Why?");
    await vi.waitFor(() => expect(document.activeElement).toBe(cell("04", 1)));
    await hit("Delete", { ctrlKey: true });
    expect(rows()).toEqual(["01", "02", "03"]);
  });

  test("Alt and an arrow moves the line, and the focus goes along", async () => {
    await hit("ArrowDown", { altKey: true });
    expect(rows()).toEqual(["02", "01", "03"]);
    await vi.waitFor(() => expect(document.activeElement).toBe(cell("01", 0)));
  });

  test("a new number is told to all who name the old one, in one edit", async () => {
    await hit("Enter");
    await fireEvent.input(inGrid().getByRole("textbox", { name: "Number" }), { target: { value: "1a" } });
    await hit("Enter");
    expect([value("msel", { id: "02" }, "after"), value("msel", { id: "02" }, "answers")]).toEqual(["1a", "1a"]);
    desk.undo();
    expect(listAt(desk.tree, ["msel"])).toEqual(listAt(aDraft(), ["msel"]));
  });
});
