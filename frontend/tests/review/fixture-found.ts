// What the fixture's review found: mistakes and chances, bets, load, conversations.
import type { Finding, Review } from "$wire/wire";

function finding(id: string, sort: Finding["sort"], title: string, t: number, more: Partial<Finding> = {}): Finding {
  const rule = id.split(":")[0] ?? id;
  return { id, rule, sort, title, definition: `When ${title.toLowerCase()}.`, what: "", t, until: null, evidence: [], seen: [], noticed_t: null, noticed_by: null, done: "", taken: sort === "mistake" ? null : false, confidence: "certain", standing: "suggested", cost: null, remark: "", ...more };
}

export const findings: Review["findings"] = [
  finding("inject_window:i03", "opportunity", "A chance an inject opened", 180, {
    what: "Row 15 speaks up. There from T+03:00 for 05:00.",
    until: 480,
    evidence: [{ sort: "inject", id: "i03", seq: 9, t: 180 }],
    seen: [{ mark: "g1", seat: "brand-ops", role: "brand", t: 220, text: "Row 15 is on our side" }],
    noticed_t: 220,
    noticed_by: "brand-ops",
  }),
  finding("marked_chance:n2", "opportunity", "A chance that somebody saw", 975, {
    what: "Adaeze checked the gate log without being asked.",
    taken: null,
    confidence: "possible",
    evidence: [{ sort: "mark", id: "n2", seq: 40, t: 990 }],
    seen: [{ mark: "n2", seat: "observer-1", role: "observer", t: 975, text: "Adaeze checked the gate log without being asked." }],
  }),
  finding("unapproved:p4", "mistake", "Published unapproved", 1160, {
    what: "d1 went out as p4 without legal and decision maker: “The journalist files in four minutes”.",
    done: "Taken down at T+25:31.",
    evidence: [
      { sort: "draft", id: "d1", seq: 60, t: 1160 },
      { sort: "post", id: "p4", seq: 60, t: 1160 },
    ],
    seen: [{ mark: "n1", seat: "observer-1", role: "observer", t: 1164, text: "Policy text went out. Legal had not seen it." }],
  }),
  finding("press_asked:p3", "opportunity", "A journalist asked", 1100, { what: "@lenaortiz asked, and waited until T+23:20.", until: 1400, evidence: [{ sort: "post", id: "p3", seq: 55, t: 1100 }] }),
  finding("inject_unanswered:i03", "mistake", "Nobody answered an inject", 480, { what: "i03 expected “Ask her what she saw” within 05:00.", evidence: [{ sort: "inject", id: "i03", seq: 9, t: 180 }] }),
].sort((a, b) => a.t - b.t);

export const bets: Review["bets"] = [
  { id: "A1", verdict: "held", why: "Met in time: i01.", tests: [["i01", "held"]], decisions: ["k1"], evidence: [{ sort: "inject", id: "i01", seq: 4, t: 8 }], before: 70, after: 76 },
  { id: "A2", verdict: "broken", why: "Late or never met: i05.", tests: [["i05", "broken"]], decisions: [], evidence: [{ sort: "inject", id: "i05", seq: 55, t: 1100 }], before: 60, after: 48 },
];

export const loads: Review["loads"] = [
  { seat: "brand-decision", acts: 6, busiest: 3, busiest_t: 1500, idle: 760, idle_t: 0, waited_for: 70 },
  { seat: "brand-comms", acts: 41, busiest: 12, busiest_t: 1120, idle: 130, idle_t: 400, waited_for: 0 },
  { seat: "brand-legal", acts: 4, busiest: 2, busiest_t: 1400, idle: 1120, idle_t: 20, waited_for: 180 },
  { seat: "brand-ops", acts: 12, busiest: 4, busiest_t: 900, idle: 520, idle_t: 1300, waited_for: 0 },
];

export const conversation: Review["conversation"] = {
  topics: [
    ["walk-off", "walk-off at B14"],
    ["seat-rule", "armrest rule"],
  ],
  fields: [
    { topic: "walk-off", stance: "against", tactic: "ask", posts: 187, first: "p1", t: 8, answered_t: 400 },
    { topic: "walk-off", stance: "unsure", tactic: "story", posts: 12, first: "p21", t: 145, answered_t: null },
    { topic: "seat-rule", stance: "against", tactic: "rally", posts: 31, first: "p5", t: 1192, answered_t: null },
    { topic: "other", stance: "for", tactic: "plain", posts: 4, first: "p7", t: 1700, answered_t: null },
  ],
};
