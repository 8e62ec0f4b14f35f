// What the line promises: everything once and in order, and it comes back.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "../../src/live/asks";
import { aRoom, event, FarEnd, out, resumed, settled, welcome } from "./recorded";

let leave = (): void => undefined;

async function entered() {
  const opened = await aRoom();
  leave = opened.leave;
  FarEnd.last.hear(welcome());
  return opened.room;
}

/** Wait until there is another socket, and let it open. */
async function back(): Promise<void> {
  const before = FarEnd.all.length;
  for (let tries = 0; tries < 100 && FarEnd.all.length === before; tries += 1) await vi.advanceTimersByTimeAsync(500);
  FarEnd.last.onopen?.();
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const ids = (room: { timeline: { cells: { list: readonly { id: string }[] } } }): string[] => room.timeline.cells.list.map((cell) => cell.id);

describe("a line", () => {
  it("enters with a ticket and loads the snapshot, newest first", async () => {
    const room = await entered();
    expect(FarEnd.last.of("enter")[0]).toMatchObject({ ticket: "ticket" });
    expect(FarEnd.last.of("enter")[0]?.resume).toBeUndefined();
    expect(room.status).toEqual({ is: "live" });
    expect(ids(room)).toEqual(["p2", "p1"]);
  });

  it("drops what it has heard before", async () => {
    const room = await entered();
    FarEnd.last.hear(event(5, out("p3")), event(5, out("p3")), event(4, out("p9")));
    expect(ids(room)).toEqual(["p3", "p2", "p1"]);
  });

  it("says nothing into a line that is closing, and says it on the next", async () => {
    const room = await entered();
    const closing = FarEnd.last;
    closing.readyState = 2;
    const before = closing.said.length;
    void room.ask({ kind: "chat.say", text: "Who answers?" }).catch(() => undefined);
    expect(closing.said).toHaveLength(before);
    closing.onclose?.({ code: 1006, reason: "" });
    await back();
    FarEnd.last.hear(welcome());
    expect(FarEnd.last.of("ask")).toHaveLength(1);
  });

  it("asks for a snapshot at a gap, and takes nothing until it comes", async () => {
    const room = await entered();
    FarEnd.last.hear(event(6, out("p4")), event(7, out("p5")));
    expect(FarEnd.last.of("resync")).toHaveLength(1);
    expect(ids(room)).toEqual(["p2", "p1"]);
    FarEnd.last.hangUp(4004);
    await back();
    expect(FarEnd.last.of("enter")[0]?.resume).toBeUndefined();
  });

  it("sees a gap without traffic, from what `now` says", async () => {
    const room = await entered();
    FarEnd.last.hear({ type: "now", epoch: "e1", now: Date.now(), clock: room.clock, at: { critic: [6, 66], "seat:critic-1": [0, 0] } });
    expect(FarEnd.last.of("resync")).toHaveLength(1);
  });

  it("resumes where it stood, and drops what comes twice", async () => {
    const room = await entered();
    FarEnd.last.hear(event(5, out("p3")));
    FarEnd.last.hangUp();
    expect(room.status.is).toBe("reconnecting");
    await back();
    const enter = FarEnd.last.of("enter")[0];
    expect(enter?.resume).toEqual({ epoch: "e1", secret: "s1", at: { critic: [5, 55], "seat:critic-1": [0, 0] } });
    FarEnd.last.hear(resumed({ critic: [5, 55], "seat:critic-1": [0, 0] }), event(5, out("p3")), event(6, out("p4")));
    expect(ids(room)).toEqual(["p4", "p3", "p2", "p1"]);
    expect(room.status.is).toBe("live");
  });

  it("asks again after a reconnect, once and under the same id", async () => {
    const room = await entered();
    const done = room.ask({ kind: "post.like", post: "p1", by: "ruth" });
    const first = FarEnd.last.of("ask");
    FarEnd.last.hangUp();
    await back();
    FarEnd.last.hear(resumed({ critic: [4, 44], "seat:critic-1": [0, 0] }));
    const second = FarEnd.last.of("ask");
    expect(second).toEqual(first);
    FarEnd.last.hear({ type: "done", ask: first[0]?.ask ?? "", n: {}, made: [] });
    await expect(done).resolves.toMatchObject({ type: "done" });
    FarEnd.last.hangUp();
    await back();
    FarEnd.last.hear(resumed({ critic: [4, 44], "seat:critic-1": [0, 0] }));
    expect(FarEnd.last.of("ask")).toHaveLength(0);
  });

  it("asks by itself again when the server says so", async () => {
    const room = await entered();
    const done = room.ask({ kind: "chat.say", text: "hello" });
    const { ask } = FarEnd.last.of("ask")[0] ?? { ask: "" };
    FarEnd.last.hear({ type: "refused", ask, code: "unavailable", detail: "", retry: "same_ask", after_ms: 1_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(FarEnd.last.of("ask").map((each) => each.ask)).toEqual([ask, ask]);
    FarEnd.last.hear({ type: "done", ask, n: {}, made: ["c1"] });
    await expect(done).resolves.toMatchObject({ made: ["c1"] });
  });

  it("comes back after a planned close within the time it was given", async () => {
    await entered();
    FarEnd.last.hear({ type: "bye", code: 4001, reason: "restarting", after_ms: [4_000, 6_000] });
    FarEnd.last.hangUp(4001);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(FarEnd.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(FarEnd.all).toHaveLength(2);
  });

  it("stays away when it is told to, says why, and fails what waits", async () => {
    const room = await entered();
    const asked = room.ask({ kind: "chat.say", text: "hello" });
    const refused = expect(asked).rejects.toBeInstanceOf(Refused);
    FarEnd.last.hear({ type: "bye", code: 4505, reason: "opened in a newer tab", after_ms: [0, 0] });
    FarEnd.last.hangUp(4505);
    await refused;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FarEnd.all).toHaveLength(1);
    expect(room.status).toEqual({ is: "closed", code: 4505, reason: "opened in a newer tab" });
    await expect(room.ask({ kind: "chat.say", text: "again" })).rejects.toThrow("opened in a newer tab");
    room.retry();
    await settled();
    expect(FarEnd.all).toHaveLength(2);
  });

  it("gives up on a line that says nothing for 45 seconds", async () => {
    const room = await entered();
    await vi.advanceTimersByTimeAsync(44_000);
    expect(room.status.is).toBe("live");
    await vi.advanceTimersByTimeAsync(1_500);
    expect(room.status.is).not.toBe("live");
  });

  it("pings within 20 seconds, and learns the server's clock from the answer", async () => {
    const room = await entered();
    await vi.advanceTimersByTimeAsync(20_000);
    const ping = FarEnd.last.of("ping")[0];
    expect(ping).toBeDefined();
    const c0 = ping?.c0 ?? 0;
    FarEnd.last.hear({ type: "pong", c0, s1: c0 + 5_000, s2: c0 + 5_000 });
    expect(room.latency).toBeGreaterThanOrEqual(0);
  });
});
