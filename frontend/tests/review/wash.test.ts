import axe from "axe-core";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { press } from "$lib/keys";
import type { Aftertalk } from "$live/aftertalk.svelte";
import { NO_TALK, NO_WASH } from "$live/untold";
import type { Review, ToldTalk, ToldWash, TwoStories } from "$wire/wire";
import { bookOf } from "../../src/screens/review/book";
import { day } from "../../src/screens/review/wash/day";
import { settledCount, withTalk } from "../../src/screens/review/wash/merging";
import { actionPages, answerPages } from "../../src/screens/review/wash/paging";
import { secondsIn } from "../../src/screens/review/wash/seconds";
import TakeCost from "../../src/screens/review/wash/TakeCost.svelte";
import Wall from "../../src/screens/review/wash/Wall.svelte";
import Wash from "../../src/screens/review/wash/Wash.svelte";
import { aReview } from "./fixture";

const LEADS = ["finding.settle", "finding.cost", "finding.add", "action.add", "action.edit", "action.drop", "action.done", "wash.open", "wash.ask", "wash.close"];
const QUESTIONS: ToldWash["questions"] = ["Well?", "Badly?", "Next?"].map((text, at) => ({ number: at + 1, text, state: "unasked", count: 0, texts: [] }));
const open = (more: Partial<ToldWash> = {}): ToldWash => ({ ...NO_WASH, open: true, held: true, questions: QUESTIONS, ...more });

beforeEach(() => window.addEventListener("keydown", press));
afterEach(() => {
  cleanup();
  window.removeEventListener("keydown", press);
  vi.unstubAllGlobals();
});

/** A talk that hears what is asked, and says yes. */
function talking(can: readonly string[], talk: ToldTalk = NO_TALK): { live: Aftertalk; asked: unknown[] } {
  const asked: unknown[] = [];
  const live = {
    rehearsal: "r1", talk, live: true, elsewhere: false, room: {},
    can: (kind: string) => can.includes(kind),
    ask: (command: unknown) => (asked.push(command), Promise.resolve({ type: "done", ask: "", n: {}, made: [] })),
  };
  return { live: live as unknown as Aftertalk, asked };
}

const shown = (review: Review, live?: Aftertalk): { container: Element } => render(Wash, { book: bookOf(review), ...(live ? { live } : {}), now: 60, active: () => true, onpick: () => undefined });

test("what was said since stands in the review, and peoples own findings beside those of rules", () => {
  const review = aReview();
  const first = review.findings[0]!;
  const added = { id: "added:1", seat: "bystander-1", sort: "opportunity" as const, title: "Row 15 spoke", what: "", t: first.t + 1, evidence: [{ sort: "post" as const, id: "p1" }] };
  const settled = [{ finding: first.id, standing: "agreed" as const, remark: "Yes", cost: "Two points" }, { finding: "added:1", standing: "rejected" as const, remark: "", cost: null }];
  const now = withTalk(review, settled, [added], []);
  expect(now.findings.find((one) => one.id === first.id)).toMatchObject({ standing: "agreed", remark: "Yes", cost: "Two points" });
  expect(now.findings.find((one) => one.id === "added:1")).toMatchObject({ title: "Row 15 spoke", standing: "rejected", evidence: [{ sort: "post", id: "p1", t: 8 }] });
  expect(settledCount(now)).toBe(2);
  expect(withTalk(now, settled, [added], []).findings).toHaveLength(now.findings.length);
});

test("a key agrees on the finding, with its remark, and goes on to the next that is open", async () => {
  const review = aReview();
  const { live, asked } = talking(LEADS);
  shown(review, live);
  await fireEvent.input(screen.getByLabelText("Remark"), { target: { value: " Nobody asked " } });
  await fireEvent.keyDown(document.body, { key: "a" });
  expect(asked).toEqual([{ kind: "finding.settle", finding: review.findings[0]!.id, standing: "agreed", remark: "Nobody asked" }]);
  await fireEvent.keyDown(document.body, { key: "r" });
  expect(asked[1]).toMatchObject({ finding: review.findings[1]!.id, standing: "rejected" });
});

test("the facilitator begins with three questions, which may be worded anew", async () => {
  const { live, asked } = talking(LEADS);
  shown(aReview(), live);
  await fireEvent.input(screen.getByLabelText("Question 1"), { target: { value: "What was good?" } });
  await fireEvent.click(screen.getByRole("button", { name: "Start the hot wash" }));
  expect(asked).toEqual([{ kind: "wash.open", questions: ["What was good?", "What would we do differently tomorrow?", "What has to change in the plan?"] }]);
});

test("an action is written because of the finding it was begun from", async () => {
  const review = aReview();
  const { live, asked } = talking(LEADS);
  shown(review, live);
  await fireEvent.keyDown(document.body, { key: "n" });
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("What is done")));
  await fireEvent.input(screen.getByLabelText("What is done"), { target: { value: "Ask twice" } });
  await fireEvent.input(screen.getByLabelText("Owner"), { target: { value: "Legal" } });
  await fireEvent.input(screen.getByLabelText("Due"), { target: { value: "2026-12-05" } });
  await fireEvent.click(screen.getByRole("button", { name: "Add action" }));
  expect(asked).toEqual([{ kind: "action.add", what: "Ask twice", owner: "Legal", due: "2026-12-05", findings: [review.findings[0]!.id] }]);
});

