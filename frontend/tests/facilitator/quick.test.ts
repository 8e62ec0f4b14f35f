import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Room } from "../../src/live/room.svelte";
import { plan } from "../../src/screens/facilitator/quick";
import QuickInject from "../../src/screens/facilitator/QuickInject.svelte";
import WhisperPane from "../../src/screens/facilitator/WhisperPane.svelte";
import { aRoom, FarEnd, roleSnapshot, seatSnapshot, welcome } from "../live/recorded";
import { aCue } from "./made";

let leave = (): void => undefined;
let room: Room;
const hints = ["Think of Legal", "Ask Legal"];

beforeEach(async () => {
  window.localStorage.clear();
  const opened = await aRoom();
  ({ leave, room } = opened);
  const cues = [
    aCue("n01", null, { group: "noise", text: "The coffee is cold" }),
    aCue("n02", null, { group: "troll", text: "Weigh the boss", outs: [30], delivered_t: 30, state: "delivered" }),
    aCue("i01", 10, { state: "delivered", delivered_t: 12, outs: [12] }, { hints }),
  ];
  const role = roleSnapshot({ console: { cues, notes: [], ratings: [], whispers: [], baton: null, proposal: null, locked: false, watched: false, knocks: [], skipped: [] } });
  FarEnd.last.hear(welcome({ snapshot: { role, seat: { ...seatSnapshot, personas: ["ruth"] } } }));
  await tick();
});

afterEach(() => {
  leave();
  cleanup();
});

const commands = (): unknown[] => FarEnd.last.of("ask").map((ask) => ask.command);
const box = (): HTMLElement => within(screen.getByRole("form")).getByRole("textbox", { name: "What they say, now" });
const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

async function choose(name: RegExp): Promise<void> {
  await fireEvent.click(screen.getByRole("button", { name: /At hand/ }));
  await fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name }));
}

function done(made: string[] = []): Promise<void> {
  const ask = FarEnd.last.of("ask").at(-1)?.ask ?? "";
  FarEnd.last.hear({ type: "done", ask, n: {}, made });
  return settled();
}

test("a line at hand shows who speaks, and GO sends it as it is", async () => {
  render(QuickInject, { room });
  await choose(/coffee/);
  expect(box()).toHaveValue("The coffee is cold");
  expect(screen.getByRole("form")).toHaveTextContent("@kev");
  await fireEvent.submit(screen.getByRole("form"));
  expect(commands()).toEqual([{ kind: "inject.deliver", inject: "n01" }]);
});

test("a line at hand that was changed is edited before it goes out", async () => {
  render(QuickInject, { room });
  await choose(/coffee/);
  await fireEvent.input(box(), { target: { value: "The coffee is gone" } });
  await fireEvent.submit(screen.getByRole("form"));
  await done();
  expect(commands()).toEqual([
    { kind: "cue.edit", inject: "n01", text: "The coffee is gone" },
    { kind: "inject.deliver", inject: "n01" },
  ]);
});

test("a line that is out already says so, and goes out again as its copy", async () => {
  render(QuickInject, { room });
  await choose(/Weigh the boss.*out 00:30/s);
  await fireEvent.submit(screen.getByRole("form"));
  await done(["n02-1"]);
  expect(commands()).toEqual([
    { kind: "cue.copy", inject: "n02" },
    { kind: "inject.deliver", inject: "n02-1" },
  ]);
});

test("the search finds words and accounts", async () => {
  render(QuickInject, { room });
  await fireEvent.click(screen.getByRole("button", { name: /At hand/ }));
  const dialog = screen.getByRole("dialog");
  await fireEvent.input(within(dialog).getByRole("searchbox"), { target: { value: "BOSS" } });
  expect(within(dialog).getAllByRole("listitem")).toHaveLength(1);
});

test("free words become a cue of the list by hand", async () => {
  const { component } = render(QuickInject, { room });
  component.focus("cue");
  await fireEvent.input(box(), { target: { value: "And now?" } });
  await fireEvent.submit(screen.getByRole("form"));
  expect(commands()).toEqual([{ kind: "cue.add", by: "ruth", text: "And now?", channel: "feed", at: null, title: "", platform: "microblog", stars: null }]);
});

test("a cue planned anew is put before what goes out later", async () => {
  room.cues = [aCue("i01", 60), aCue("i02", 120), aCue("i03", 180)];
  const planned = plan(room, "i01", 150);
  await done();
  await done();
  expect(await planned).toBe(true);
  expect(commands()).toEqual([
    { kind: "cue.plan", inject: "i01", at: 150 },
    { kind: "cue.move", inject: "i01", before: "i03" },
  ]);
});

test("a hint fills the whisper, and is sent only then", async () => {
  render(WhisperPane, { room, to: undefined });
  await fireEvent.click(screen.getByRole("button", { name: "Hint 2 for 01: Ask Legal" }));
  expect(screen.getByRole("textbox", { name: "Whisper" })).toHaveValue("Ask Legal");
  expect(commands()).toEqual([]);
});
