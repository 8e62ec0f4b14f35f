// What each record of a scenario may hold: one line a field. The limits are those of scenarios/README.md;
// the server's check has the last word.
import type { Json } from "$live/workshop/types";

export type Kind = "several" | "line" | "text" | "number" | "time" | "choice" | "flag" | "ref" | "refs" | "words" | "record" | "records" | "when";

/** What a reference may name. */
export type Target = "cast" | "msel" | "objectives" | "assumptions" | "facts";

export interface Field {
  key: string;
  kind: Kind;
  required?: boolean;
  low?: number;
  high?: number;
  longest?: number;
  options?: readonly string[];
  to?: Target;
  /** Choices beside what a reference names. */
  also?: readonly string[];
  /** The record of a `record` or `records`. */
  of?: RecordName;
  /** What counts while nothing is given. */
  otherwise?: Json;
  /** What a record that is not there yet begins with. */
  start?: Json;
}

type More = Omit<Field, "key" | "kind">;
const field = (kind: Kind) => (key: string, more: More = {}): Field => ({ key, kind, ...more });

const line = field("line");
const text = field("text");
const number = field("number");
const time = field("time");
const flag = field("flag");
const when = field("when");
const words = field("words");
const choice = (key: string, options: readonly string[], more: More = {}): Field => ({ key, kind: "choice", options, ...more });
const ref = (key: string, to: Target, more: More = {}): Field => ({ key, kind: "ref", to, ...more });
const refs = (key: string, to: Target, more: More = {}): Field => ({ key, kind: "refs", to, ...more });
const record = (key: string, of: RecordName, more: More = {}): Field => ({ key, kind: "record", of, ...more });
const records = (key: string, of: RecordName, more: More = {}): Field => ({ key, kind: "records", of, ...more });
const share = (...keys: string[]): Field[] => keys.map((key) => number(key));

const must = { required: true } as const;
const percent = { low: 0, high: 100 } as const;

export const POSITIONS = ["decision_maker", "communicator", "legal", "subject_expert"] as const;
export const PLATFORMS = ["microblog", "photo", "short_video", "forum", "reviews", "professional"] as const;
/** What a component of the plan may be about. */
export const COMPONENTS = [
  "listening", "response_targets", "voice", "escalation", "approval", "spokespeople", "facts_and_sources", "moderation",
  "holding_statements", "channels", "hand_over", "out_of_hours", "legal_red_lines", "influencer_relations", "learning",
] as const;
/** What the log can tell of an item of the guide. */
const LOOKED_AT = [
  "first_post", "holding_line", "answer", "left_alone", "room", "decisions", "claims", "confirmed", "refuted", "mistakes", "chances",
  "initiates", "approvals", "one_voice",
] as const;
const several = (key: string, options: readonly string[]): Field => ({ key, kind: "several", options });
const position = (key: string, more: More = must): Field => choice(key, POSITIONS, more);

export type RecordName =
  | "story" | "brief" | "persona" | "seat" | "card" | "goal" | "plan" | "component" | "rung" | "route" | "approval" | "delegation" | "holding" | "assumption"
  | "objective" | "guide" | "looked" | "inject" | "expected" | "chance" | "picture" | "line" | "fact" | "leak" | "crowd" | "words" | "topic"
  | "instrument" | "audience" | "crisis" | "segments" | "segment" | "strategies" | "strategy" | "physics";

const SPOKEN = [
  choice("channel", ["feed", "message"], { otherwise: "feed" }),
  choice("platform", PLATFORMS),
  text("text", must),
  number("stars", { low: 1, high: 5 }),
  flag("story", { otherwise: false }),
  choice("breaks", ["abuse", "private_data"]),
] as const;

