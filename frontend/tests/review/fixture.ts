// A review as the server sends it: "Too wide for the seat", shortened. Times are exercise seconds.
import { NO_WASH } from "$live/untold";
import type { CountAt, Draft, Origin, Review, ReviewedInject, ReviewedPost, Sample } from "$wire/wire";
import { bets, conversation, findings, loads } from "./fixture-found";
import { assumptions, evaluation, guide, objectives, measures, plan, seats } from "./fixture-plan";

export const LENGTH = 2400;

const origin = (sort: Origin["sort"], seat: string | null, stance: number | null = null, inject: string | null = null): Origin => ({
  sort,
  seat,
  stance,
  inject,
  segment: null,
  account: null,
  cascade: null,
});

/** Growth that rises quickly and levels out, a point each 60 s. */
function grown(from: number, reach: number): CountAt[] {
  return Array.from({ length: 20 }, (_, i) => {
    const share = 1 - Math.exp(-i / 4);
    const of = (part: number): number => Math.floor(reach * part * share);
    return { t: from + i * 60, likes: of(0.03), reposts: of(0.008), replies: of(0.002), reach: of(1) };
  });
}

function post(id: string, author: string, name: string, t: number, text: string, more: Partial<ReviewedPost> = {}): ReviewedPost {
  const reach = (more.followers ?? 400) * 2;
  return { id, author, name, followers: 400, verified: false, t, text, reply_to: null, quote: null, edited_t: null, gone_t: null, posture: null, origin: null, brand: false, intent: null, judged: null, tactic: null, shows: null, leak: null, picture: null, growth: grown(t, reach), ...more };
}

const meridian = (id: string, t: number, posture: ReviewedPost["posture"], text: string, more: Partial<ReviewedPost> = {}): ReviewedPost =>
  post(id, "meridianair", "Meridian Air", t, text, { followers: 412_000, verified: true, posture, brand: true, origin: origin("human", "brand-comms"), ...more });

const crowd = Array.from({ length: 40 }, (_, i) =>
  post(`p${20 + i}`, `rider_${i}`, `Rider ${i}`, 90 + i * 55, `I have watched this for ${i + 2} minutes. Who decides at the gate, @meridianair?`, {
    followers: 60 + i * 13,
    origin: origin("crowd", null, ((i % 5) - 3) / 4),
    reply_to: i % 3 === 0 ? "p1" : null,
  }),
);

export const posts: ReviewedPost[] = [
  post("p1", "kevmarsh", "Kev Marsh", 8, "Meridian just took me off a flight for being too wide. Both armrests were down. There is a photo. #TooWideToFly", {
    followers: 1_600_000,
    verified: true,
    origin: origin("inject", null, -0.8, "i01"),
  }),
  meridian("p2", 400, "answers", "We have seen this and are finding out what happened at the gate. We will say more by 19:30.", { reply_to: "p1" }),
  post("p3", "lenaortiz", "Lena Ortiz", 1100, "Who decides, @meridianair: the crew, or a rule?", { followers: 38_400, verified: true, origin: origin("inject", null, 0, "i05") }),
  meridian("p4", 1160, "defends", "Our Extra Seat policy has applied equally to all guests since 2011. Guests must be able to lower both armrests.", { edited_t: 1200, gone_t: 1531 }),
  post("p5", "roomforall", "Room for All", 1192, "“Equally.” We have 400 letters that say otherwise.", { followers: 51_000, verified: true, quote: "p4", origin: origin("standin", "critic-2", -0.6) }),
  meridian("p6", 1600, "initiates", "We got the order wrong, Kev. Nobody should learn at the gate what a form could have asked. Here is what changes by Friday.", { reply_to: "p1" }),
  post("p7", "priya_row15", "Priya N.", 1700, "Row 15 on that flight. That is a fair answer, and a late one.", { origin: origin("human", "bystander-1", 0.4) }),
  ...crowd,
].sort((a, b) => a.t - b.t);

const samples: Sample[] = Array.from({ length: 241 }, (_, i) => {
  const t = i * 10;
  const dip = 26 * Math.exp(-(((t - 1650) / 420) ** 2));
  const heat = Math.min(84, 6 + t / 14) * (t > 1650 ? Math.exp(-(t - 1650) / 900) : 1);
  return { t, trust: 71 - t / 400 - dip, heat, reach: Math.round(2_400_000 * (1 - Math.exp(-t / 1100))), posts: Math.floor(t / 50), mentions: [i * 3, i, i * 2] };
});

function inject(id: string, title: string, at: number | null, more: Partial<ReviewedInject> = {}): ReviewedInject {
  return { id, title, by: "kevmarsh", planned: at, delivered: at, standing: at === null ? "waiting" : "delivered", post: null, expected: null, answered: null, answer: null, allowed: 900, verdict: "not_expected", noticed: at === null ? null : at + 74, decided: null, room: false, ...more };
}

const injects: ReviewedInject[] = [
  inject("i01", "The first post", 8, { post: "p1", expected: "A holding statement", answered: 400, answer: "p2", verdict: "in_time" }),
  inject("i03", "Row 15 speaks up", 180, { by: "priya_row15", expected: "Ask her what she saw", allowed: 300, verdict: "unanswered" }),
  inject("i05", "A journalist asks who decides", 1080, { by: "lenaortiz", delivered: 1100, post: "p3", expected: "Name who decides", answered: 1600, answer: "p6", allowed: 300, verdict: "late" }),
  inject("i07", "The crew-room memo leaks", 1320, { by: "crewroom_leaks" }),
  inject("i09", "A minister asks", null, { by: "transport_office", standing: "skipped", verdict: "not_delivered" }),
];

