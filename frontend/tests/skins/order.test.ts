// In which order a platform's posts stand, and that nothing moves under the finger.
import { describe, expect, it } from "vitest";
import { hold } from "$parts/anchoring";
import type { Post } from "$parts/types";
import { pinnedFirst, scoreOf, threaded, type Ordering, type Score } from "../../src/screens/room/order";
import scores from "../../../tests/wire/scores.json";
import { looked, unread } from "../../src/screens/room/unread";

const NEWEST: Score = { base: 0, like: 0, reply: 0, repost: 0, down: 0, settles: null };
const VOTES: Score = { ...NEWEST, like: 1, down: -1 };
const TALK: Score = { ...NEWEST, base: 1, like: 1, reply: 2, repost: 3, settles: 600 };

const post = (id: string, t: number, likes = 0, more: Partial<Post> = {}): Post => ({
  id, t, text: id, state: "ok",
  by: { handle: "kev", name: "Kev", followers: 0, verified: false, avatar: "kev" },
  counts: { replies: 0, reposts: 0, likes, reach: 0 },
  ...more,
});
const cell = (...given: Parameters<typeof post>): { id: string; post: Post } => ({ id: given[0], post: post(...given) });
const ids = (cells: readonly { id: string }[]): string => cells.map((one) => one.id).join(" ");

describe("a platform's order", () => {
  const rule = (score: Score, tree = false, most = 9): Ordering => ({ score, tree, most });
  const none = (): undefined => undefined;

  it("is by votes up less votes down, and the newer first where they are equal", () => {
    const cells = [cell("c", 30, 5), cell("b", 20, 9, { reactions: { down: 8 } }), cell("a", 10, 5)];
    expect(ids(threaded(cells, none, rule(VOTES), 60).cells)).toBe("c a b");
  });

  it.each(scores)("scores a post on $platform as the server does: $likes likes, $age s old", ({ rule: weights, likes, replies, reposts, down, age, score }) => {
    const told = post("p", 0, 0, { counts: { replies, reposts, likes, reach: 0 }, reactions: { down } });
    expect(scoreOf(told, weights, age)).toBeCloseTo(score, 6);
  });

  it("lets what is talked about sink with its age", () => {
    const old = post("old", 0, 100);
    expect(scoreOf(old, TALK, 0)).toBe(101);
    expect(scoreOf(old, TALK, 600)).toBe(50.5);
    expect(scoreOf(post("x", 0, 0, { counts: { replies: 1, reposts: 1, likes: 0, reach: 0 } }), TALK, 0)).toBe(6);
  });

  it("puts what is pinned before all, then one's own of just now", () => {
    const cells = [cell("mine", 58, 0, { mine: true }), cell("best", 20, 99), cell("pinned", 1, 0, { standing: { pinned: true } }), cell("mine-old", 2, 1, { mine: true })];
    expect(ids(threaded(cells, none, rule(VOTES), 100).cells)).toBe("pinned mine best mine-old");
    expect(ids(pinnedFirst(cells))).toBe("pinned mine best mine-old");
  });

  const up: Record<string, string> = { b: "a", c: "b", d: "a", z: "gone" };
  const thread = [cell("z", 50), cell("d", 40, 3), cell("c", 30), cell("b", 20, 9), cell("a", 10)];

  it("stands answers below what they answer, as deep as they go", () => {
    const { cells, depths } = threaded(thread, (id) => up[id], rule(VOTES, true), 60);
    expect(ids(cells)).toBe("z a b c d");
    expect(["z", "a", "b", "c", "d"].map((id) => depths.get(id))).toEqual([0, 0, 1, 2, 1]);
  });

  it("is one list of answers where the platform has no tree, and not longer than it shows", () => {
    const { cells, depths } = threaded(thread, (id) => up[id], rule(VOTES, false, 2), 60);
    expect(ids(cells)).toBe("z a b d");
    expect(depths.get("d")).toBe(1);
  });
});

describe("a ranked feed", () => {
  const all = (text: string): { id: string }[] => text.split(" ").map((id) => ({ id }));
  const not = (): boolean => false;

  it("keeps its order while somebody reads, and says that it would be another", () => {
    const held = hold(all("b a c"), all("a b c"), not);
    expect([ids(held.shown), held.fresh.length, held.moved]).toEqual(["a b c", 0, true]);
  });

  it("counts what came, and lets go of what is gone", () => {
    const held = hold(all("x a c y"), all("a b c"), not);
    expect([ids(held.shown), ids(held.fresh), held.moved]).toEqual(["a c", "x y", false]);
  });

  it("takes in one's own at once, below what it answers", () => {
    expect(ids(hold(all("mine a b"), all("a b"), (one) => one.id === "mine").shown)).toBe("mine a b");
    expect(ids(hold(all("b mine a"), all("a b"), (one) => one.id === "mine").shown)).toBe("a b mine");
  });

  it("is ordered anew when asked, or when nothing of it is left", () => {
    expect(hold(all("b a"), [], not)).toEqual({ shown: all("b a"), fresh: [], moved: false });
    expect(ids(hold(all("b a"), all("x y"), not).shown)).toBe("b a");
  });
});

describe("what came elsewhere", () => {
  const on = (id: string, t: number, mine = false): { post: Post } => ({
    post: post(`${id}${t}`, t, 0, { mine, place: { id, name: id, layout: "card", skin: "microblog", reactions: [], reposts: true } }),
  });
  const cells = [on("forum", 40), on("photo", 30, true), on("photo", 20), on("forum", 10)];

  it("is counted on each platform since one looked there, without one's own", () => {
    expect([...unread(cells, { forum: 10, photo: 5 })]).toEqual([["forum", 1], ["photo", 1]]);
  });

  it("is nothing before one looked for the first time, and after one looked", () => {
    expect([...unread(cells, {})]).toEqual([]);
    expect([...unread(cells, looked({ forum: 50, photo: 5 }, ["photo"], 40))]).toEqual([]);
    expect(looked({ forum: 50 }, ["forum"], 40)).toEqual({ forum: 50 });
  });
});
