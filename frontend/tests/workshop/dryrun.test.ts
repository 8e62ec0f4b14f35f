import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "../../src/screens/workshop/dryrun/words";
import { ASK_MS, Player } from "../../src/screens/workshop/dryrun/player.svelte";
import { busiest, desksOf, figuresOf, furtherOf, nearestOf, wayOf, whyOf } from "../../src/screens/workshop/dryrun/reading";
import type { DryRun, InjectRun, Nearest } from "$wire/wire";

const inject = (told: Partial<InjectRun> = {}): InjectRun => ({
  id: "01", title: "First", by: "press", way: "time", planned: 10, outs: [10], why: null, waits_for: null, nearest: [], expected: "Answer",
  position: "communicator", allowed: 120, answered: 60, verdict: "in_time", contingency: false, objective: null, tests: [], ...told,
});

const run = (told: Partial<DryRun> = {}): DryRun => ({
  slug: "s", version: 1, title: "T", seed: 3, length: 600, span: 60,
  injects: [inject(), inject({ id: "02", outs: [], why: "by_hand", way: "hand", verdict: "not_delivered" }), inject({ id: "03", way: "condition", outs: [], why: "condition", expected: null, verdict: "not_delivered" })],
  covers: [{ sort: "objective", id: "o1", title: "One", out: 1, of: 2 }, { sort: "assumption", id: "a1", title: "A", out: 0, of: 1 }],
  loads: [{ seat: "b", title: "Communicator", role: "brand", position: "communicator", acts: [0, 4, 1], asked: [1, 0, 0], refused: [] }],
  arriving: [1, 2, 3],
  samples: [{ t: 10, trust: 70, heat: 5, reach: 10, posts: 1, mentions: [0, 0, 0] }, { t: 300, trust: 40.4, heat: 80, reach: 90, posts: 9, mentions: [0, 0, 0] }, { t: 600, trust: 55, heat: 60, reach: 100, posts: 12, mentions: [0, 0, 0] }],
  drafts: [
    { text: "x", seat: "b", opened_t: 1, state: "published", versions: 1, published_t: 90, unapproved: null, approvals: [{ position: "legal", yes: true, t: 40, waited: 30 }] },
    { text: "y", seat: "b", opened_t: 1, state: "rejected", versions: 1, published_t: null, unapproved: null, approvals: [{ position: "legal", yes: false, t: 140, waited: 90 }] },
  ],
  chances: [{ title: "c", inject: "01", opening: null, t: 10, closed_t: 50, noticed: false, taken: true }, { title: "d", inject: null, opening: "ally", t: 10, closed_t: null, noticed: false, taken: false }],
  ending: { trust: 55, heat: 60, reach: 100, posts: 12, contingencies: [], goals: [] },
  measures: [{ id: "trust", title: "t", value: "v", note: "", held: null, definition: "" }, { id: "notice", title: "n", value: "v", note: "", held: true, definition: "" }],
  ...told,
});

const near = (told: Partial<Nearest>): Nearest => ({ part: "all", what: "silence", of: "", value: 267, wanted: 600, t: 341, met: false, ...told });

describe("what a dry run covered", () => {
  test("is told in one row of figures", () => {
    const told = Object.fromEntries(figuresOf(run()).map((one) => [one.id, one.value]));
    expect(told).toEqual({ out: "1 of 3", answered: "1 of 1", conditions: "0 of 1", objectives: "1 of 1", assumptions: "0 of 1", chances: "1 of 2", trust: "70 → 55", heat: "5 → 60" });
    expect(figuresOf(run()).find((one) => one.id === "trust")?.note).toBe("lowest 40 at T+05:00");
  });

  test("has no share of nothing", () => {
    const empty = figuresOf(run({ injects: [], covers: [], chances: [], samples: [] }));
    expect(empty.map((one) => one.value).slice(0, 6)).toEqual(["–", "–", "–", "–", "–", "–"]);
  });

  test("leaves to the review what the row does not have", () => {
    expect(furtherOf(run()).map((one) => one.id)).toEqual(["notice"]);
  });

  test("says how long drafts lay on whose desk", () => {
    expect(desksOf(run())).toEqual([{ position: "legal", words: 2, noes: 1, median: 30, longest: 90 }]);
  });

  test("says when a seat was busiest", () => {
    expect(busiest(run().loads[0]!, 60)).toEqual({ count: 4, t: 60 });
  });
});

