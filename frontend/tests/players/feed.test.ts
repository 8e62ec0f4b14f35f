// What a player's screen does with posts.
import { describe, expect, it, vi } from "vitest";
import type { Room } from "$live/room.svelte";
import type { Post } from "$parts/types";
import type { Message, ShownPost } from "$wire/wire";
import { energy, MOST } from "../../src/screens/critic/energy";
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
  const room = (t: number, posts: [number, boolean][]): Room =>
    ({ t, personas: ["kev"], messages: [{ sender: "kev", t: 99 }], timeline: { cells: { list: posts.map(([at, mine]) => ({ post: { t: at, mine } })) } } }) as unknown as Room;

  it("is what the server's pace leaves: five posts and messages in ten seconds", () => {
    expect(energy(room(100, [[99, true], [98, false], [95, true], [80, true]]))).toBe(MOST - 3);
    expect(energy(room(200, [[99, true]]))).toBe(MOST);
    expect(energy(room(100, Array.from({ length: 9 }, () => [99, true])))).toBe(0);
  });
});
