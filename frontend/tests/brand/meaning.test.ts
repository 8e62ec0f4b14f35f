// The composer's row: what is read from the words, what the author says instead, and its warnings.
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { disagree, proposed, sameIntent, toggled, type Reading, type Setting } from "$lib/intents";
import { REST_MS } from "$lib/reader.svelte";
import DraftComposer from "../../src/screens/brand/DraftComposer.svelte";
import Meaning from "../../src/screens/brand/Meaning.svelte";
import { aRoom, FarEnd, welcome } from "../live/recorded";

const cue = (family: string, words: string) => ({ family, words, start: 0 });
const reading = (more: Partial<Reading> = {}): Reading => ({
  strategies: ["apology"],
  tone: "personal",
  target: "thread",
  cues: [cue("apology", "sorry"), cue("owned", "our mistake"), cue("apology", "sorry")],
  specificity: 0.4,
  conditional: false,
  disagreement: null,
  ...more,
});

let asked: (Setting & { text: string; language: string; signal: AbortSignal })[] = [];
let answers: ((reading: Reading | number) => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  window.localStorage.clear();
  [asked, answers] = [[], []];
  vi.stubGlobal("fetch", (_path: string, call: { body: string; signal: AbortSignal }) => {
    asked.push({ ...(JSON.parse(call.body) as Setting & { text: string; language: string }), signal: call.signal });
    return new Promise((answer) => answers.push((said) => answer(typeof said === "number" ? new Response("{}", { status: said }) : new Response(JSON.stringify(said)))));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function rested(): Promise<void> {
  await vi.advanceTimersByTimeAsync(REST_MS);
  await tick();
}

async function answered(said: Reading | number): Promise<void> {
  answers.at(-1)?.(said);
  await vi.advanceTimersByTimeAsync(0);
  await tick();
}

const row = (text: string, more: object = {}) => render(Meaning, { text, language: "en", at: "thread" as const, ...more });
const group = (): HTMLElement => screen.getByRole("group", { name: "What does this do?" });
const button = (name: string): HTMLElement => screen.getByRole("button", { name });
const box = (name: string): HTMLInputElement => screen.getByRole("checkbox", { name });

test("words are read once they rest, and what they said before is not waited for", async () => {
  const shown = row("We are");
  await vi.advanceTimersByTimeAsync(REST_MS - 1);
  await shown.rerender({ text: "We are sorry" });
  await rested();
  expect(asked.map((one) => one.text)).toEqual(["We are sorry"]);
  await shown.rerender({ text: "We are sorry, Kev" });
  expect(asked[0]?.signal.aborted).toBe(true);
  await rested();
  expect(asked.map((one) => [one.text, one.language])).toEqual([["We are sorry", "en"], ["We are sorry, Kev", "en"]]);
});

test("what is read is a suggestion, and looks like one", async () => {
  row("We are sorry");
  await rested();
  await answered(reading());
  expect(group()).toHaveTextContent("Apology");
  expect(group()).toHaveTextContent("suggested");
  await fireEvent.click(button("Keep"));
  expect(group()).not.toHaveTextContent("suggested");
});

test("where the server is silent, everything can be chosen by hand", async () => {
  row("We are sorry");
  await rested();
  await answered(503);
  expect(group()).toHaveTextContent("nothing chosen yet");
  await fireEvent.click(button("Choose"));
  await fireEvent.click(box("Explain"));
  await fireEvent.click(screen.getByRole("radio", { name: "Formal" }));
  expect(group()).toHaveTextContent("Explain Formal In the thread");
});

test("a server that falls silent later leaves what was read before", async () => {
  const shown = row("We are sorry");
  await rested();
  await answered(reading());
  await shown.rerender({ text: "We are sorry, Kev" });
  await rested();
  await answered(429);
  expect(group()).toHaveTextContent("Apology");
});

test("once the author has spoken, suggestions keep off, differing words are told, and the draft carries the chips", async () => {
  const { room, leave } = await aRoom();
  FarEnd.last.hear(welcome());
  render(DraftComposer, { room });
  await tick();
  const write = async (text: string): Promise<void> => {
    await fireEvent.input(screen.getByRole("textbox"), { target: { value: text } });
    await rested();
  };
  await write("We are sorry");
  await answered(reading());
  await fireEvent.click(button("Change"));
  await fireEvent.click(box("Apology"));
  await fireEvent.click(box("Humour"));
  await fireEvent.click(button("Done"));
  await write("It is not true");
  await answered(reading({ strategies: ["deny"], cues: [cue("deny", "not true")] }));
  expect(group()).toHaveTextContent("You chose Humour, but the words read as Deny: “not true”");
  await fireEvent.click(button("Save"));
  expect(FarEnd.last.of("ask")[0]?.command).toMatchObject({ kind: "draft.open", intent: { strategies: ["humour"], tone: "personal", target: "feed" } });
  leave();
});

test("chips no word of the text bears out are told too", async () => {
  row("Our statement follows", { own: true, intent: { strategies: ["compensate"], tone: "plain", target: "thread" } });
  await rested();
  expect(asked[0]).toMatchObject({ answers: true, strategies: ["compensate"], tone: "plain" });
  await answered(reading({ strategies: [], cues: [], disagreement: "chosen: compensate; no words of it were found" }));
  expect(screen.getByRole("status")).toHaveTextContent("You chose Make good, but the words do not show it.");
});

test("“if anyone was offended” is told, with the words", async () => {
  row("Sorry if anyone was offended");
  await rested();
  await answered(reading({ conditional: true, cues: [cue("conditional", "if anyone was offended")] }));
  expect(screen.getByRole("status")).toHaveTextContent("“if anyone was offended” takes an apology back");
});

test("two strategies are the most, and each says what it does and which words speak for it", async () => {
  row("We are sorry");
  await rested();
  await answered(reading());
  await fireEvent.click(button("Change"));
  expect(box("Apology").checked).toBe(true);
  expect(box("Apology")).toHaveAccessibleDescription("Says sorry, owns the mistake, and says what is put right. Found in the words: sorry, our mistake");
  await fireEvent.click(box("Empathy"));
  expect(box("Deny").disabled).toBe(true);
  await fireEvent.click(box("Apology"));
  expect(box("Deny").disabled).toBe(false);
});

test("Escape closes the choice and gives the focus back", async () => {
  row("We are sorry");
  await rested();
  await answered(reading());
  await fireEvent.click(button("Change"));
  box("Apology").focus();
  await fireEvent.keyDown(box("Apology"), { key: "Escape" });
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(button("Change")).toHaveFocus();
});

test("the row and its choice are no stumbling block", async () => {
  row("We are sorry");
  await rested();
  await answered(reading());
  await fireEvent.click(button("Change"));
  vi.useRealTimers();
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
});

test("an author in a thread is not told to post elsewhere, unless the words name the place", () => {
  expect(proposed(reading({ target: "feed" }), "thread")?.target).toBe("thread");
  expect(proposed(reading({ target: "message" }), "thread")?.target).toBe("message");
  expect(proposed(reading({ strategies: [] }), "thread")).toBeUndefined();
  expect(proposed(reading({ strategies: ["apology", "explain", "empathy"] }), "feed")?.strategies).toEqual(["apology", "explain"]);
});

test("chip and words disagree only where none of the chosen is read", () => {
  expect(disagree(["apology", "humour"], reading())).toBe(false);
  expect(disagree(["humour"], reading())).toBe(true);
  expect(disagree(["humour"], reading({ strategies: [] }))).toBe(false);
});

test("the order of strategies is no difference, and a third is not taken", () => {
  const intent = { strategies: ["apology", "explain"], tone: "plain", target: "thread" } as const;
  expect(sameIntent({ ...intent, strategies: ["explain", "apology"] }, { ...intent, strategies: ["apology", "explain"] })).toBe(true);
  expect(sameIntent(null, undefined)).toBe(true);
  expect(sameIntent(null, { ...intent, strategies: ["apology"] })).toBe(false);
  expect(toggled(["apology", "explain"], "deny")).toEqual(["apology", "explain"]);
});
