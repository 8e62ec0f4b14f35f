// What a room does with what it hears.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventFrame } from "$wire/wire";
import type { Timing } from "../../src/live/batch";
import { isThere } from "../../src/live/storm";
import { CALM } from "../../src/live/untold";
import { aRoom, event, FarEnd, out, resumed, roleSnapshot, seatSnapshot, welcome } from "./recorded";

let leave = (): void => undefined;

async function entered(timing?: Timing) {
  const opened = await aRoom(timing);
  leave = opened.leave;
  FarEnd.last.hear(welcome());
  return opened.room;
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const hear = (...events: EventFrame["event"][]): void => FarEnd.last.hear(...events.map((one, i) => event(5 + i, one)));

describe("our own post", () => {
  const words = { author: "ruth", text: "Who decided?", reply_to: "p2" };

  it("shows at once as sending, and takes the log's id when confirmed", async () => {
    const room = await entered();
    const made = room.publish(words);
    expect(room.timeline.cells.list[0]?.post).toMatchObject({ text: "Who decided?", state: "sending", replyTo: "air", mine: true });
    const { ask } = FarEnd.last.of("ask")[0] ?? { ask: "" };
    hear(out("p3", { author: "ruth", text: "Who decided?", reply_to: "p2" }));
    expect(room.timeline.cells.list.map((cell) => [cell.id, cell.post.state])).toEqual([
      ["p3", "ok"],
      ["p2", "ok"],
      ["p1", "ok"],
    ]);
    FarEnd.last.hear({ type: "done", ask, n: {}, made: ["p3"] });
    await expect(made).resolves.toBe("p3");
    expect(room.timeline.cells.list).toHaveLength(3);
  });

  it("stays with its words when turned down, until it is discarded", async () => {
    const room = await entered();
    const made = room.publish(words);
    const { ask } = FarEnd.last.of("ask")[0] ?? { ask: "" };
    FarEnd.last.hear({ type: "refused", ask, code: "rate_limited", detail: "wait a moment", retry: "after", after_ms: 900 });
    await expect(made).rejects.toThrow("wait a moment");
    const shadow = room.timeline.cells.list[0];
    expect(shadow?.post).toMatchObject({ state: "failed", text: "Who decided?" });
    expect(room.timeline.discard(shadow?.id ?? "")).toMatchObject(words);
    expect(room.timeline.cells.list.map((cell) => cell.id)).toEqual(["p2", "p1"]);
  });

  it("outlives a snapshot while it is on its way", async () => {
    const room = await entered();
    void room.publish(words);
    FarEnd.last.hear(welcome());
    expect(room.timeline.cells.list[0]?.post.state).toBe("sending");
    expect(room.timeline.cells.list).toHaveLength(3);
  });
});

describe("the feed", () => {
  it("redraws once a window, however many posts come, and at once for our own", async () => {
    const later: (() => void)[] = [];
    const room = await entered({ now: () => 0, frame: (run) => later.push(run), later: (run) => later.push(run) });
    hear(out("p3"), out("p4"));
    expect(room.timeline.cells.list).toHaveLength(2);
    FarEnd.last.hear(event(7, out("p5", { author: "ruth" })));
    expect(room.timeline.cells.list.map((cell) => cell.id)).toEqual(["p5", "p4", "p3", "p2", "p1"]);
  });

  it("marks edits, empties what is deleted, and takes totals as they are told", async () => {
    const room = await entered();
    hear({ kind: "post.edited", post: "p1", text: "Better." }, { kind: "post.deleted", post: "p2" }, { kind: "post.liked", post: "p1", by: "ruth" });
    FarEnd.last.hear({ type: "counts", posts: [["p1", 7, 2, 3, 900]] });
    expect(room.timeline.cells.get("p1")?.post).toMatchObject({ text: "Better.", edited: 30, liked: true, counts: { likes: 7, reposts: 2, replies: 3, reach: 900 } });
    expect(room.timeline.cells.get("p2")?.post).toMatchObject({ text: "", deleted: 30 });
  });

  it("knows a thread: what it answers, and what answers it", async () => {
    const room = await entered();
    hear(out("p3", { reply_to: "p1" }), out("p4", { reply_to: "p3" }), out("p5", { reply_to: "p3" }));
    const { above, post, below } = room.timeline.thread("p3");
    expect([above.map((one) => one.id), post?.id, below.map((one) => one.id)]).toEqual([["p1"], "p3", ["p4", "p5"]]);
  });

  it("says after an absence what was missed, and what was about us", async () => {
    const room = await entered();
    FarEnd.last.hangUp();
    const before = FarEnd.all.length;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(FarEnd.all.length).toBeGreaterThan(before);
    FarEnd.last.onopen?.();
    FarEnd.last.hear(resumed({ critic: [4, 44], "seat:critic-1": [0, 0] }), event(5, out("p3", { text: "@ruth is right" })), event(6, out("p4")));
    await vi.advanceTimersByTimeAsync(1_100);
    expect(room.caughtUp).toEqual({ missed: 2, about: 1, over: false });
  });
});

describe("the clock", () => {
  it("runs from the events: started, sped, held, jumped, ended", async () => {
    const room = await entered();
    FarEnd.last.hear({ ...event(5, { kind: "clock.started" }, 0), at: 1_000_000 });
    expect(room.time(1_010_000)).toBeCloseTo(10);
    FarEnd.last.hear({ ...event(6, { kind: "clock.sped", speed: 4 }, 10), at: 1_010_000 });
    expect(room.time(1_020_000)).toBeCloseTo(50);
    FarEnd.last.hear({ ...event(7, { kind: "clock.paused", why: "" }, 50), at: 1_020_000 });
    expect([room.clock.state, room.time(1_090_000)]).toEqual(["paused", 50]);
    FarEnd.last.hear({ ...event(8, { kind: "clock.resumed" }, 50), at: 1_100_000 }, { ...event(9, { kind: "clock.jumped", to: 600 }, 50), at: 1_100_000 });
    expect(room.time(1_101_000)).toBeCloseTo(604);
    FarEnd.last.hear({ ...event(10, { kind: "clock.ended" }, 604), at: 1_101_000 });
    expect([room.clock.state, room.time(1_200_000)]).toEqual(["ended", 604]);
  });

  it("takes the newest revision of what the server restates", async () => {
    const room = await entered();
    FarEnd.last.hear({ ...event(5, { kind: "clock.started" }, 0), at: 1_000_000 });
    const at = { critic: [5, 55] as [number, number], "seat:critic-1": [0, 0] as [number, number] };
    FarEnd.last.hear({ type: "now", epoch: "e1", now: 1_000_000, at, clock: { state: "lobby", t0: 0, w0: 0, speed: 1, rev: 0 } });
    expect(room.clock.state).toBe("live");
    FarEnd.last.hear({ type: "now", epoch: "e1", now: 1_000_000, at, clock: { state: "paused", t0: 9, w0: 0, speed: 1, rev: 9 } });
    expect(room.clock).toMatchObject({ state: "paused", t0: 9 });
  });

  it("never runs before the moment it was set at", async () => {
    const room = await entered();
    FarEnd.last.hear({ ...event(5, { kind: "clock.started" }, 0), at: 1_000_000 });
    expect(room.time(900_000)).toBe(0);
  });
});

describe("the war room", () => {
  it("follows a draft up the ladder, and back when it is revised", async () => {
    const room = await entered();
    hear(
      { kind: "draft.opened", draft: "d1", seat: "brand-comms", text: "Sorry.", posture: "answers", cites: [], intent: null, author: null, platform: null, content: "information", picture: null, reply_to: "p1" },
      { kind: "draft.submitted", draft: "d1", seat: "brand-comms", needs: ["legal", "decision_maker"], route: "ladder", within: [600, 300], absent: [] },
      { kind: "draft.approved", draft: "d1", seat: "brand-legal", position: "legal", delegate: null },
    );
    expect(room.drafts[0]).toMatchObject({ state: "waiting", approved_by: ["legal"], version: 1 });
    FarEnd.last.hear(event(8, { kind: "draft.approved", draft: "d1", seat: "brand-dm", position: "decision_maker", delegate: null }));
    expect(room.drafts[0]?.state).toBe("approved");
    FarEnd.last.hear(event(9, { kind: "draft.revised", draft: "d1", seat: "brand-comms", text: "So sorry.", posture: "answers", cites: [], intent: null, author: null, platform: null, content: "information", picture: null }));
    expect(room.drafts[0]).toMatchObject({ state: "writing", approved_by: [], needs: [], version: 2 });
    expect(room.drafts[0]?.steps.map((step) => step.did)).toEqual(["opened", "submitted", "approved", "approved", "revised"]);
  });

  it("says when a draft goes out, and what stopped it", async () => {
    const room = await entered();
    hear(
      { kind: "draft.opened", draft: "d1", seat: "brand-comms", text: "Sorry.", posture: "answers", cites: [], intent: null, author: null, platform: null, content: "information", picture: null, reply_to: null },
      { kind: "draft.submitted", draft: "d1", seat: "brand-comms", needs: [], route: "ladder", within: [], absent: [] },
      { kind: "draft.scheduled", draft: "d1", seat: "brand-comms", at: 90, unapproved: null, undo: false, absent: [] },
    );
    expect(room.drafts[0]).toMatchObject({ state: "approved", going: { seat: "brand-comms", at: 90 }, stopped: null });
    FarEnd.last.hear(event(8, { kind: "draft.recalled", draft: "d1", seat: "brand-legal", refused: null }));
    expect(room.drafts[0]).toMatchObject({ going: null, stopped: { why: "recalled", seat: "brand-legal" } });
    FarEnd.last.hear(event(9, { kind: "draft.scheduled", draft: "d1", seat: "brand-comms", at: 95, unapproved: null, undo: true, absent: [] }));
    expect(room.drafts[0]).toMatchObject({ going: { undo: true }, stopped: null });
    FarEnd.last.hear(event(10, { kind: "draft.revised", draft: "d1", seat: "brand-comms", text: "So sorry.", posture: "answers", cites: [], intent: null, author: null, platform: null, content: "information", picture: null }));
    expect(room.drafts[0]).toMatchObject({ going: null, stopped: { why: "revised" } });
    FarEnd.last.hear(event(11, { kind: "draft.recalled", draft: "d1", seat: "brand-comms", refused: "One reply to each." }));
    expect(room.drafts[0]).toMatchObject({ going: null, stopped: { why: "refused", reason: "One reply to each." } });
  });

  it("settles facts, and keeps an emergency until the clock goes on", async () => {
    const room = await entered();
    hear(
      { kind: "fact.claimed", fact: "f1", seat: "s", text: "Nobody checked.", source: "", asked_by: null, due: null },
      { kind: "fact.confirmed", fact: "f1", seat: "s", source: "gate log" },
      { kind: "emergency.raised", seat: "critic-1", why: "fire" },
    );
    expect(room.facts[0]).toMatchObject({ standing: "confirmed", source: "gate log", settled_t: 30 });
    expect(room.emergency).toMatchObject({ why: "fire" });
    FarEnd.last.hear(event(8, { kind: "clock.resumed" }));
    expect(room.emergency).toBeNull();
  });

  it("seats, frees and readies people", async () => {
    const room = await entered();
    hear(
      { kind: "seat.taken", seat: "brand-comms", role: "brand", position: "communicator", participant: "y", name: "Mara", host: false },
      { kind: "seat.readied", seat: "brand-comms", ready: true },
      { kind: "seat.taken", seat: "observer-1", role: "observer", position: null, participant: "z", name: "Nora", host: false },
    );
    expect(room.seatOf("brand-comms")).toMatchObject({ name: "Mara", ready: true });
    expect(room.nameOf("observer-1")).toBe("Nora");
    FarEnd.last.hear(event(8, { kind: "seat.left", seat: "brand-comms", why: "left" }));
    expect(room.seatOf("brand-comms")).toMatchObject({ name: null, ready: false });
  });
});

describe("the storm", () => {
  const apology = { strategies: ["apology" as const], tone: "plain" as const, target: "thread" as const };
  const truth = { injects: [], samples: [], trust: [], briefed: [], confidence: [], captures: [], moods: [], verdicts: [], goals: [], guide: [], objectives: [] };

  it("begins where the snapshot says, and calm where it says nothing", async () => {
    const room = await entered();
    expect(room.storm).toEqual(CALM);
    const storm = { chances: [], dials: { mood: -1, volume: 3, abuse: 0 }, pushes: [] };
    FarEnd.last.hear(welcome({ snapshot: { role: roleSnapshot({ truth: { ...truth, storm } }), seat: seatSnapshot } }));
    expect(room.storm).toEqual(storm);
  });

  it("keeps openings until they are taken or pass, pushes, and the dials as they stand", async () => {
    const room = await entered();
    hear(
      { kind: "chance.opened", chance: "o1", opening: "ally", lasts: 90, why: "A captain speaks up.", post: "p1" },
      { kind: "chance.opened", chance: "o2", opening: "wit", lasts: 60, why: "They laugh.", post: null },
      { kind: "chance.closed", chance: "o1", taken: true, post: "p2" },
      { kind: "crowd.shocked", seat: "facilitator-1", on: "anger", by: 0.5, fades: null, why: "A second clip." },
      { kind: "crowd.dialled", seat: "facilitator-1", dial: "volume", value: 2.5 },
    );
    expect(room.storm.chances.map((one) => [one.id, isThere(one), one.taken, one.taken_by])).toEqual([
      ["o1", false, true, "p2"],
      ["o2", true, false, null],
    ]);
    expect(room.storm.pushes).toMatchObject([{ on: "anger", by: 0.5, fades: null, why: "A second clip." }]);
    expect(room.storm.dials).toEqual({ mood: 0, volume: 2.5, abuse: 0.4 });
    expect(CALM.dials.volume).toBe(1);
  });

  it("says of a post what it was meant to do and what it was judged to do", async () => {
    const room = await entered();
    hear(out("p3", { author: "air", intent: apology }), {
      kind: "post.judged",
      post: "p3",
      seat: "facilitator-1",
      intent: { ...apology, strategies: ["deflect"] },
    });
    expect(room.timeline.get("p3")).toMatchObject({ intent: apology, judged: { strategies: ["deflect"] } });
    expect(room.timeline.get("p1")).toMatchObject({ intent: null, judged: null });
  });

  it("says of a post how its words were read, until they are others", async () => {
    const room = await entered();
    const weights = [0, 0.75, 0.25, 0, 0, 0, 0, 0, 0];
    const gist = { language: "en", weights, specificity: 0, voice: 0.5, conditional: false, holding: true, valence: 0, arousal: 0, moral: 0, found: [] };
    hear(out("p3", { author: "air" }), { kind: "post.read", post: "p3", gist });
    expect(room.timeline.get("p3")?.gist).toEqual(gist);
    FarEnd.last.hear(event(7, { kind: "post.edited", post: "p3", text: "Other words." }));
    expect(room.timeline.get("p3")?.gist).toBeNull();
  });
});
