import { expect, test } from "vitest";
import { Batch, WINDOW_MS, type Timing } from "$live/batch";
import { Cells, MOST_CELLS } from "$live/cells.svelte";
import type { Post } from "$parts/types";

const post = (id: string, text = id): Post => ({
  id,
  text,
  t: 0,
  by: { handle: "kev", name: "Kev", followers: 0, verified: false, avatar: "kev" },
  counts: { replies: 0, reposts: 0, likes: 0, reach: 0 },
  state: "ok",
});

const ids = (cells: Cells): string => cells.list.map((cell) => cell.id).join(" ");

test("posts arrive oldest first and stand newest first", () => {
  const cells = new Cells();
  cells.reset([post("p2"), post("p1")]);
  cells.add([post("p3"), post("p4")]);
  expect(ids(cells)).toBe("p4 p3 p2 p1");
});

test("an edit changes its cell and not the list", () => {
  const cells = new Cells();
  cells.add([post("p1"), post("p2")]);
  const before = cells.list;
  cells.patch("p1", { text: "edited" });
  cells.add([post("p2", "again")]);
  expect(cells.list).toBe(before);
  expect([cells.get("p1")?.post.text, cells.get("p2")?.post.text]).toEqual(["edited", "again"]);
});

test("a sent post keeps its place when the log names it, also when the log was first", () => {
  const cells = new Cells();
  cells.add([post("ask-1"), post("p9")]);
  cells.confirm("ask-1", post("p8"));
  expect(ids(cells)).toBe("p9 p8");
  cells.add([post("ask-2"), post("p10")]);
  cells.confirm("ask-2", post("p10", "mine"));
  expect(ids(cells)).toBe("p10 p9 p8");
});

test("memory keeps the newest cells only", () => {
  const cells = new Cells();
  cells.add(Array.from({ length: MOST_CELLS + 5 }, (_, i) => post(`p${i}`)));
  expect([cells.list.length, cells.size, cells.list[0]?.id]).toEqual([MOST_CELLS, MOST_CELLS, `p${MOST_CELLS + 4}`]);
  expect(cells.get("p0")).toBeUndefined();
});

class Hands implements Timing {
  time = 1_000;
  frames: (() => void)[] = [];
  timers: { run: () => void; ms: number }[] = [];
  now = (): number => this.time;
  frame = (run: () => void): void => void this.frames.push(run);
  later = (run: () => void, ms: number): void => void this.timers.push({ run, ms });
}

test("the first item after an idle time waits for a frame, the next ones for the window", () => {
  const hands = new Hands();
  const flushes: number[][] = [];
  const batch = new Batch<number>((items) => flushes.push(items), hands);
  batch.push(1);
  hands.frames.shift()?.();
  hands.time += 100;
  batch.push(2, 3);
  batch.push(4);
  expect(hands.timers.map((timer) => timer.ms)).toEqual([WINDOW_MS - 100]);
  hands.time += 150;
  hands.timers.shift()?.run();
  hands.time += WINDOW_MS;
  batch.push(5);
  expect(hands.frames).toHaveLength(1);
  expect(flushes).toEqual([[1], [2, 3, 4]]);
});

test("what somebody waits for flushes at once, and the timer then finds nothing", () => {
  const hands = new Hands();
  const flushes: number[][] = [];
  const batch = new Batch<number>((items) => flushes.push(items), hands);
  batch.push(1);
  batch.flush();
  hands.frames.shift()?.();
  expect(flushes).toEqual([[1]]);
});
