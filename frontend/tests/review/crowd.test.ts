// The crowd's page of the review: openings, disagreements, and the facilitator's own hand.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, expect, test, vi } from "vitest";
import { bookOf } from "../../src/screens/review/book";
import CrowdPage from "../../src/screens/review/CrowdPage.svelte";
import { size, told, windowsOf, type Crowd } from "../../src/screens/review/crowd";
import { aReview } from "./fixture";

afterEach(cleanup);

export const crowd: Crowd = {
  openings: [
    { chance: "o1", opening: "ally", t: 600, closed_t: 900, post: "p3", why: "A rival offers two seats.", noticed_t: 640, taken: true, taken_by: "p6" },
    { chance: "o2", opening: "leave_it", t: 1300, closed_t: null, post: null, why: "It is dying down.", noticed_t: null, taken: false, taken_by: null },
  ],
  disagreements: [{ post: "p4", t: 1160, chosen: ["empathy"], read: ["deflect", "deny"], cues: ["our policy", "since 2011"], sentence: "It was meant as empathy and quotes a rule." }],
  influence: [
    { t: 700, what: "anger", by: -0.3, fades: 600, why: "Too hot for a first drill", seat: "facilitator-1" },
    { t: 900, what: "volume", by: 2.5, fades: null, why: "", seat: "facilitator-1" },
  ],
};

const book = (of: Partial<Crowd> = crowd) => bookOf({ ...aReview(), ...of });

test("an opening says when it was there, how soon it was noticed, and which post took it", async () => {
  const onpick = vi.fn();
  render(CrowdPage, { book: book(), onpick });
  const rows = within(screen.getByRole("table", { name: "Openings the crowd gave" })).getAllByRole("row").slice(1);
  expect(rows[0]).toHaveTextContent(/An ally offers help.*10:00 to 15:00.*after 00:40.*taken.*26:40/);
  expect(rows[1]).toHaveTextContent(/Leave it alone.*21:40 to the end.*never.*passed/);
  await fireEvent.click(within(rows[0]!).getByRole("button", { name: "10:00" }));
  expect(onpick).toHaveBeenCalledWith(600);
});

test("a disagreement shows chip, words, and what gave it away", () => {
  render(CrowdPage, { book: book(), onpick: () => undefined });
  expect(screen.getByText("It was meant as empathy and quotes a rule.").closest("article")).toHaveTextContent(/19:20 chosen Empathy words read as Deflect \+ Deny.*our policy\s*since 2011/);
});

test("the facilitator's hand has its time, its size and its reason", () => {
  render(CrowdPage, { book: book(), onpick: () => undefined });
  expect(screen.getByText("Anger −0.3, half gone in 10:00").closest("article")).toHaveTextContent(/11:40.*Too hot for a first drill/);
  expect(screen.getByText("Volume set to ×2.5")).toBeInTheDocument();
  expect(crowd.influence.map(told)).toHaveLength(2);
  expect(crowd.influence.map(size)).toEqual([-0.3, 0.5]);
});

test("a drill in which the crowd gave nothing and was left alone says so", () => {
  render(CrowdPage, { book: book({}), onpick: () => undefined });
  expect(screen.getByText("The crowd gave no opening")).toBeInTheDocument();
  expect(screen.getByText("The crowd was left to itself")).toBeInTheDocument();
});

test("words that do nothing of their chips are told as that", () => {
  const one = crowd.disagreements[0]!;
  render(CrowdPage, { book: book({ disagreements: [{ ...one, read: [], cues: [] }] }), onpick: () => undefined });
  expect(screen.getByText(one.sentence).closest("article")).toHaveTextContent("words read as nothing in particular");
});

test("an opening that never closed lasts to the end of the chart", () => {
  expect(windowsOf(crowd, 2400).map(({ from, to, taken }) => [from, to, taken])).toEqual([[600, 900, true], [1300, 2400, false]]);
});

test("the page is no stumbling block", async () => {
  render(CrowdPage, { book: book(), onpick: () => undefined });
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false }, "heading-order": { enabled: false } } });
  expect(violations.map((one) => `${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
});
