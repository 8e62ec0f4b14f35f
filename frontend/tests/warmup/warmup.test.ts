// The warm-up: the real parts on a room without a line. Nothing is sent, nothing is kept.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "../../src/live/room.svelte";
import { Sandbox } from "../../src/live/sandbox.svelte";
import { CROWD, doneOf, tasksOf } from "../../src/screens/warmup/script";
import WarmUp from "../../src/screens/warmup/WarmUp.svelte";
import { wipe } from "../../src/screens/warmup/wiping";
import { aRoom, FarEnd, settled, welcome } from "../live/recorded";

let leave = (): void => undefined;
const outside = { fetch: vi.fn(), socket: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", outside.fetch);
  vi.stubGlobal("WebSocket", outside.socket);
  window.localStorage.clear();
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function real(role: "critic" | "brand" = "critic", position: "communicator" | "legal" | null = null) {
  const opened = await aRoom();
  leave = opened.leave;
  const hello = welcome();
  hello.you = { ...hello.you, role, position, personas: [role === "brand" ? "air" : "ruth"] };
  FarEnd.last.hear(hello);
  await settled();
  if (role === "brand") opened.room.personas = ["air"];
  return opened.room;
}

/** Nobody was asked for anything; the drill's own line may have pinged. */
const quiet = (): void => {
  expect(FarEnd.all.flatMap((one) => one.said.filter(({ type }) => type === "ask" || type === "typing"))).toEqual([]);
  expect(outside.fetch).not.toHaveBeenCalled();
  expect(outside.socket).not.toHaveBeenCalled();
};

describe("the sandbox", () => {
  it("answers what is practised, and asks no server for any of it", async () => {
    const room = await real();
    const sandbox = new Sandbox(room, CROWD);
    const stop = sandbox.open();
    const first = sandbox.post("tram_four", "Left my umbrella.");
    await sandbox.publish({ author: "ruth", text: "I have seen it", reply_to: first });
    await sandbox.ask({ kind: "post.like", post: first, by: "ruth" });
    await sandbox.ask({ kind: "post.capture", post: first });
    sandbox.typing();
    expect(sandbox.timeline.get(first)?.likers).toEqual(["ruth"]);
    expect(sandbox.captures.map((one) => one.shot.text)).toEqual(["Left my umbrella."]);
    expect([...doneOf(sandbox, false, false)].sort()).toEqual(["capture", "like", "reply"]);
    await expect(sandbox.ask({ kind: "chat.say", text: "Hello?" })).rejects.toBeInstanceOf(Refused);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sandbox.timeline.size).toBe(3); // somebody was kind about it
    quiet();
    stop();
  });

  it("leaves the real room as it was", async () => {
    const room = await real();
    const before = JSON.stringify([room.timeline.all(), room.drafts, room.flags, room.clock]);
    const sandbox = new Sandbox(room, CROWD);
    const stop = sandbox.open();
    await sandbox.publish({ author: "ruth", text: "Quack" });
    stop();
    expect(JSON.stringify([room.timeline.all(), room.drafts, room.flags, room.clock])).toBe(before);
  });

  it("lets stand-ins climb the ladder of a draft, and the author publish it", async () => {
    const sandbox = new Sandbox(await real("brand", "communicator"), CROWD);
    sandbox.plan = { version: 1, first_reply: 900, holding: [], red_lines: [], components: [], assumptions: [], ladder: [
      { does: "review", position: "legal", within: 60 }, { does: "decide", position: "decision_maker", within: 60 },
    ] } as unknown as NonNullable<Sandbox["plan"]>;
    const stop = sandbox.open();
    const draft = (await sandbox.ask({ kind: "draft.open", text: "We have it!", posture: "answers" })).made[0] ?? "";
    await sandbox.ask({ kind: "draft.submit", draft });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sandbox.drafts.map((one) => [one.state, one.approved_by])).toEqual([["approved", ["legal", "decision_maker"]]]);
    await sandbox.ask({ kind: "draft.publish", draft });
    expect(sandbox.timeline.all().map((post) => [post.author, post.text])).toContainEqual(["air", "We have it!"]);
    stop();
  });
});

describe("the page", () => {
  it("has six tasks for every role", async () => {
    for (const [role, position] of [["critic", null], ["brand", "communicator"], ["brand", "legal"]] as const) {
      const sandbox = new Sandbox(await real(role, position), CROWD);
      expect(new Set(tasksOf(sandbox)).size).toBe(6);
      leave();
    }
  });

  it("says that nothing is sent, ticks what is done, and is wiped when it is left", async () => {
    const room = await real();
    window.localStorage.setItem("squall.draft.r1.critic-1.post", "of the drill");
    const kept = { ...window.localStorage };
    const page = render(WarmUp, { room, onleave: () => undefined });
    expect(screen.getByText(/nothing is sent, nothing goes into the drill’s log/)).toBeInTheDocument();
    const box = screen.getAllByRole("textbox").at(-1)!;
    await fireEvent.input(box, { target: { value: "Quack" } });
    expect(Object.keys(window.localStorage).some((key) => key.startsWith("squall.draft.warm-up."))).toBe(true);
    await fireEvent.input(box, { target: { value: "Quack, quack" } });
    await fireEvent.keyDown(box, { key: "Enter", ctrlKey: true });
    await vi.advanceTimersByTimeAsync(300);
    expect(within(screen.getByText("Write a post").closest("li")!).getByText("done")).toBeInTheDocument();
    await fireEvent.input(box, { target: { value: "half a" } });
    page.unmount();
    expect({ ...window.localStorage }).toEqual(kept);
    quiet();
  });
});

it("wipes its own and nothing else", () => {
  window.localStorage.setItem("squall.draft.warm-up.critic-1.post", "Quack");
  window.localStorage.setItem("squall.draft.r1.critic-1.post", "of the drill");
  wipe();
  expect(Object.keys(window.localStorage)).toEqual(["squall.draft.r1.critic-1.post"]);
});
