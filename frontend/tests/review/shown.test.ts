import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { press } from "$lib/keys";
import Shown from "../../src/screens/review/Shown.svelte";
import type { Lenses } from "$wire/wire";
import { aReview } from "./fixture";

beforeEach(() => {
  window.addEventListener("keydown", press);
  window.history.replaceState(null, "", "/review/r1#t=0");
});
afterEach(() => {
  cleanup();
  window.removeEventListener("keydown", press);
});

// By selector: a search by role walks the whole page, which is long.
const time = (): string => document.querySelector("input[type=range]")?.getAttribute("aria-valuetext") ?? "";
const key = (name: string, more: KeyboardEventInit = {}): Promise<boolean> => fireEvent.keyDown(document.body, { key: name, ...more });

test("the arrows go from moment to moment", async () => {
  render(Shown, { review: aReview() });
  await key("ArrowRight");
  expect(time()).toBe("00:08");
  await key("ArrowRight");
  expect(time()).toBe("03:00");
  await key("ArrowLeft");
  expect(time()).toBe("00:08");
});

test("b goes to the next mistake, o to the next chance", async () => {
  render(Shown, { review: aReview() });
  await key("o");
  expect(time()).toBe("03:00");
  await key("b");
  expect(time()).toBe("08:00");
});

test("a link opens at its moment", async () => {
  window.history.replaceState(null, "", "/review/r1#t=1160");
  render(Shown, { review: aReview() });
  await tick();
  expect(time()).toBe("19:20");
  expect(screen.getByText("Published without approval: The journalist files in four minutes", { selector: ".anyway" })).toBeInTheDocument();
});

test("every inject has its verdict in words", () => {
  render(Shown, { review: aReview() });
  const rows = document.querySelectorAll("[aria-label=Answers] .injects tbody tr");
  const verdicts = [...rows].map((row) => row.querySelector("td:last-child")?.textContent?.trim());
  expect(verdicts).toEqual(["in time", "no answer", "late", "none expected", "not delivered"]);
});

test("a note in the list leads back to its moment", async () => {
  render(Shown, { review: aReview() });
  await fireEvent.click(screen.getByText("Policy text went out. Legal had not seen it.", { selector: ".text" }));
  expect(time()).toBe("19:24");
});

test("each measure says whether the plan held, not by colour alone", () => {
  render(Shown, { review: aReview() });
  expect(screen.getByText("First reply", { selector: ".measures button" }).closest("div")).toHaveTextContent("the plan held");
  expect(screen.getByText("Time to respond", { selector: ".measures button" }).closest("div")).toHaveTextContent("the plan did not hold");
});

test("a measure says what it is when it is asked", async () => {
  render(Shown, { review: aReview() });
  const asked = screen.getByText("First reply", { selector: ".measures button" });
  await fireEvent.click(asked);
  expect(asked).toHaveAttribute("aria-expanded", "true");
  expect(document.getElementById("measure-means")).toHaveTextContent("From the first inject to the brand's first public post.");
});

const told: Lenses = {
  told: [{ t: 30, event: { kind: "whisper.sent", whisper: "w9", to: "bystander-1", text: "Ask for the log" } }],
  listened: [],
  lenses: [{ id: "bystander-1", truth: false, listens: false, accounts: [], told: [0] }],
};

test("a link opens through the lens it names, and nothing of hindsight shows", async () => {
  window.history.replaceState(null, "", "/review/r1#t=1160&lens=bystander-1");
  render(Shown, { review: aReview(), lenses: async () => told });
  expect(document.querySelector(".chart")).toBeNull(); // not even while it comes
  await waitFor(() => expect(document.querySelector(".chart")).not.toBeNull());
  expect(document.querySelector(".measures")).toBeNull();
  expect(document.querySelectorAll(".lanes button")).toHaveLength(0);
  await fireEvent.click(screen.getByText("Show all"));
  expect(document.querySelector(".measures")).not.toBeNull();
  expect(document.querySelectorAll(".lanes button").length).toBeGreaterThan(5);
});

test("a lens that does not come shows all", async () => {
  window.history.replaceState(null, "", "/review/r1#t=1160&lens=nobody");
  render(Shown, { review: aReview(), lenses: async () => told });
  await waitFor(() => expect(document.querySelector(".measures")).not.toBeNull());
});

test("back leads to the page, the lens and the moment before", async () => {
  render(Shown, { review: aReview(), lenses: async () => told });
  await key("o");
  await waitFor(() => expect(window.location.hash).toContain("at="));
  window.history.replaceState(null, "", "#t=1160&page=answers");
  window.dispatchEvent(new PopStateEvent("popstate"));
  await tick();
  expect(time()).toBe("19:20");
  expect(document.getElementById("page")).toHaveClass("answers");
});
