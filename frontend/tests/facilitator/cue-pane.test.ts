import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventFrame, ShownCue } from "$wire/wire";
import { press } from "$lib/keys";
import CuePane from "../../src/screens/facilitator/CuePane.svelte";
import { aRoom, event, FarEnd, roleSnapshot, seatSnapshot, welcome } from "../live/recorded";
import { aCue } from "./made";

const cue = (id: string, at: number): ShownCue => aCue(id, at, {}, { guidance: "Watch Legal." });

let leave = (): void => undefined;
let n = 4;
const hear = (what: EventFrame["event"]): void => FarEnd.last.hear(event((n += 1), what));
const asks = (): string[] => FarEnd.last.of("ask").map((ask) => ask.command.kind);

beforeEach(async () => {
  window.addEventListener("keydown", press);
  const opened = await aRoom();
  leave = opened.leave;
  n = 4;
  const role = roleSnapshot({ console: { cues: [cue("i01", 60), cue("i02", 120)], notes: [], ratings: [], whispers: [], baton: null, proposal: null, locked: false, watched: false, knocks: [], skipped: [] } });
  FarEnd.last.hear(welcome({ snapshot: { role, seat: { ...seatSnapshot, personas: [] } } }));
  render(CuePane, { room: opened.room });
  await tick();
});

afterEach(() => {
  vi.useRealTimers();
  leave();
  cleanup();
  window.removeEventListener("keydown", press);
});

const space = (more: KeyboardEventInit = {}): Promise<boolean> => fireEvent.keyDown(document.activeElement ?? document.body, { key: " ", ...more });
/** The ring runs out in no time. */
const held = (): unknown => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
const ringOut = (): Promise<unknown> => vi.advanceTimersByTimeAsync(3_000);
const standsBy = async (): Promise<void> => {
  cueList().focus();
  hear({ kind: "cue.stood_by", inject: "i01" });
  await tick();
};
const cueList = (): HTMLElement => screen.getByRole("listbox");

test("Space outside the cue list sends nothing", async () => {
  hear({ kind: "cue.stood_by", inject: "i01" });
  document.body.focus();
  await space();
  expect(asks()).toEqual([]);
});

test("GO is refused with its reason until the cue stands by", async () => {
  cueList().focus();
  await space();
  expect(asks()).toEqual([]);
  expect(screen.getByRole("status")).toHaveTextContent("stand the cue by first");
});

test("standby opens the card, GO sends it, and a held key sends nothing more", async () => {
  cueList().focus();
  await space({ shiftKey: true });
  expect(FarEnd.last.of("ask")[0]?.command).toEqual({ kind: "cue.stand_by", inject: "i01" });
  hear({ kind: "cue.stood_by", inject: "i01" });
  await tick();
  expect(cueList()).toHaveTextContent("Words of i01");
  expect(cueList()).toHaveTextContent("Watch Legal.");
  held();
  await space();
  await space();
  await ringOut();
  expect(asks()).toEqual(["cue.stand_by", "inject.deliver"]);
});

test("for three seconds a GO can be taken back, and then nothing was sent", async () => {
  held();
  await standsBy();
  await space();
  await vi.advanceTimersByTimeAsync(2_800);
  expect(screen.getByText("Going out: 01")).toBeInTheDocument();
  await fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" });
  await ringOut();
  expect(asks()).toEqual([]);
  expect(screen.queryByText("Going out: 01")).toBeNull();
});

test("a screen that is left while a cue goes out sends nothing", async () => {
  held();
  await standsBy();
  await space();
  cleanup();
  await ringOut();
  expect(asks()).toEqual([]);
});

test("arrows move the playhead, and x skips what it stands at", async () => {
  cueList().focus();
  await fireEvent.keyDown(cueList(), { key: "ArrowDown" });
  await fireEvent.keyDown(cueList(), { key: "x" });
  expect(FarEnd.last.of("ask")[0]?.command).toEqual({ kind: "cue.skip", inject: "i02" });
});

test("after EndEx there is nothing left to press", async () => {
  hear({ kind: "clock.ended" });
  await tick();
  expect(screen.queryByRole("button", { name: /GO/ })).toBeNull();
});

test("a picked cue that goes out lets the playhead move on", async () => {
  cueList().focus();
  await space({ shiftKey: true });
  hear({ kind: "cue.stood_by", inject: "i01" });
  hear({ kind: "inject.delivered", inject: "i01", post: "p9", message: null });
  await tick();
  expect(screen.getByRole("option", { selected: true })).toHaveTextContent("Cue i02");
});

test("what waits for a yes stands on top, by itself, and Approve sends it", async () => {
  hear({ kind: "cue.held", inject: "i01", why: "due" });
  await tick();
  const queue = screen.getByRole("region", { name: "Hold queue" });
  expect(queue).toHaveTextContent("Cue i01");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await fireEvent.click(within(queue).getByRole("button", { name: /^Approve/ }));
  expect(FarEnd.last.of("ask")[0]?.command).toEqual({ kind: "inject.deliver", inject: "i01" });
});

test("Alt and an arrow move the cue itself", async () => {
  cueList().focus();
  await fireEvent.keyDown(cueList(), { key: "ArrowDown", altKey: true });
  expect(FarEnd.last.of("ask")[0]?.command).toEqual({ kind: "cue.move", inject: "i01", before: null });
});

test("GO confirms what another facilitator asked for", async () => {
  hear({ kind: "cue.stood_by", inject: "i01" });
  hear({ kind: "cue.backed", inject: "i01", seat: "facilitator-2" });
  await tick();
  expect(cueList()).toHaveTextContent("asks you to confirm");
  held();
  await fireEvent.click(screen.getByRole("button", { name: /^Confirm 01/ }));
  await ringOut();
  expect(asks()).toEqual(["inject.deliver"]);
});

test("who asked first sees that a second facilitator is waited for, and GO says so", async () => {
  hear({ kind: "cue.stood_by", inject: "i01" });
  hear({ kind: "cue.backed", inject: "i01", seat: "critic-1" });
  await tick();
  cueList().focus();
  await space();
  expect(asks()).toEqual([]);
  expect(screen.getByRole("status")).toHaveTextContent("another facilitator confirms");
});

test("the filter leaves what is out", async () => {
  hear({ kind: "inject.delivered", inject: "i01", post: "p9", message: null });
  await fireEvent.click(screen.getByRole("radio", { name: "Out" }));
  expect(screen.getAllByRole("option").map((row) => row.dataset.cue)).toEqual(["i01"]);
});