test("who does not lead answers and reads, and settles nothing", async () => {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", (_path: string, asked: RequestInit) => {
    if (asked.method === "POST") sent.push(JSON.parse(String(asked.body)));
    return Promise.resolve(new Response(JSON.stringify({ answers: asked.method === "POST" ? { "1": "The first reply" } : {} })));
  });
  const wash = open({ on: "question", question: 1, questions: QUESTIONS.map((one) => (one.number === 1 ? { ...one, state: "open", count: 4 } : one)) });
  const { live, asked } = talking(["finding.add"], { ...NO_TALK, wash });
  const { container } = shown({ ...aReview(), actions: [{ id: "a1", what: "Ask twice", owner: "Legal", due: "2026-12-05", findings: [], done: false }] }, live);
  expect(screen.queryByRole("button", { name: /Agree/ })).toBeNull();
  expect(screen.getByText("Ask twice")).toBeVisible();
  expect(screen.getByText("4 have answered")).toBeVisible();
  await fireEvent.keyDown(document.body, { key: "a" });
  await fireEvent.input(screen.getByRole("textbox", { name: "Well?" }), { target: { value: " The first reply " } });
  await fireEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("Your answer is in")).toBeVisible();
  expect(sent).toEqual([{ question: 1, text: "The first reply" }]);
  expect(asked).toEqual([]);
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false }, "heading-order": { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
});

test("from a file one reads what was answered and what will be done", () => {
  const wash = { ...open({ open: false }), questions: QUESTIONS.map((one) => (one.number === 1 ? { ...one, state: "closed" as const, count: 1, texts: ["The first reply"] } : one)) };
  shown({ ...aReview(), wash, actions: [{ id: "a1", what: "Ask twice", owner: "", due: null, findings: [], done: true }] });
  expect(screen.getByText("The first reply")).toBeVisible();
  expect(screen.getByText("no owner yet")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Add action" })).toBeNull();
});

test("the big screen counts answers, and shows them once the question is closed", async () => {
  const question = { ...QUESTIONS[0]!, state: "open" as const, count: 3 };
  const wash = open({ on: "question", question: 1, questions: [question] });
  const wall = render(Wall, { review: aReview(), wash });
  expect(screen.getByText("3")).toBeVisible();
  await wall.rerender({ wash: { ...wash, questions: [{ ...question, state: "closed", texts: ["A", "B", "C"] }] } });
  expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["A", "B", "C"]);
});

test("what a what-if says is put down as what the finding about that post cost", async () => {
  const review = aReview();
  const about = review.findings.find((one) => one.evidence.some((cite) => cite.sort === "post"))!;
  const post = about.evidence.find((cite) => cite.sort === "post")!.id;
  const flat = { low: [1, 1], middle: [4, 4], high: [7, 7] };
  const none = { low: [0, 0], middle: [0, 0], high: [0, 0] };
  const told = { times: [review.length - 60, review.length], runs: 100, forks: 0, trust: { happened: none, higher: flat }, heat: { happened: none, higher: none }, against: { happened: none, higher: none } } as unknown as TwoStories;
  const { live, asked } = talking(LEADS);
  render(TakeCost, { review, told, post, said: "Nothing said at 19:20", live });
  await fireEvent.click(screen.getByRole("button", { name: "Put it down" }));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ kind: "finding.cost", finding: about.id });
  expect((asked[0] as { cost: string }).cost).toMatch(/^Nothing said at 19:20: trust would have ended at \d+ \(\d+ to \d+\) instead of \d+, an estimate\.$/);
});

test("the big screen shows no more than can be read at once, and leaves nothing out", () => {
  const long = Array.from({ length: 9 }, (_, i) => `${i} `.padEnd(280, "word "));
  const pages = answerPages(long, "Well?");
  expect(pages.flat()).toEqual(long);
  expect(Math.max(...pages.map((page) => page.length))).toBe(1);
  expect(answerPages(["Yes", "No", "Both", "Neither"], "Well?")).toHaveLength(1);
  expect(answerPages([], "Well?")).toEqual([[]]);
  const some = long.map((text) => text.slice(0, 150));
  expect(answerPages(some, "x".repeat(200)).length).toBeGreaterThan(answerPages(some, "Well?").length);
  const actions = Array.from({ length: 9 }, (_, i) => ({ what: `Action ${i}`, findings: ["late:p1"] }));
  expect(actionPages(actions).flat()).toEqual(actions);
  expect(actionPages(actions)[0]).toHaveLength(2);
});

test("times and days are read as people write them", () => {
  expect([secondsIn("12:30"), secondsIn("1:00:05"), secondsIn("12:61"), secondsIn("soon")]).toEqual([750, 3605, undefined, undefined]);
  expect([day("2026-12-05"), day("someday")]).toEqual(["Sat, Dec 5, 2026", "someday"]);
});
