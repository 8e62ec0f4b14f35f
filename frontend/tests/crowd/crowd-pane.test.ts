// The crowd in the staff's hands: nothing reaches it by a slip, and everybody sees what did.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { tick } from "svelte";
import { afterEach, expect, test } from "vitest";
import type { ShownStorm, StormChance } from "$wire/wire";
import CrowdPane from "../../src/screens/crowd/CrowdPane.svelte";
import { left, remains, standing } from "../../src/screens/crowd/words";
import PostTools from "../../src/screens/facilitator/PostTools.svelte";
import { aRoom, event, FarEnd, roleSnapshot, seatSnapshot, settled, welcome } from "../live/recorded";

const chance = (more: Partial<StormChance> = {}): StormChance => ({
  id: "o1", opening: "ally", t: 10, lasts: 600, why: "A baker offers bread.", post: "p1", closed_t: null, taken: false, taken_by: null, ...more,
});
const storm = (more: Partial<ShownStorm> = {}): ShownStorm => ({ chances: [], dials: { mood: 0, volume: 1, abuse: 0.4 }, pushes: [], ...more });

let leave = (): void => undefined;
afterEach(() => {
  leave();
  cleanup();
});

const truth = (of: ShownStorm) => ({ injects: [], samples: [], trust: [], briefed: [], confidence: [], captures: [], moods: [], verdicts: [], goals: [], guide: [], objectives: [], storm: of });

async function aConsole(of: ShownStorm = storm(), can = ["crowd.dial", "crowd.shock", "post.judge"] as const) {
  const opened = await aRoom();
  leave = opened.leave;
  const base = welcome();
  FarEnd.last.hear({
    ...base,
    clock: { state: "paused", t0: 100, w0: 0, speed: 1, rev: 2 },
    you: { ...base.you, role: "facilitator", can: [...can] },
    snapshot: { role: roleSnapshot({ truth: truth(of) }), seat: { ...seatSnapshot, personas: [] } },
  });
  return opened.room;
}

const commands = () => FarEnd.last.of("ask").map((ask) => ask.command);
const button = (name: string | RegExp): HTMLElement => screen.getByRole("button", { name });
const slider = (name: string): HTMLInputElement => screen.getByRole("slider", { name });
const turn = (dial: HTMLElement, value: string): Promise<boolean> => fireEvent.input(dial, { target: { value } });

test("a dial that is turned reaches the crowd only when it is set", async () => {
  render(CrowdPane, { room: await aConsole() });
  await turn(slider("Mood"), "-0.5");
  expect(commands()).toEqual([]);
  await fireEvent.click(button("Leave it at 0.0"));
  expect(slider("Mood").value).toBe("0");
  await turn(slider("Volume"), "2");
  await fireEvent.keyDown(slider("Volume"), { key: "Enter" });
  expect(commands()).toEqual([{ kind: "crowd.dial", dial: "volume", value: 2 }]);
});

test("a dial somebody else turned moves here too", async () => {
  render(CrowdPane, { room: await aConsole() });
  FarEnd.last.hear(event(5, { kind: "crowd.dialled", seat: "s", dial: "abuse", value: 0.9 }));
  await tick();
  expect(slider("Abuse")).toHaveAttribute("aria-valuetext", "90%");
});

test("a push asks once more, in the same place, and Escape takes it back", async () => {
  render(CrowdPane, { room: await aConsole() });
  await turn(slider("By how much"), "-0.4");
  await fireEvent.input(screen.getByLabelText("Why, for the review"), { target: { value: "Calm before the leak" } });
  await fireEvent.click(button("Push…"));
  await tick();
  expect(button("Yes, push it")).toHaveFocus();
  expect(screen.getByRole("group", { name: "Push Anger −0.4, half gone in 10:00?" })).toBeInTheDocument();
  await fireEvent.keyDown(button("Yes, push it"), { key: "Escape" });
  expect(commands()).toEqual([]);
  await fireEvent.click(button("Push…"));
  await fireEvent.click(button("Yes, push it"));
  expect(commands()).toEqual([{ kind: "crowd.shock", on: "anger", by: -0.4, fades: 600, why: "Calm before the leak" }]);
});

