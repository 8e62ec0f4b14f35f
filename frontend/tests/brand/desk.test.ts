// The desk's order, its deadlines, and what it says of words before anybody else does.
import { afterEach, describe, expect, it } from "vitest";
import type { Draft, Fact, Intent, Plan, Step } from "$wire/wire";
import { meantBefore } from "$lib/intents";
import { waitsFor } from "../../src/live/drafts";
import { blanks, checks, dueOf, filled, firstApprover, ladderOf, myTurn, openDrafts } from "../../src/screens/brand/desk";
import { aRoom, FarEnd, roleSnapshot, welcome } from "../live/recorded";

const plan: Plan = {
  version: 4,
  first_reply: 900,
  routes: [],
  delegates: [],
  break_glass: ["communicator", "decision_maker"],
  severity: 1,
  assumptions: [],
  components: [],
  holding: [],
  red_lines: ["no exceptions"],
  ladder: [
    { does: "notice", position: "subject_expert", title: "Anyone notices", within: 120 },
    { does: "draft", position: "communicator", title: "Drafts", within: 300 },
    { does: "review", position: "legal", title: "Reviews", within: 600 },
    { does: "decide", position: "decision_maker", title: "Decides", within: 300 },
    { does: "publish", position: "communicator", title: "Publishes", within: 0 },
  ],
};

const draft = (id: string, more: Partial<Draft> = {}): Draft => ({
  id,
  seat: "brand-comms",
  text: "Sorry.",
  posture: "answers",
  opened_t: 100,
  platform: null,
  reply_to: null,
  cites: [],
  intent: null,
  version: 1,
  state: "waiting",
  needs: ["legal", "decision_maker"],
  approved_by: [],
  steps: [
    { did: "opened", seat: "brand-comms", t: 100, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
    { did: "submitted", seat: "brand-comms", t: 160, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
  ],
  post: null,
  unapproved: null,
  author: null,
  going: null,
  stopped: null,
  content: "information",
  route: "ladder",
  within: [600, 300],
  absent: [],
  picture: null,
  ...more,
});

const fact = (id: string, standing: Fact["standing"]): Fact => ({ id, standing, seat: "s", text: "", source: "", claimed_t: 0, asked_by: null, due: null, settled_t: null, settled_by: null });

const seatsOf = () => (["communicator", "legal", "decision_maker"] as const).map((position) => ({
  id: position,
  role: "brand" as const,
  title: position,
  position,
  participant: position === "legal" ? "x" : null,
  name: position === "legal" ? "Bo Lindqvist" : null,
  standin: true,
  reserved: null,
  covered: null,
  ready: false,
  signed: false,
  signed_version: null,
  away: false,
}));
const team = { plan, seats: seatsOf() };

let leave = (): void => undefined;
afterEach(() => leave());

async function aDesk(drafts: Draft[]) {
  const opened = await aRoom();
  leave = opened.leave;
  const seats = seatsOf().map((seat) => (seat.position === "legal" ? { ...seat, id: opened.room.seat } : seat));
  const war_room = { plan, first_plan: plan, plan_edits: [], profile: [], drafts, chat: [], facts: [], severity: 1, alerts: [], decisions: [], tasks: [], assigned: [], flags: [], messages: [], reports: [] };
  const base = welcome();
  if (!base.snapshot) throw new Error("a welcome without a snapshot");
  FarEnd.last.hear({ ...base, you: { ...base.you, position: "legal", role: "brand" }, snapshot: { ...base.snapshot, role: roleSnapshot({ seats, war_room }) } });
  return opened.room;
}

describe("a deadline", () => {
  it("runs from the step before, by the plan's own times", () => {
    expect(dueOf(draft("d1"), team)?.at).toBe(160 + 600);
    const cleared = draft("d1", { approved_by: ["legal"], steps: [{ did: "approved", seat: "b", t: 400, position: "legal", why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null }] });
    expect([waitsFor(cleared), dueOf(cleared, team)?.at]).toEqual(["decision_maker", 400 + 300]);
  });

  it("is not given where the plan gives no time", () => {
    expect(dueOf(draft("d1", { state: "approved" }), team)).toBeUndefined();
  });
});

describe("the queue", () => {
  it("puts the most urgent first, and leaves out what is over", async () => {
    const late = draft("d1", { steps: [{ did: "submitted", seat: "s", t: 900, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null }] });
    const room = await aDesk([late, draft("d2"), draft("d3", { state: "approved" }), draft("d4", { state: "published" }), draft("d5", { state: "dropped" })]);
    expect(openDrafts(room).map((one) => one.id)).toEqual(["d3", "d2", "d1"]);
  });

  it("knows whose turn it is, and who comes first", async () => {
    const room = await aDesk([draft("d1")]);
    expect(myTurn(room, draft("d1"))).toBe(true);
    expect(myTurn(room, draft("d1", { approved_by: ["legal"] }))).toBe(false);
    expect(firstApprover(room)).toBe("legal");
  });

  it("names on the ladder who sent a draft back, and why", async () => {
    const back = draft("d1", { state: "rejected", steps: [...draft("d1").steps, { did: "rejected", seat: "critic-1", t: 200, position: null, why: "admits fault", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null }] });
    const room = await aDesk([back]);
    expect(ladderOf(room, back)[1]).toMatchObject({ state: "refused", who: "Bo", note: "admits fault" });
  });
});

describe("checks", () => {
  it("tell red lines and open facts, whatever the case of the letters", () => {
    const told = checks("There are No Exceptions.", [fact("f1", "claimed"), fact("f2", "confirmed")], plan);
    expect(told.filter((one) => !one.good)).toHaveLength(2);
    expect(checks("All is said.", [fact("f2", "confirmed")], plan).every((one) => one.good)).toBe(true);
  });
});

describe("a holding line", () => {
  it("asks for each blank once, and keeps those not filled", () => {
    const text = "{name}, we answer by {time}, {name}.";
    expect(blanks(text)).toEqual(["name", "time"]);
    expect(filled(text, { name: "Kev", time: "" })).toBe("Kev, we answer by {time}, Kev.");
  });
});

describe("what a draft is meant to do", () => {
  const step = (did: Step["did"], strategies?: Intent["strategies"]): Step => ({
    did, seat: "s", t: 1, position: null, why: "", picture: null,
    text: "",
    tags: [], delegate: null, content: null, absent: [], intent: strategies ? { strategies, tone: "plain", target: "thread" } : null,
  });

  it("is compared with the version before", () => {
    expect(meantBefore(draft("d1"))).toBeUndefined();
    const twice = draft("d1", { version: 2, steps: [step("opened", ["explain"]), step("submitted"), step("revised", ["apology"])] });
    expect(meantBefore(twice)).toEqual({ intent: { strategies: ["explain"], tone: "plain", target: "thread" }, version: 1 });
  });
});
