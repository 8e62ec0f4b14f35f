// The decision model in the browser decides as the server's does.
import { expect, test } from "vitest";
import type { Draft, Plan, ShownSeat } from "$wire/wire";
import { contentOf } from "$lib/content";
import { breaksGlass, clearedOf, deciders, turnOf, wayOf } from "../src/live/model";

const plan: Plan = {
  version: 1, first_reply: 900, assumptions: [], components: [], holding: [], red_lines: [], severity: 1, break_glass: ["decision_maker"],
  ladder: [
    { does: "review", position: "legal", title: "Reads", within: 600 },
    { does: "decide", position: "decision_maker", title: "Decides", within: 300 },
  ],
  routes: [
    { id: "thanks", title: "Thanks", content: "routine", severity: 1, approvals: [], own: false },
    { id: "facts", title: "Facts", content: "information", severity: 1, approvals: [{ position: "subject_expert", within: 120 }], own: false },
    { id: "facts-3", title: "Facts", content: "information", severity: 3, approvals: [{ position: "legal", within: 240 }, { position: "decision_maker", within: 180 }], own: false },
  ],
  delegates: [{ position: "subject_expert", by: ["legal"] }],
};

const seat = (position: NonNullable<ShownSeat["position"]>, more: Partial<ShownSeat> = {}): ShownSeat => ({
  id: position, role: "brand", title: position, position, participant: "p", name: position, standin: false, reserved: null, covered: null, ready: false, signed: false, signed_version: null, away: false, ...more,
});
const all = (more: Partial<Record<string, Partial<ShownSeat>>> = {}): ShownSeat[] => (["communicator", "legal", "subject_expert", "decision_maker"] as const).map((one) => seat(one, more[one]));

const draft: Draft = {
  id: "d1", seat: "communicator", text: "Words", posture: "answers", opened_t: 1, reply_to: null, cites: [], intent: null, version: 1, state: "waiting", needs: ["subject_expert"], approved_by: [],
  steps: [], post: null, unapproved: null, author: null, going: null, stopped: null, platform: null, content: "information", route: "facts", within: [120], absent: [], picture: null,
};
const asked = (seats: ShownSeat[], one: Draft = draft): string[] | undefined => turnOf({ plan, seats }, one)?.seats.map((each) => each.id);

test("the route of the highest severity reached counts, and the ladder where there is none", () => {
  expect(wayOf(plan, "information", 2)).toMatchObject({ id: "facts", within: 120 });
  expect(wayOf(plan, "information", 3)).toMatchObject({ id: "facts-3", needs: ["legal", "decision_maker"], within: 420 });
  expect(wayOf(plan, "apology", 1)).toMatchObject({ id: "ladder", needs: ["legal", "decision_maker"] });
  expect(wayOf(plan, "routine", 1).needs).toEqual([]);
});

test("whoever is out is stood in for: by the delegate, then by the decision maker, then by nobody", () => {
  const out = { away: true };
  expect(asked(all())).toEqual(["subject_expert"]);
  expect(asked(all({ subject_expert: out }))).toEqual(["legal"]);
  expect(asked(all({ subject_expert: { participant: null }, legal: out }))).toEqual(["decision_maker"]);
  const nobody = all({ subject_expert: out, legal: out, decision_maker: out });
  expect(asked(nobody)).toBeUndefined();
  expect(clearedOf({ plan, seats: nobody }, draft)).toBe(true);
  expect(clearedOf({ plan, seats: all() }, draft)).toBe(false);
});

test("nobody is asked for a yes to their own words", () => {
  const own = { ...draft, seat: "subject_expert" };
  expect(deciders({ plan, seats: all() }, own, "subject_expert").map((one) => one.id)).toEqual(["legal"]);
});

test("the glass is broken by whom the plan names", () => {
  expect([breaksGlass(plan, "decision_maker"), breaksGlass(plan, "communicator"), breaksGlass(plan, null)]).toEqual([true, false, false]);
});

test("a class is read from what the words do, money before an apology", () => {
  expect([contentOf(["apology"]), contentOf(["apology", "compensate"]), contentOf(["deny"]), contentOf(["empathy"]), contentOf(undefined)]).toEqual(["apology", "compensation", "correction", "information", "information"]);
});