test("a push that changes nothing cannot be made", async () => {
  render(CrowdPane, { room: await aConsole() });
  await turn(slider("By how much"), "0");
  expect(button("Push…")).toBeDisabled();
});

test("what was pushed is listed, the latest first, with what is left of it", async () => {
  const pushes = [
    { t: 10, seat: "brand-comms", on: "anger", by: 0.3, fades: 90, why: "A tabloid" },
    { t: 40, seat: "brand-comms", on: "trust", by: -0.2, fades: null, why: "" },
  ] as const;
  render(CrowdPane, { room: await aConsole(storm({ pushes: [...pushes] })) });
  const rows = within(screen.getByRole("region", { name: "Crowd" })).getAllByRole("listitem").map((row) => row.textContent?.replace(/\s+/g, " ").trim());
  expect(rows[0]).toContain("Trust −0.2 stays 100% of it left");
  expect(rows[1]).toContain("Anger +0.3 half gone in 01:30 50% of it left");
});

test("an opening counts down by the exercise clock, and says what became of it", async () => {
  const room = await aConsole(storm({ chances: [chance(), chance({ id: "o2", opening: "wit", closed_t: 80, taken: true, taken_by: "p2" })] }));
  render(CrowdPane, { room, onopen: () => undefined });
  expect(screen.getByText("An ally offers help").closest("li")).toHaveTextContent("08:30 left");
  expect(screen.getByText("Quick wit").closest("li")).toHaveTextContent("taken");
  FarEnd.last.hear(event(5, { kind: "chance.closed", chance: "o1", taken: false, post: null }, 120));
  await tick();
  expect(screen.getByText("An ally offers help").closest("li")).toHaveTextContent("passed");
});

test("an observer reads it all and can move nothing", async () => {
  render(CrowdPane, { room: await aConsole(storm(), [] as never) });
  expect(slider("Mood")).toBeDisabled();
  expect(screen.queryByRole("button", { name: "Push…" })).toBeNull();
});

test("the pane is no stumbling block", async () => {
  render(CrowdPane, { room: await aConsole(storm({ chances: [chance()], pushes: [{ t: 1, seat: "s", on: "anger", by: 0.2, fades: 60, why: "x" }] })) });
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map((one) => `${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
});

test("the facilitator says what the crowd takes a post of the brand as, and sees that it does", async () => {
  const room = await aConsole();
  const post = room.timeline.cells.get("p2")!.post;
  render(PostTools, { room, post, onnote: () => undefined, onanswer: () => undefined, onwhy: () => undefined });
  await fireEvent.click(button("Take it as…"));
  await tick();
  await fireEvent.click(screen.getByRole("checkbox", { name: "Deflect" }));
  await fireEvent.click(button("Take it as that"));
  const intent = { strategies: ["deflect"], tone: "plain", target: "feed" } as const;
  expect(commands()).toEqual([{ kind: "post.judge", post: "p2", intent }]);
  FarEnd.last.hear(event(5, { kind: "post.judged", post: "p2", seat: "s", intent: { ...intent, strategies: ["deflect"] } }));
  await settled();
  expect(room.timeline.get("p2")?.judged?.strategies).toEqual(["deflect"]);
});

test("only a post of the brand can be taken as something", async () => {
  const room = await aConsole();
  render(PostTools, { room, post: room.timeline.cells.get("p1")!.post, onnote: () => undefined, onanswer: () => undefined, onwhy: () => undefined });
  expect(screen.queryByRole("button", { name: "Take it as…" })).toBeNull();
  expect(button("Why?")).toBeInTheDocument();
});

test("a push fades by half, one that stays stays, and an opening never has less than nothing left", () => {
  expect(left({ t: 0, by: 0.4, fades: 60 }, 120)).toBeCloseTo(0.1);
  expect(left({ t: 0, by: 0.4, fades: null }, 9e9)).toBe(0.4);
  expect(remains(chance(), 9_999)).toBe(0);
  expect(remains(chance({ closed_t: 50 }), 20)).toBeUndefined();
  expect([standing("mood", 0.4), standing("volume", 1.5), standing("abuse", 0.4)]).toEqual(["+0.4", "×1.5", "40%"]);
});
