// Why a post spread: asked for, drawn, and told in words for those who do not see the plots.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { percent, signed } from "$lib/format";
import type { Explained } from "$lib/explain";
import Diverging from "../../src/parts/Diverging.svelte";
import Stack from "../../src/parts/Stack.svelte";
import Reasons from "../../src/screens/explain/Reasons.svelte";
import Why from "../../src/screens/explain/Why.svelte";
import { settled } from "../live/recorded";
import { anExplanation } from "./fixture";

let asked: string[] = [];
let answer: () => Response;

beforeEach(() => {
  asked = [];
  answer = () => new Response(JSON.stringify(anExplanation()));
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function loaded(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await settled();
  await new Promise((done) => setTimeout(done));
  await tick();
}

test("reasons are asked for as of a moment, or as of now", async () => {
  const shown = render(Why, { rehearsal: "r1", post: "p2", at: 1200.7 });
  await loaded();
  await shown.rerender({ at: undefined });
  await loaded();
  expect(asked).toEqual(["/api/rehearsals/r1/explain/p2?t=1200", "/api/rehearsals/r1/explain/p2"]);
});

test("until they are there something waits, and a failure can be tried again", async () => {
  answer = () => new Response(JSON.stringify({ code: "not_found", detail: "The post is gone." }), { status: 404 });
  render(Why, { rehearsal: "r1", post: "p2" });
  expect(screen.getByRole("status")).toHaveTextContent("Loading");
  await loaded();
  expect(screen.getByText("The post is gone.")).toBeInTheDocument();
  answer = () => new Response(JSON.stringify(anExplanation()));
  await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await loaded();
  expect(screen.getByText("Half of those who saw it accepted it: it owns the mistake.")).toBeInTheDocument();
});

test("a later answer that fails leaves the earlier one in sight", async () => {
  const shown = render(Why, { rehearsal: "r1", post: "p2", beat: 1 });
  await loaded();
  answer = () => new Response("{}", { status: 503 });
  await shown.rerender({ beat: 2 });
  await loaded();
  expect(screen.getByText("Half of those who saw it accepted it: it owns the mistake.")).toBeInTheDocument();
});

test("every part of a stack has its share in words, the largest first, and nothing is drawn for nothing", () => {
  const shares = [
    { id: "a", label: "Loyal", value: 10, look: 0 },
    { id: "b", label: "Critics", value: 30, look: 3 },
    { id: "c", label: "Press", value: 0, look: 6 },
  ];
  render(Stack, { title: "Seen by", shares });
  const items = screen.getAllByRole("listitem").map((item) => item.textContent?.trim());
  expect(items).toEqual(["Critics 75%", "Loyal 25%"]);
  expect(document.querySelectorAll(".bar i").length).toBe(2);
});

test("bars go to their own side of the middle, and end in their sum", () => {
  render(Diverging, { title: "Ladder", bars: [{ id: "a", label: "Base", value: 1.5 }, { id: "b", label: "Late", value: -0.5 }], low: "no", high: "yes" });
  const rows = screen.getAllByRole("listitem");
  expect(rows.map((row) => row.textContent?.replace(/\s+/g, " ").trim())).toEqual(["Base +1.5", "Late −0.5", "Together +1.0"]);
  expect(rows[1]?.querySelector("i.minus")).toHaveStyle({ inlineSize: `${(0.5 / 1.5) * 50}%` });
});

test("each segment's verdict is told in words", () => {
  render(Reasons, { explained: anExplanation() });
  const row = within(screen.getByRole("table", { name: "Who took it how" })).getByRole("row", { name: /Critics/ });
  expect(row).toHaveTextContent("50% of those who follow it have seen it, of those: 30% accepted, 40% rejected");
});

test("a post of somebody else has no verdict, and one nobody saw says so", () => {
  const quiet = anExplanation({ answer: null, sentences: ["Nobody has seen it."] });
  render(Reasons, { explained: { ...quiet, spread: { ...quiet.spread, views: 0 } } as Explained });
  expect(screen.queryByText("Who took it how")).toBeNull();
  expect(screen.getByText("Nobody of the crowd has seen it yet")).toBeInTheDocument();
  expect(screen.queryByText("Nobody has seen it.")).toBeNull();
});

test("a post that is over before anybody saw it promises no reasons to come", () => {
  const quiet = anExplanation({ answer: null, sentences: ["Hardly anybody was shown it."] });
  render(Reasons, { explained: { ...quiet, spread: { ...quiet.spread, views: 0, alive: false } } as Explained });
  expect(screen.getByText("Hardly anybody was shown it.")).toBeInTheDocument();
  expect(screen.queryByText("Nobody of the crowd has seen it yet")).toBeNull();
});

test("a term without a name of its own is still shown", () => {
  const one = anExplanation();
  render(Reasons, { explained: { ...one, answer: { ...one.answer!, terms: [{ term: "moonlight", z: 1 }] } } });
  expect(screen.getByText("moonlight")).toBeInTheDocument();
});

test("the plots are no stumbling block", async () => {
  render(Reasons, { explained: anExplanation() });
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map((one) => `${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
});

test("shares and signed figures read as people write them", () => {
  expect([percent(0), percent(0.001), percent(0.345), percent(1)]).toEqual(["0%", "<1%", "35%", "100%"]);
  expect([signed(0.5), signed(-1.25), signed(0)]).toEqual(["+0.5", "−1.3", "0.0"]);
});