export const RECORDS: Readonly<Record<RecordName, readonly Field[]>> = {
  story: [
    line("title", { ...must, longest: 80 }),
    text("summary", must),
    text("provenance", must),
    choice("platform", PLATFORMS, must),
    several("platforms", PLATFORMS),
    ref("brand", "cast", must),
    number("minutes", { ...must, low: 1, high: 480 }),
    line("language", must),
    choice("grade", ["Open", "Internal", "Restricted"], must),
    line("story_start", must),
    time("undo", { otherwise: "0:05" }),
    line("mood_question", { longest: 120 }),
    line("slug", { ...must, longest: 60 }),
    number("version", { ...must, low: 1, high: 9999 }),
  ],
  brief: [text("public", { ...must, longest: 2000 }), text("brand", { ...must, longest: 2000 }), text("critic", { ...must, longest: 2000 }), text("bystander", { ...must, longest: 2000 })],
  persona: [
    line("handle", { ...must, longest: 30 }),
    line("name", { ...must, longest: 50 }),
    text("bio", { ...must, longest: 200 }),
    number("followers", { ...must, low: 0, high: 500_000_000 }),
    choice("sort", ["person", "organisation", "press", "employee", "contact"], { otherwise: "person" }),
    choice("stance", ["against", "neutral", "for"], { otherwise: "neutral" }),
    flag("verified", { otherwise: false }),
    several("platforms", PLATFORMS),
  ],
  seat: [
    line("id", must),
    line("title", { ...must, longest: 80 }),
    choice("role", ["brand", "critic", "bystander"], must),
    position("position", {}),
    text("does", must),
    refs("personas", "cast"),
    record("card", "card", { ...must, start: { goal: "" } }),
    words("lines"),
  ],
  card: [text("goal", { ...must, longest: 200 }), words("may", { ...must, longest: 120 }), words("may_not", { ...must, longest: 120 }), words("tips", { longest: 200 }), records("goals", "goal", { start: { title: "", points: 10 } })],
  goal: [line("title", { ...must, longest: 120 }), number("points", { ...must, low: 1, high: 100 }), when("when", { start: { silence: "5:00" } })],
  plan: [
    number("version", { ...must, low: 1, high: 9999 }), time("first_reply", { otherwise: "15:00" }), words("red_lines", { longest: 60 }), number("severity", { low: 1, high: 3, otherwise: 1 }),
    several("break_glass", POSITIONS),
    records("routes", "route", { start: { id: "route", title: "", content: "routine" } }),
    records("delegates", "delegation", { start: { position: "legal", by: ["decision_maker"] } }),
  ],
  route: [
    line("id", must),
    line("title", { ...must, longest: 80 }),
    choice("content", ["routine", "holding", "information", "correction", "apology", "compensation", "legal"], must),
    number("severity", { low: 1, high: 3, otherwise: 1 }),
    records("approvals", "approval", { start: { position: "decision_maker" } }),
    flag("own", { otherwise: false }),
  ],
  approval: [position("position"), time("within", { otherwise: "05:00" })],
  delegation: [position("position"), { ...several("by", POSITIONS), ...must }],
  component: [line("id", must), line("title", { ...must, longest: 80 }), choice("kind", COMPONENTS), position("owner"), text("text", { otherwise: "" }), choice("standing", ["ready", "thin", "missing"], { otherwise: "ready" }), choice("weight", ["0", "1", "2", "3"])],
  rung: [choice("does", ["notice", "draft", "review", "decide", "publish"], must), line("title", { ...must, longest: 80 }), position("position"), time("within", must)],
  holding: [line("id", must), text("text", must)],
  assumption: [line("id", must), text("statement", { ...must, longest: 200 }), position("owner"), number("confidence", { ...must, ...percent }), text("breaks_when", must)],
  objective: [line("id", must), line("title", { ...must, longest: 80 })],
  guide: [line("id", must), { key: "objective", kind: "ref", to: "objectives", required: true }, text("question", { ...must, longest: 200 }), text("target", { ...must, longest: 200 }), record("check", "looked", { start: { measure: "first_post", within: "15:00" } })],
  looked: [
    choice("measure", LOOKED_AT, must),
    time("within"),
    number("least", { low: 1, high: 50, otherwise: 1 }),
    refs("injects", "msel"),
    refs("facts", "facts"),
  ],
  inject: [
    line("id", must),
    line("title", { ...must, longest: 80 }),
    ref("by", "cast", must),
    ...SPOKEN,
    ref("answers", "msel", { also: ["brand"] }),
    record("picture", "picture", { start: { file: "", alt: "" } }),
    time("at"), ref("after", "msel"), time("later", { otherwise: "0:00" }), when("when", { start: { silence: "5:00" } }), ref("unless", "msel"),
    time("every"), number("times", { low: 1, high: 50, otherwise: 1 }),
    flag("hold", { otherwise: false }),
    flag("contingency", { otherwise: false }),
    choice("impact", ["normal", "high"], { otherwise: "normal" }),
    record("expected", "expected", { start: { action: "", within: "5:00" } }),
    record("chance", "chance", { start: { title: "", lasts: "5:00" } }),
    refs("tests", "assumptions"),
    ref("objective", "objectives"),
    number("reach", { low: 0, high: 500_000_000, otherwise: 0 }),
    number("heat", { low: -1, high: 1, otherwise: 0.3 }),
    text("guidance", { otherwise: "" }),
    words("hints", { longest: 300 }),
  ],
  expected: [text("action", must), time("within", must), position("position", { otherwise: "communicator" }), flag("silence", { otherwise: false })],
  chance: [line("title", { ...must, longest: 80 }), time("lasts", must)],
  picture: [line("file", must), text("alt", { longest: 300 })],
  line: [
    line("id", must),
    choice("group", ["noise", "journalist", "employee", "troll", "supporter"], must),
    ref("by", "cast", must),
    ...SPOKEN,
    choice("answers", ["brand"]),
    number("reach", { low: 0, high: 500_000_000, otherwise: 0 }),
    number("heat", { low: -1, high: 1, otherwise: 0.1 }),
    record("picture", "picture", { start: { file: "", alt: "" } }),
  ],
  fact: [line("id", must), text("text", { ...must, longest: 280 }), flag("holds", must), line("source", { ...must, longest: 200 }), time("at", { otherwise: "0:00" }), words("contradicted_by", { longest: 120 })],
  leak: [line("id", must), line("title", { ...must, longest: 80 }), text("text", { ...must, longest: 600 }), time("at", { otherwise: "0:00" })],
  crowd: [number("size", { ...must, low: 1, high: 1_000_000 }), number("trust", { ...must, ...percent }), number("heat", { ...must, ...percent }), words("hashtags")],
  words: [words("against", must), words("neutral", must), words("supportive", must)],
  topic: [line("id", must), line("name", { ...must, longest: 60 }), ...["details", "claims", "asks", "demands", "stories", "merits", "offers", "memes"].map((key) => words(key, { longest: 120 }))],
  instrument: [
    number("sample", { low: 0.01, high: 1, otherwise: 0.1 }),
    time("lag_from", { otherwise: "2:00" }),
    time("lag_to", { otherwise: "5:00" }),
    number("accuracy", { low: 0.34, high: 1, otherwise: 0.8 }),
    number("reach_error", { low: 0, high: 0.9, otherwise: 0.3 }),
  ],
  audience: [record("crisis", "crisis"), record("segments", "segments"), record("strategies", "strategies"), record("physics", "physics")],
  crisis: [
    number("severity", { low: 0, high: 1, otherwise: 0.6 }),
    number("responsibility", { low: 0, high: 1, otherwise: 0.9 }),
    number("truth", { low: -1, high: 1, otherwise: -0.5 }),
    number("vividness", { low: 0, high: 1, otherwise: 0.5 }),
    number("history", { low: 0, high: 5, otherwise: 0 }),
  ],
  segments: ["loyal", "neutral", "peers", "critics", "activists", "trolls", "press"].map((key) => record(key, "segment")),
  segment: share("share", "activity", "open", "outrage", "trust", "organic"),
  strategies: ["apology", "empathy", "explain", "compensate", "correct", "deny", "deflect", "attack", "humour"].map((key) => record(key, "strategy")),
  strategy: share("base", "by_responsibility", "by_severity", "by_truth", "calms", "backfires", "spreads", "builds_trust"),
  physics: share(
    "pace", "step", "soon", "novelty_days", "circadian", "depth", "homophily", "seed_infection", "seed_spread", "idle_infection",
    "idle_spread", "brand_infection", "most_infection", "burst", "organic_gain", "anger_spreads", "anger_gain", "anger_hours",
    "attention_hours", "amusement_hours", "fatigue_hours", "calm_hours", "trust_days", "trust_loss", "press_rate",
    "press_threshold", "press_width", "press_relief", "press_reach", "trend_z", "trend_gain", "leak", "leak_minutes",
    "screenshot_views", "screenshot_gain", "patience_minutes", "lateness", "in_thread", "on_feed", "on_site", "in_press",
    "followers_see", "dial_hours",
  ),
};

