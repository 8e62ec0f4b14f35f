// The plan and the figures of the fixture's review.
import type { Review } from "$wire/wire";

export const measures: Review["measures"] = [
  { id: "trust", title: "Trust, start to end", value: "71 → 63", note: "lowest 41 at T+27:30", held: null, definition: "Trust of the crowd at StartEx and at EndEx, 0 to 100." },
  { id: "first_reply", title: "First reply", value: "06:32", note: "plan 15:00, held", held: true, definition: "From the first inject to the brand's first public post." },
  { id: "respond", title: "Time to respond", value: "07:26", note: "plan 05:00, late", held: false, definition: "Median wait of the injects that were answered." },
  { id: "approvals", title: "Approvals", value: "1 of 2", note: "1 past the model", held: false, definition: "Posts that went out with every approval they needed." },
  { id: "facts", title: "Facts right", value: "2 of 2", note: "settled after 11:20", held: true, definition: "Claims settled as they are." },
  { id: "posture", title: "Posture of 3 posts", value: "1 initiates, 1 answers, 1 defends", note: "1 initiates, 1 answers, 1 defends", held: null, definition: "What each post of the brand sets out to do." },
  { id: "chances", title: "Chances", value: "1 of 4", note: "flagged while open", held: null, definition: "Chances somebody flagged before they closed." },
];

export const assumptions: Review["assumptions"] = [
  { id: "A1", statement: "A fast apology calms more than an explanation", owner: "communicator", confidence: 70, breaks_when: "heat rises in the ten minutes after it" },
  { id: "A2", statement: "Legal clears a short text in 10 minutes", owner: "legal", confidence: 60, breaks_when: "any review takes longer" },
];

export const guide: Review["guide"] = [
  { id: "2.3", objective: "o2", question: "Nothing goes out past the decision model", target: "No post without its approvals", check: null },
  { id: "3.1", objective: "o3", question: "Facts before opinions", target: "Every claim has a source", check: null },
];

export const objectives: Review["objectives"] = [{ id: "o2", title: "One voice, in time" }, { id: "o3", title: "Facts out" }];

/** Two evaluators lie apart on the first item, one of them against the log; the second has a check alone. */
export const evaluation: Review["evaluation"] = [
  {
    item: "2.3", agreement: "apart", check: { item: "2.3", mark: "M", said: "1 of 2 past the decision model", final: true, evidence: [{ sort: "draft", id: "d1" }] },
    ratings: [
      { item: "2.3", seat: "observer-1", mark: "M", evidence: [{ sort: "draft", id: "d1" }, { sort: "post", id: "p4" }], remark: "", told: "M", first: "U", t: 1700, changes: 1 },
      { item: "2.3", seat: "observer-2", mark: "P", evidence: [{ sort: "post", id: "p6" }], remark: "The line was signed before the drill.", told: "M", first: "P", t: 1720, changes: 0 },
    ],
  },
  { item: "3.1", agreement: null, check: { item: "3.1", mark: "P", said: "3 by T+07:00, target 3", final: true, evidence: [{ sort: "fact", id: "f1" }] }, ratings: [] },
];

export const plan: Review["plan"] = {
  version: 4,
  first_reply: 900,
  routes: [],
  delegates: [],
  break_glass: ["communicator", "decision_maker"],
  severity: 1,
  assumptions,
  red_lines: ["our fault"],
  holding: [{ id: "h1", text: "We have seen this, {name}, and will say more by {time}." }],
  ladder: [
    { does: "draft", position: "communicator", title: "Draft the answer", within: 300 },
    { does: "review", position: "legal", title: "Read it for risk", within: 600 },
    { does: "decide", position: "decision_maker", title: "Say yes or no", within: 300 },
    { does: "publish", position: "communicator", title: "Publish", within: 0 },
  ],
  components: [
    { id: "c1", title: "Holding statements", weight: null, standing: "ready", owner: "communicator", kind: "holding_statements", text: "The communicator posts a holding line within 15 minutes." },
    { id: "c2", title: "Contact to big accounts", weight: 3, standing: "missing", owner: "decision_maker", kind: "influencer_relations", text: "" },
    { id: "c3", title: "Facts board", weight: 2, standing: "thin", owner: "subject_expert", kind: null, text: "" },
  ],
};

type Seat = Review["seats"][number];

const seat = (id: string, role: Seat["role"], title: string, name: string | null, more: Partial<Seat> = {}): Seat => ({
  id,
  role,
  title,
  automatic: name === null,
  names: [],
  signed: role === "brand" && name !== null,
  signed_version: role === "brand" && name !== null ? 4 : null,
  posts: 0,
  ...more,
});

export const seats: Review["seats"] = [
  seat("brand-decision", "brand", "Decision maker", "Ilan Sayeed"),
  seat("brand-comms", "brand", "Communicator", "Mara Voss", { posts: 3 }),
  seat("brand-legal", "brand", "Legal", "Bo Lindqvist", { signed: false, signed_version: null }),
  seat("brand-ops", "brand", "Ground operations", "Adaeze Obi"),
  seat("critic-1", "critic", "The director", "Teo Marchetti", { posts: 1 }),
  seat("critic-2", "critic", "The campaign", null, { posts: 1 }),
  seat("bystander-1", "bystander", "In row 15", "Priya Nair", { posts: 1 }),
  seat("bystander-2", "bystander", "Frequent flyer", "Jon Wells"),
  seat("bystander-3", "bystander", "Never flew", null),
  seat("observer-1", "observer", "Evaluator", "Nadia Rahmani"),
];