describe("what kept an inject back", () => {
  test("is said in a sentence", () => {
    expect(whyOf(inject({ why: "waits", waits_for: "07" }))).toBe("It waits for inject 07, which never went out.");
    expect(whyOf(inject())).toBe("");
    expect(wayOf(inject({ way: "unless", waits_for: "01" }))).toBe("unless 01 is answered");
  });

  test.each([
    [near({}), "the brand silent", "04:27 of 10:00 at T+05:41"],
    [near({ what: "reach_above", value: 1_600_000, wanted: 2_000_000 }), "views above", "1.6M of 2M at T+05:41"],
    [near({ what: "said", of: "sorry", value: 0, wanted: 1 }), "the brand says sorry", "not once"],
    [near({ what: "said", of: "sorry", value: 1, wanted: 1, met: true }), "the brand says sorry", "was so at T+05:41"],
    [near({ part: "none", what: "delivered", of: "07" }), "inject 07 out", "stood in the way all along"],
    [near({ part: "none", what: "delivered", of: "07", met: true }), "inject 07 out", "not so at T+05:41"],
  ])("a condition says how near it came: %#", (one, what, how) => {
    expect(nearestOf(one)).toEqual({ what, how });
  });
});

describe("playing", () => {
  const answers: { status: number; body: unknown }[] = [];
  const asked: { method: string; path: string; body: unknown; key: string | undefined }[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    [answers.length, asked.length] = [0, 0];
    vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
      asked.push({ method: init.method ?? "GET", path, body: init.body, key: (init.headers as Record<string, string> | undefined)?.authorization });
      const next = init.method === "DELETE" ? { status: 204, body: null } : (answers.shift() ?? { status: 500, body: {} });
      return Promise.resolve(new Response(next.status === 204 ? null : JSON.stringify(next.body), { status: next.status }));
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const page = (state: string, told: object = {}): { status: number; body: unknown } => ({ status: 200, body: { state, done: 0, ahead: 0, took: 0, report: null, problem: null, ...told } });
  const BEGUN = { status: 202, body: { run: "r1" } };
  const second = (): Promise<unknown> => vi.advanceTimersByTimeAsync(ASK_MS);

  test("asks once a second until there is a report, and keeps the one before", async () => {
    const player = new Player({ slug: "s" });
    answers.push(BEGUN, page("waiting", { ahead: 1 }), page("playing", { done: 0.5 }), page("done", { report: run(), took: 12 }));
    await player.play(3);
    expect(player.busy).toBe(true);
    await second();
    expect(player.page?.ahead).toBe(1);
    await second();
    expect(player.page?.done).toBe(0.5);
    await second();
    expect([player.busy, player.report?.seed, player.took]).toEqual([false, 3, 12]);
    expect(asked[0]).toEqual({ method: "POST", path: "/api/scenarios/s/dry-runs", body: '{"seed":3}', key: undefined });
    answers.push(BEGUN, page("done", { report: run({ seed: 4 }) }));
    await player.play(4);
    await second();
    expect([player.before?.seed, player.report?.seed]).toEqual([3, 4]);
  });

  test("a draft is played by its key", async () => {
    answers.push(BEGUN);
    await new Player({ draft: "d", key: "d.k" }).play(1);
    expect(asked[0]).toMatchObject({ path: "/api/workshop/d/dry-runs", key: "Bearer d.k" });
  });

  test("a line that is down for a moment loses nothing", async () => {
    const player = new Player({ slug: "s" });
    answers.push(BEGUN, { status: 503, body: {} }, page("done", { report: run() }));
    await player.play(3);
    await second();
    expect(player.busy).toBe(true);
    await second();
    expect(player.report?.seed).toBe(3);
  });

  test("whoever stops says so, and hears no more", async () => {
    const player = new Player({ slug: "s" });
    answers.push(BEGUN, page("playing"));
    await player.play(3);
    await second();
    player.stop();
    await vi.advanceTimersByTimeAsync(5 * ASK_MS);
    expect(asked.map((one) => one.method)).toEqual(["POST", "GET", "DELETE"]);
    expect(player.busy).toBe(false);
  });

  test("what went wrong is said in the server's words", async () => {
    const player = new Player({ slug: "s" });
    answers.push({ status: 429, body: { code: "rate_limited", detail: "too many dry runs" } });
    await player.play(3);
    expect([player.busy, player.problem]).toEqual([false, "too many dry runs"]);
    answers.push(BEGUN, page("failed", { problem: "it could not be played" }));
    await player.play(3);
    await second();
    expect([player.busy, player.problem]).toEqual([false, "it could not be played"]);
  });
});
