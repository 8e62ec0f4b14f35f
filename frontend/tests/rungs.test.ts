import { expect, test } from "vitest";
import { rungsOf } from "$lib/rungs";
import { draftAt } from "../src/screens/review/asof";
import { drafts } from "./review/fixture";

const states = (draft: (typeof drafts)[number] | undefined): string[] => (draft ? rungsOf(draft, (seat) => seat).map((rung) => rung.state) : []);

test("a draft published past the model shows its skipped steps and a logged publication", () => {
  expect(states(drafts[0])).toEqual(["done", "skipped", "skipped", "refused"]);
});

test("approvals of an older version do not count", () => {
  expect(states(drafts[1])).toEqual(["done", "done", "done", "done"]);
  expect(states(draftAt(drafts[1]!, 1460))).toEqual(["done", "now", "next", "next"]);
});

test("a rejection stands at whoever turned it down, with the reason", () => {
  const rungs = rungsOf(draftAt(drafts[1]!, 1400)!, (seat) => seat);
  expect(rungs[1]).toMatchObject({ state: "refused", who: "brand-legal", note: "“our fault” admits liability" });
});

test("with every approval the publication is what everybody waits for", () => {
  expect(states(draftAt(drafts[1]!, 1590))).toEqual(["done", "done", "done", "now"]);
});
