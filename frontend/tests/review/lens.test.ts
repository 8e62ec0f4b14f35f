// A lens folds what was told as the seat's own browser did it live; the two are held against each other.
import { afterEach, expect, test } from "vitest";
import { bookOf } from "../../src/screens/review/book";
import { postAt } from "../../src/screens/review/asof";
import { knownLines, linesOf } from "../../src/screens/review/curves";
import { seenThrough, type Seen } from "../../src/screens/review/lens";
import { momentsSeen } from "../../src/screens/review/moments";
import { talkOf, talkWithCrew } from "../../src/screens/review/talk";
import type { Room } from "../../src/live/room.svelte";
import type { EventFrame, Lens, Lenses, Review } from "$wire/wire";
import { aRoom, event, FarEnd, out, roleSnapshot, seatSnapshot, welcome } from "../live/recorded";
import { aReview } from "./fixture";

const SEAT = "critic-1";
const byline = { name: "Ruth", followers: 100, verified: false };

const TOLD: readonly EventFrame["event"][] = [
  out("p1"),
  out("p2", { author: "air", byline: { name: "Air", followers: 9, verified: true } }),
  out("p3", { author: "ruth", byline, reply_to: "p2", tactic: "rally" }),
  { kind: "post.edited", post: "p2", text: "Air, said again" },
  { kind: "post.hidden", seat: "brand-comms", post: "p1", on: true, text: "", picture: null, shows: null, leak: null },
  { kind: "post.hidden", seat: "brand-comms", post: "p3", on: true, text: "", picture: null, shows: null, leak: null },
  { kind: "message.sent", message: "m1", sender: "air", to: "ruth", text: "Please call us", origin: null },
  { kind: "crew.said", line: "l1", seat: SEAT, text: "Together now" },
  { kind: "whisper.sent", whisper: "w1", to: SEAT, text: "Ask for the log" },
  { kind: "post.hidden", seat: "brand-comms", post: "p1", on: false, text: "post p1", picture: null, shows: null, leak: null },
  { kind: "post.deleted", post: "p2" },
  out("p4", { quote: "p2" }),
  { kind: "post.expired", post: "p4" },
  { kind: "chat.said", chat: "c1", seat: "brand-comms", text: "Nobody writes yet" },
  { kind: "fact.claimed", fact: "f1", seat: "brand-comms", text: "Row 14", source: "", asked_by: null, due: null },
  { kind: "fact.refuted", fact: "f1", seat: "brand-comms", source: "Gate log" },
  { kind: "trust.set", seat: SEAT, value: 40, reason: "" },
];
const at = (i: number): number => (i + 1) * 10;

const aLens = (more: Partial<Lens> = {}): Lens => ({ id: SEAT, truth: false, listens: false, accounts: ["ruth"], told: TOLD.map((_, i) => i), ...more });
const lensesOf = (lens: Lens, told = TOLD): Lenses => ({ told: told.map((one, i) => ({ t: at(i), event: one })), listened: [{ t: 60, negative: 70, positive: 10 }], lenses: [lens] });
const whole = (): Review => ({ ...aReview({ brand: "air" }), seats: [{ id: SEAT, role: "critic", title: "Loud critic", automatic: false, signed: false, posts: 1, signed_version: null, names: [] }] });

function seen(lens = aLens(), told = TOLD): Seen {
  const found = seenThrough(whole(), lensesOf(lens, told), lens.id);
  if (!found) throw new Error("no lens");
  return found;
}

let leave: (() => void) | undefined;
afterEach(() => leave?.());

async function liveRoom(): Promise<Room> {
  const made = await aRoom();
  leave = made.leave;
  FarEnd.last.hear(welcome({ snapshot: { role: roleSnapshot({ posts: [] }), seat: { ...seatSnapshot } } }));
  return made.room;
}

const feedOf = (room: Room): unknown[] => room.timeline.all().map(({ id, text, gone_t, edited_t, tactic }) => ({ id, text, gone_t, edited_t, tactic }));

function feedSeen(lens: Seen, t: number): unknown[] {
  const found = lens.review.posts.filter((post) => post.t <= t).flatMap((post) => lens.postAt(post.id, t) ?? []);
  return found.map(({ id, text, gone_t, edited_t, tactic }) => ({ id, text, gone_t, edited_t, tactic }));
}

