// What a player's screen does with posts.
import { describe, expect, it, vi } from "vitest";
import type { Room } from "$live/room.svelte";
import type { Post } from "$parts/types";
import type { Message, ShownPost } from "$wire/wire";
import { waitingRound } from "../../src/screens/bystander/mood";
import { energyAt, missing, MOST, REFILL, spentBy } from "../../src/screens/critic/energy";
import { goalsOf, pointsOf } from "../../src/screens/room/goals";
import { aPost } from "../live/recorded";
import { aboutUs, like, mentions, turned } from "../../src/screens/room/feed";
import { opened } from "../../src/screens/room/opening";
import { talks, waiting } from "../../src/screens/room/talks";

const by = (handle: string): Post["by"] => ({ handle, name: handle, followers: 1, verified: false, avatar: handle });
const post = (more: Partial<Post> = {}): Post => ({ id: "p1", by: by("ann"), text: "Hello", t: 0, counts: { replies: 0, reposts: 0, likes: 0, reach: 0 }, state: "ok", ...more });

describe("what is about us", () => {
  it("names, answers or quotes one of our accounts, and is not ours", () => {
    expect(aboutUs(post({ text: "well, @Kev?" }), ["kev"])).toBe(true);
    expect(aboutUs(post({ replyTo: "kev" }), ["kev"])).toBe(true);
    expect(aboutUs(post({ quote: { id: "p0", by: by("kev"), text: "", t: 0 } }), ["kev"])).toBe(true);
    expect(aboutUs(post(), ["kev"])).toBe(false);
    expect(aboutUs(post({ text: "@kev", mine: true }), ["kev"])).toBe(false);
  });

  it("takes a handle as a whole word, wherever it stands", () => {
    expect(mentions("@kevmarsh @kev.marsh @kev_2", "kev")).toBe(false);
    expect(mentions("@kevmarsh, and @kev.", "kev")).toBe(true);
  });
});

describe("a like", () => {
  it("is given as the account that speaks, and taken back by the one that gave it", () => {
    expect(turned(["ann"], ["kev", "room"], "kev")).toEqual({ by: "kev", on: true });
    expect(turned(["ann", "room"], ["kev", "room"], "kev")).toEqual({ by: "room", on: false });
  });

  it("is asked once, however often it is tapped before the answer", async () => {
    let answer = (): void => undefined;
    const ask = vi.fn(() => new Promise<void>((done) => (answer = done)));
    const shown = { id: "p1", likers: [] as string[] } as unknown as ShownPost;
    const room = { rehearsal: "r", personas: ["kev"], timeline: { get: () => shown }, ask } as unknown as Room;
    like(room, post(), "kev");
    like(room, post(), "kev");
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask).toHaveBeenCalledWith({ kind: "post.like", post: "p1", by: "kev", on: true });
    answer();
    await vi.waitFor(() => {
      like(room, post(), "kev");
      expect(ask).toHaveBeenCalledTimes(2);
    });
  });
});

describe("a tap", () => {
  it("opens the post it falls on, but not when it falls on a control", () => {
    document.body.innerHTML = '<article data-post="p7"><p>Words</p><button>Like</button></article><i>beside</i>';
    const open = vi.fn();
    document.body.addEventListener("click", (event) => opened(event, open));
    for (const part of ["p", "button", "i"]) document.querySelector<HTMLElement>(part)?.click();
    expect(open.mock.calls).toEqual([["p7"]]);
  });
});

describe("messages", () => {
  const said = (id: string, sender: string, to: string, t: number): Message => ({ id, sender, to, text: id, t, origin: null });
  const room = {
    personas: ["kev", "room"],
    messages: [said("a", "air", "kev", 1), said("b", "lena", "room", 2), said("c", "kev", "air", 3)],
  } as unknown as Room;

  it("are conversations of one account of ours with one other, the latest first", () => {
    expect(talks(room).map((one) => [one.ours, one.theirs, one.messages.map((each) => each.id)])).toEqual([
      ["kev", "air", ["a", "c"]],
      ["room", "lena", ["b"]],
    ]);
  });

  it("wait for us while the last word is theirs", () => {
    expect(talks(room).map(waiting)).toEqual([false, true]);
  });
});

describe("energy", () => {
  const played = (t: number, tactic: "rally" | "evidence"): { t: number; tactic: "rally" | "evidence" } => ({ t, tactic });

  it("is taken by tactics and given back by time, never above its cap", () => {
    expect(energyAt([], 10)).toBe(MOST);
    expect(energyAt([played(10, "rally")], 10)).toBe(MOST - 2);
    expect(energyAt([played(10, "rally")], 10 + REFILL)).toBe(MOST - 1);
    expect(energyAt([played(10, "rally")], 10_000)).toBe(MOST);
    expect(energyAt([played(10, "rally"), played(10, "rally"), played(100, "evidence")], 100)).toBe(1);
  });

  it("says how long a tactic waits for it", () => {
    expect(missing(1, "rally")).toBe(REFILL);
    expect(missing(1.5, "evidence")).toBe(0);
  });

  it("is spent by our own posts that play something", () => {
    const posts = [aPost("p1", { author: "ruth", tactic: "rally", t: 5 }), aPost("p2", { author: "kev", tactic: "leak" }), aPost("p3", { author: "ruth" })];
    expect(spentBy(posts, ["ruth"])).toEqual([{ tactic: "rally", t: 5 }]);
  });
});

describe("the mood check", () => {
  const answered = [{ seat: "b1", round: 1, value: 3, t: 310 }];

  it("waits once every five minutes, and not in the first", () => {
    expect(waitingRound([], "b1", 299)).toBeUndefined();
    expect(waitingRound([], "b1", 300)).toBe(1);
    expect(waitingRound(answered, "b1", 599)).toBeUndefined();
    expect(waitingRound(answered, "b1", 600)).toBe(2);
    expect(waitingRound(answered, "b2", 400)).toBe(1);
  });
});

describe("private goals", () => {
  const goals = [{ title: "A", points: 30, when: null }, { title: "B", points: 20, when: null }];

  it("sum what is reached", () => {
    const shown = goalsOf(goals, [{ seat: "c", goal: 1, reached: true, t: 40 }]);
    expect(shown.map((one) => one.reached)).toEqual([undefined, true]);
    expect(pointsOf(shown)).toEqual({ won: 20, of: 50 });
  });
});
