// The plan's next version as the review shows it.
import { render, screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";
import type { Amendment, Component } from "$wire/wire";
import { bookOf } from "../../src/screens/review/book";
import { changesOf, corrected, counted, shown, washed, weightIn } from "../../src/screens/review/next/amendments";
import NextPage from "../../src/screens/review/next/NextPage.svelte";
import { NOTHING } from "../../src/live/plan";
import { aReview } from "./fixture";

const review = aReview();
const [first] = review.findings;
const part: Component = { id: "approval", title: "Approval", owner: "decision_maker", standing: "ready", kind: "approval", weight: null, text: "Every yes is given at the desk." };

const amendment = (more: Partial<Amendment> = {}): Amendment => ({
  id: "unapproved:approval", change: "new_part", about: { sort: "component", id: "approval" }, title: "Approval", why: "A draft went out unapproved.",
  patch: { ...NOTHING, components: [part] }, findings: first ? [first.id] : [], assumptions: [], agreed: false, verdict: "open", kept: null, note: "", by: null, ...more,
});

it("shows the changes of agreed findings, what was settled, and all on demand", () => {
  const all = [amendment({ id: "a:1", agreed: true }), amendment({ id: "b:1" }), amendment({ id: "c:1", verdict: "declined" })];
  expect(shown(all, "agreed").map((one) => one.id)).toEqual(["a:1", "c:1"]);
  expect(shown(all, "all")).toHaveLength(3);
  expect(counted(all)).toEqual({ accepted: 0, declined: 1, open: 2 });
});

it("says what the plan would say, and marks words of the team's own", () => {
  const [change] = changesOf(review.plan, amendment().patch);
  expect([change?.before, change?.after]).toEqual([undefined, "Approval. Every yes is given at the desk. (decision maker, ready)"]);
  const [rung] = changesOf(review.plan, { ...NOTHING, rungs: [{ rung: 1, within: 30 }] });
  expect(rung?.after).toBe("0.5 min");
});

it("knows how much a part matters on the platform", () => {
  expect(weightIn({ ...review, profile: [["approval", 3]] }, amendment())).toBe(3);
  expect(weightIn(review, amendment({ patch: { ...NOTHING, first_reply: 60 } }))).toBeUndefined();
});

it("tells whether the hot wash has said anything", () => {
  const quiet = aReview({ findings: review.findings.map((one) => ({ ...one, standing: "suggested" })) });
  expect(washed(quiet)).toBe(false);
  expect(washed(aReview({ findings: quiet.findings.map((one, i) => ({ ...one, standing: i === 0 ? "agreed" : "suggested" })) }))).toBe(true);
});

it("has a line for each bet with what is left of it", () => {
  expect(corrected(review).map((bet) => bet.id)).toEqual(review.bets.map((bet) => bet.id));
});

it("shows each change with what it follows from, and the version that comes of what was accepted", () => {
  const next = { ...review.plan, version: review.plan.version + 1, components: [...review.plan.components, part] };
  const book = bookOf(aReview({ amendments: [amendment({ verdict: "accepted", kept: amendment().patch })], next_plan: next }));
  render(NextPage, { book, offline: true, onpick: () => undefined });
  const [row] = screen.getAllByRole("listitem");
  expect(within(row as HTMLElement).getByText("Accepted")).toBeInTheDocument();
  expect(within(row as HTMLElement).getByText("A draft went out unapproved.")).toBeInTheDocument();
  expect(within(row as HTMLElement).queryByRole("button", { name: /Accept/ })).toBeNull();
  expect(screen.getByRole("complementary", { name: `Version ${next.version}` })).toHaveTextContent("Every yes is given at the desk.");
});
