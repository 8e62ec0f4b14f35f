// The plan as it is written in the lobby: what an edit makes of it, and of those who signed the version before.
import { expect, it } from "vitest";
import type { Component, Plan, PlanPatch } from "$wire/wire";
import { NOTHING, patched, profileOf, unsaid, versionOf, weightOf } from "../../src/live/plan";
import { aRoom, event, FarEnd, roleSnapshot, welcome } from "./recorded";

const part = (id: string, more: Partial<Component> = {}): Component => ({ id, title: id, owner: "legal", weight: null, standing: "ready", kind: null, text: "", ...more });
const patch = (more: Partial<PlanPatch> = {}): PlanPatch => ({ ...NOTHING, ...more });
const plan: Plan = { version: 4, components: [part("a"), part("b")], ladder: [], holding: [], assumptions: [], red_lines: ["never"], first_reply: 900, routes: [], delegates: [], break_glass: [], severity: 1 };
const profile = profileOf([["listening", 3], ["legal_red_lines", 3], ["voice", 1]]);

it("puts a part in place of the one of its name, and what is new at the end", () => {
  const after = patched(plan, patch({ components: [part("a", { text: "Now." }), part("c")], removed: [{ sort: "red_line", id: "never" }] }), 5);
  expect(after.components.map((one) => [one.id, one.text])).toEqual([["a", "Now."], ["b", ""], ["c", ""]]);
  expect([after.version, after.red_lines, after.first_reply]).toEqual([5, [], 900]);
});

it("has every version of a plan, and none that was not", () => {
  const edits = [{ version: 5, seat: "x", at: 1, patch: patch({ first_reply: 60 }) }];
  expect([versionOf(plan, edits, 4)?.first_reply, versionOf(plan, edits, 5)?.first_reply]).toEqual([900, 60]);
  expect([versionOf(plan, edits, 3), versionOf(plan, edits, 6)]).toEqual([undefined, undefined]);
});

it("weighs a part by itself, else by its kind, else in the middle", () => {
  expect([part("a", { weight: 0, kind: "listening" }), part("a", { kind: "listening" }), part("a")].map((one) => weightOf(one, profile))).toEqual([0, 3, 2]);
});

it("knows what the platform makes critical and nobody wrote; a gap that is marked is meant", () => {
  expect(unsaid(plan, profile)).toEqual(["listening"]);
  expect(unsaid({ ...plan, components: [part("a", { kind: "listening", standing: "missing" })], red_lines: [] }, profile)).toEqual(["legal_red_lines"]);
});

it("asks for a signature again once the plan was edited, and says which version was signed", async () => {
  const { room, leave } = await aRoom();
  const [first] = roleSnapshot().seats;
  const base = welcome();
  if (!first || !base.snapshot) throw new Error("no snapshot to begin with");
  const war_room = { plan, first_plan: plan, plan_edits: [], profile: [], drafts: [], chat: [], facts: [], severity: 1, alerts: [], decisions: [], tasks: [], assigned: [], flags: [], messages: [], reports: [] };
  const seats = [{ ...first, id: "s", role: "brand" as const, signed: false }, { ...first, signed: null }];
  FarEnd.last.hear({ ...base, snapshot: { ...base.snapshot, role: roleSnapshot({ war_room, seats }) } });
  FarEnd.last.hear(event(5, { kind: "plan.signed", seat: "s", version: 4 }));
  expect(room.seatOf("s")).toMatchObject({ signed: true, signed_version: 4 });
  FarEnd.last.hear(event(6, { kind: "plan.edited", seat: "s", version: 5, patch: patch({ first_reply: 60 }) }));
  expect(room.seats.map((seat) => [seat.signed, seat.signed_version])).toEqual([[false, 4], [null, null]]);
  expect([room.plan?.version, room.plan?.first_reply, room.firstPlan?.version, room.planEdits.length]).toEqual([5, 60, 4, 1]);
  leave();
});