export const fieldOf = (of: RecordName, key: string): Field => {
  const found = RECORDS[of].find((one) => one.key === key);
  if (!found) throw new Error(`${of} has no ${key}`);
  return found;
};

/** The lists of a scenario that have a table of their own, and what their items are. */
export const LISTS = {
  cast: "persona",
  seats: "seat",
  "plan/components": "component",
  "plan/ladder": "rung",
  "plan/holding": "holding",
  "plan/assumptions": "assumption",
  objectives: "objective",
  guide: "guide",
  msel: "inject",
  on_demand: "line",
  facts: "fact",
  leaks: "leak",
  "crowd/topics": "topic",
} as const satisfies Record<string, RecordName>;

export type ListName = keyof typeof LISTS;

/** What one part of a condition asks, and how it is written. */
export const MEASURES: Readonly<Record<string, Field>> = Object.fromEntries(
  [
    time("silence", { start: "5:00" }),
    number("reach_above", { start: 100_000, low: 0 }),
    number("heat_above", { start: 60, ...percent }),
    number("heat_below", { start: 30, ...percent }),
    number("trust_above", { start: 60, ...percent }),
    number("trust_below", { start: 45, ...percent }),
    words("said", { start: [""], longest: 80 }),
    flag("deleted", { start: true }),
    number("pasted", { start: 2, low: 2, high: 20 }),
    number("refuted", { start: 1, low: 1, high: 50 }),
    time("waiting", { start: "5:00" }),
    ref("unanswered", "cast"),
    ref("delivered", "msel"),
  ].map((one) => [one.key, one]),
);

/** Characters a post of each platform may have, and a direct message. */
export const POST_CHARS: Readonly<Record<string, number>> = { microblog: 280, photo: 2200, short_video: 300, forum: 10_000, reviews: 4000, professional: 3000 };
export const MESSAGE_CHARS = 1000;