export const drafts: Draft[] = [
  {
    id: "d1", seat: "brand-comms", text: "Our Extra Seat policy has applied equally to all guests since 2011.", posture: "defends", opened_t: 1121, reply_to: null, cites: ["f1"], intent: null, version: 1, content: "information", route: "ladder", within: [600, 300], absent: [], picture: null,
    state: "published", needs: ["legal", "decision_maker"], approved_by: [], post: "p4", unapproved: "The journalist files in four minutes", author: null, going: null, stopped: null, platform: null,
    steps: [
      { did: "opened", seat: "brand-comms", t: 1121, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "submitted", seat: "brand-comms", t: 1130, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "published", seat: "brand-comms", t: 1160, position: "communicator", why: "The journalist files in four minutes", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
    ],
  },
  {
    id: "d2", seat: "brand-comms", text: "We got the order wrong, Kev. Here is what changes by Friday.", posture: "initiates", opened_t: 1300, reply_to: "p1", cites: ["f1"], intent: null, version: 2, content: "information", route: "ladder", within: [600, 300], absent: [], picture: null,
    state: "published", needs: ["legal", "decision_maker"], approved_by: ["legal", "decision_maker"], post: "p6", unapproved: null, author: null, going: null, stopped: null, platform: null,
    steps: [
      { did: "opened", seat: "brand-comms", t: 1300, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "submitted", seat: "brand-comms", t: 1340, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "rejected", seat: "brand-legal", t: 1400, position: "legal", why: "“our fault” admits liability", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "revised", seat: "brand-comms", t: 1440, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "submitted", seat: "brand-comms", t: 1450, position: null, why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "approved", seat: "brand-legal", t: 1510, position: "legal", why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "approved", seat: "brand-decision", t: 1580, position: "decision_maker", why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
      { did: "published", seat: "brand-comms", t: 1600, position: "communicator", why: "", intent: null, text: "", tags: [], delegate: null, content: null, absent: [], picture: null },
    ],
  },
];

export function aReview(more: Partial<Review> = {}): Review {
  return {
    amendments: [], next_plan: null, forked: null,
    players: { captures: [], crew: [], moods: [], verdicts: [], cards: [], taken_back: [] },
    rehearsal: "r1", title: "Too wide for the seat", grade: "Internal", mode: "room", started_at: Date.UTC(2026, 10, 21, 18, 0), length: LENGTH, story_start: "Saturday 18:52", brand: "meridianair", platform: "microblog",
    measures, samples, injects, posts, drafts, seats, plan, first_plan: plan, plan_edits: [], profile: [["holding_statements", 3], ["influencer_relations", 2]], assumptions, guide, objectives, evaluation, names: { open: false, seat: null, at: null }, actions: [], wash: NO_WASH,
    trust: ["bystander-1", "bystander-2", "bystander-3"].flatMap((seat, k) =>
      [120, 620, 1240, 1700, 2200].map((t, i) => ({ seat, t: t + k * 40, value: [74 - k * 3, 66, 48 + k * 4, 52, 60 + k * 5][i] ?? 50, reason: i === 2 ? "They quoted a rule at a person" : "" })),
    ),
    facts: [
      { id: "f1", text: "Both armrests could be lowered in row 14.", asked_by: null, due: null, source: "Gate log, seat 14C", standing: "confirmed", seat: "brand-ops", claimed_t: 300, settled_t: 980, settled_by: "brand-ops" },
      { id: "f2", text: "The crew had no choice.", asked_by: null, due: null, source: "Crew manual 7.2", standing: "refuted", seat: "brand-comms", claimed_t: 420, settled_t: 1290, settled_by: "brand-ops" },
    ],
    chat: [
      { id: "c1", seat: "brand-comms", text: "Pinned the policy text so we have it. Not to post.", t: 1121 },
      { id: "c2", seat: "brand-decision", text: "Fine, use it.", t: 1138 },
      { id: "c3", seat: "brand-legal", text: "Give me ten minutes with it first.", t: 1151 },
    ],
    messages: [{ id: "m1", sender: "ceo_meridian", to: "meridianair", text: "Why am I reading this in the news?", t: 900, origin: origin("inject", null, null, "i04") }],
    notes: [
      { id: "n1", seat: "observer-1", text: "Policy text went out. Legal had not seen it.", tag: "mistake", noticed: 1164, t: 1180, post: "p4", item: "2.3" },
      { id: "n2", seat: "observer-1", text: "Adaeze checked the gate log without being asked.", tag: "chance", noticed: 975, t: 990, post: null, item: "3.1" },
      { id: "n3", seat: "observer-1", text: "Lena was promised a statement by 19:30. Is anyone keeping that clock?", tag: "question", noticed: 788, t: 800, post: "p2", item: null },
    ],
    flags: [{ id: "g1", seat: "brand-ops", sort: "chance", text: "Row 15 is on our side", t: 220, post: null }],
    whispers: [{ id: "w1", to: "brand-decision", text: "Lena files in four minutes.", t: 1110, heard: 1116 }],
    holds: [{ t: 760, wall: 130, why: "A phone call" }],
    findings,
    bets,
    loads,
    conversation,
    openings: [],
    disagreements: [],
    influence: [],
    turns: [],
    decisions: [{ id: "k1", seat: "brand-1", what: "We answer Kev first.", why: "He is the one it happened to.", rests_on: ["A1"], t: 500 }],
    tasks: [{ id: "k2", seat: "brand-1", text: "Call the gate.", owner: "brand-1", due: 700, t: 510, done_t: 640, done_by: "brand-1" }],
    ...more,
  };
}
