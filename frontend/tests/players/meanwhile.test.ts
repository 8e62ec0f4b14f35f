import { describe, expect, it } from "vitest";
import { meanwhile, wasLongAway } from "../../src/screens/room/meanwhile";
import type { ShownPost } from "../../src/wire/wire";
import { aPost } from "../live/recorded";

type Seen = Parameters<typeof meanwhile>[0];

function room(posts: readonly ShownPost[], more: Partial<Seen> = {}): Seen {
  return {
    personas: ["ruth"],
    about: { brand: "air" },
    chat: [],
    facts: [],
    drafts: [],
    timeline: { all: () => [...posts], get: (id: string) => posts.find((post) => post.id === id) },
    ...more,
  } as unknown as Seen;
}

describe("what somebody missed", () => {
  it("is told after minutes by the exercise's clock and by their own", () => {
    expect(wasLongAway(0, 180, 1)).toBe(false);
    expect(wasLongAway(0, 181, 1)).toBe(true);
    expect(wasLongAway(0, 181, 0.5)).toBe(true);
    expect(wasLongAway(0, 1_200, 60)).toBe(false);
  });

  it("is what came between the two moments, and what is gone is not told", () => {
    const posts = [aPost("p1", { t: 10 }), aPost("p2", { t: 20 }), aPost("p3", { t: 30, gone_t: 40 }), aPost("p4", { t: 90 })];
    expect(meanwhile(room(posts), 10, 60).posts).toBe(1);
  });

  it("names what travelled furthest, the brand's own words apart", () => {
    const posts = [1, 2, 3, 4, 5].map((n) => aPost(`p${n}`, { t: n, reach: n * 10, author: n === 5 ? "air" : "kev" }));
    const { far, brand } = meanwhile(room(posts), 0, 60);
    expect(far.map((post) => post.id)).toEqual(["p4", "p3", "p2"]);
    expect(brand.map((post) => post.id)).toEqual(["p5"]);
  });

  it("counts what names or answers us", () => {
    const posts = [aPost("p1", { author: "ruth", t: 1 }), aPost("p2", { t: 2, reply_to: "p1" }), aPost("p3", { t: 3, text: "Well, @ruth?" }), aPost("p4", { t: 4 })];
    expect(meanwhile(room(posts), 1, 60).about).toBe(2);
  });

  it("tells of the war room what is new, and what still waits", () => {
    const drafts = [{ state: "waiting" }, { state: "published" }] as unknown as Seen["drafts"];
    const facts = [{ claimed_t: 5 }, { claimed_t: 50 }] as unknown as Seen["facts"];
    expect(meanwhile(room([], { drafts, facts }), 10, 60)).toMatchObject({ waiting: 1, facts: 1, lines: 0 });
  });
});