test("at every moment the lens shows the feed that the seat's own browser showed", async () => {
  const room = await liveRoom();
  const lens = seen();
  TOLD.forEach((one, i) => {
    room.apply(event(i + 1, one, at(i)));
    expect(feedSeen(lens, at(i)), `after ${one.kind}`).toEqual(feedOf(room));
    expect(feedSeen(lens, at(i) + 9), `a while after ${one.kind}`).toEqual(feedOf(room));
  });
});

test("what was said, checked and dialled is what the seat's own browser had", async () => {
  const room = await liveRoom();
  TOLD.forEach((one, i) => {
    room.apply(event(i + 1, one, at(i)));
    const { review } = seen(aLens({ told: TOLD.slice(0, i + 1).map((_, k) => k) }));
    expect(review.chat).toEqual(room.chat);
    expect(review.players.crew).toEqual(room.crew);
    expect(review.messages).toEqual(room.messages);
    expect(review.facts).toEqual(room.facts);
    expect(review.drafts).toEqual(room.drafts);
    expect(review.whispers).toEqual(room.whispers);
    expect(review.trust).toEqual(room.trust);
  });
});

test("nothing that was found, measured or said elsewhere is in it", () => {
  const { review } = seen(aLens({ told: [0, 1] }));
  expect([review.findings, review.measures, review.samples, review.openings, review.influence, review.bets]).toEqual([[], [], [], [], [], []]);
  expect([review.chat, review.drafts, review.facts, review.messages, review.whispers, review.notes, review.flags, review.trust, review.injects]).toEqual(Array(9).fill([]));
  expect(momentsSeen(review).map((moment) => moment.sort)).toEqual(["brand", "hold"]);
});

test("staff see the mood and the injects that went out, without what became of them", () => {
  const told: EventFrame["event"][] = [{ kind: "inject.delivered", inject: "i05", post: "p1", message: null }];
  const { review } = seen(aLens({ truth: true, told: [0] }), told);
  expect(review.samples.length).toBeGreaterThan(100);
  expect(review.injects).toMatchObject([{ id: "i05", delivered: 10, answered: null, verdict: "not_expected", title: "" }]);
});

test("a line of the chart ends where the cursor is", () => {
  const { review, listened } = seen(aLens({ truth: true, listens: true }));
  const lines = knownLines(linesOf(review, (id) => id), listened, 65);
  expect(lines.map((line) => [line.id, line.points.at(-1)?.t])).toEqual([["trust", 60], ["heat", 60], [SEAT, undefined], ["listened", 60]]);
});

test("who is not shown the listening tool has no line of it", () => {
  expect(seen().listened).toEqual([]);
  expect(seen(aLens({ listens: true })).listened).toEqual([{ t: 60, value: 70 }]);
});

test("a clock that was set back does not bring later words forward", () => {
  const told = [out("p1"), out("p2")];
  const lenses: Lenses = { told: [{ t: 300, event: told[0]! }, { t: 200, event: told[1]! }], listened: [], lenses: [aLens({ told: [0, 1] })] };
  expect(seenThrough(whole(), lenses, SEAT)?.review.posts.map((post) => post.t)).toEqual([200, 200]);
});

test("a card has the words of its moment, and critics see what a post was meant to do", () => {
  const lens = seen();
  const book = bookOf(whole(), lens);
  const card = (id: string, t: number) => postAt(book.post(id)!, t, book);
  expect(card("p2", 25).text).toBe("post p2");
  expect(card("p2", 45)).toMatchObject({ text: "Air, said again", edited: 40 });
  expect(card("p3", 45).badges).toHaveLength(1);
  expect(card("p2", 45).badges).toEqual([]);
});

test("a critic's talk has its crew in it, the war room's has not", () => {
  const { review } = seen();
  expect(talkWithCrew(review).map((line) => line.id)).toContain("l1");
  expect(talkOf(review).map((line) => line.id)).not.toContain("l1");
});

test("there is no lens of a seat that nobody told of", () => {
  expect(seenThrough(whole(), lensesOf(aLens()), "critic-9")).toBeUndefined();
});

test("a lens is folded once: any moment is looked up, none is told again from the start", () => {
  const lenses = lensesOf(aLens());
  const lens = seenThrough(whole(), lenses, SEAT);
  lenses.told.length = 0; // nothing is left that could be told again
  for (const t of [500, 20, 45, 500]) expect(lens?.postAt("p2", t)?.t).toBe(20);
  expect(lens?.postAt("p2", 20)).toBe(lens?.postAt("p2", 39));
});
