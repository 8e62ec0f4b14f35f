// What brand, critics and bystanders share: what is about us, the pace of the feed, conversations.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Cell } from "../../src/live/cells.svelte";
import type { Post } from "../../src/parts/types";
import ChatBox from "../../src/screens/brand/ChatBox.svelte";
import { aboutUs, mentions, perMinute } from "../../src/screens/room/feed";
import { talks, waiting } from "../../src/screens/room/talks";
import { aRoom, event, FarEnd, settled, welcome } from "../live/recorded";

const post = (more: Partial<Post>): Post => ({
  id: "p1",
  by: { handle: "kev", name: "Kev", followers: 1, verified: false, avatar: "kev" },
  text: "",
  t: 0,
  counts: { replies: 0, reposts: 0, likes: 0, reach: 0 },
  state: "ok",
  ...more,
});

let leave = (): void => undefined;
afterEach(() => leave());

async function entered() {
  const opened = await aRoom();
  leave = opened.leave;
  FarEnd.last.hear(welcome());
  return opened.room;
}

describe("about us", () => {
  it("is what names or answers one of our accounts, and never our own", () => {
    expect(aboutUs(post({ text: "Ask @Ruth!" }), ["ruth"])).toBe(true);
    expect(aboutUs(post({ replyTo: "ruth" }), ["ruth"])).toBe(true);
    expect(aboutUs(post({ text: "@ruth", mine: true }), ["ruth"])).toBe(false);
  });

  it("does not take a longer name for ours", () => {
    expect(mentions("so says @kevmarsh", "kev")).toBe(false);
  });
});

it("counts the posts of each of the latest minutes, oldest first", () => {
  const cells = [170, 165, 100, 20].map((t) => ({ id: `${t}`, post: post({ t }) })) as unknown as Cell[];
  expect(perMinute(cells, 180, 3)).toEqual([1, 1, 2]);
});

it("sorts messages into conversations, the latest first, and knows who waits", async () => {
  const room = await entered();
  const sent = (id: string, sender: string, to: string) => ({ kind: "message.sent", message: id, sender, to, text: id, origin: null }) as const;
  FarEnd.last.hear(event(5, sent("m1", "kev", "ruth"), 1), event(6, sent("m2", "air", "ruth"), 2), event(7, sent("m3", "ruth", "kev"), 3));
  expect(talks(room).map((talk) => [talk.theirs, waiting(talk)])).toEqual([
    ["kev", false],
    ["air", true],
  ]);
});

describe("the room's line", () => {
  it("is kept until the server has it, and `/fact` claims a fact", async () => {
    const room = await entered();
    render(ChatBox, { room });
    const box = screen.getByRole<HTMLTextAreaElement>("textbox");
    await fireEvent.input(box, { target: { value: "/fact Nobody checked." } });
    await fireEvent.keyDown(box, { key: "Enter" });
    const [ask] = FarEnd.last.of("ask");
    expect(ask?.command).toEqual({ kind: "fact.claim", text: "Nobody checked." });
    expect(box.value).toBe("/fact Nobody checked.");
    FarEnd.last.hear({ type: "done", ask: ask?.ask ?? "", n: {}, made: ["f1"] });
    await settled();
    expect(box.value).toBe("");
  });
});
