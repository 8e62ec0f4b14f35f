import { describe, expect, it } from "vitest";
import { answeredAfter, assignedAfter, decided, tasksAfter } from "../../src/live/minutes";
import { mine, waited } from "../../src/screens/brand/assigned";
import { commandOf } from "../../src/screens/brand/commands";
import type { PostPublished } from "../../src/wire/wire";

describe("a line in the war room", () => {
  it("is said, unless a word with a slash makes it more", () => {
    expect(commandOf("He asks who decided.", 0)).toEqual({ kind: "chat.say", text: "He asks who decided." });
    expect(commandOf("/facts are thin", 0)).toEqual({ kind: "chat.say", text: "/facts are thin" });
    expect(commandOf("/fact it was 14B", 0)).toEqual({ kind: "fact.claim", text: "it was 14B" });
  });

  it("writes a decision down with its reason", () => {
    expect(commandOf("/decide we name who decided | he asks that | only that", 0)).toEqual({
      kind: "decision.take",
      what: "we name who decided",
      why: "he asks that | only that",
    });
    expect(commandOf("/DECIDE go", 0)).toEqual({ kind: "decision.take", what: "go", why: "" });
  });

  it("sets a task, due in some minutes or at a time", () => {
    expect(commandOf("/task call the gate by +10", 100)).toEqual({ kind: "task.set", text: "call the gate", due: 700 });
    expect(commandOf("/task call the gate by 20:00", 100)).toEqual({ kind: "task.set", text: "call the gate", due: 1200 });
    expect(commandOf("/task stand by her", 100)).toEqual({ kind: "task.set", text: "stand by her" });
  });
});

describe("the minutes", () => {
  const set = { kind: "task.set", task: "t1", seat: "a", text: "Call", owner: null, due: null } as const;

  it("keep a task from being set to being done, and open again", () => {
    let tasks = tasksAfter([], set, 10);
    tasks = tasksAfter(tasks, { kind: "task.taken", task: "t1", owner: "b" }, 20);
    tasks = tasksAfter(tasks, { kind: "task.ticked", task: "t1", seat: "b", done: true }, 30);
    expect(tasks).toEqual([{ id: "t1", seat: "a", text: "Call", owner: "b", due: null, t: 10, done_t: 30, done_by: "b" }]);
    expect(tasksAfter(tasks, { kind: "task.ticked", task: "t1", seat: "b", done: false }, 40)[0]).toMatchObject({ done_t: null, done_by: null });
  });

  it("keep a decision as it was taken", () => {
    const event = { kind: "decision.taken", decision: "k1", seat: "a", what: "Go", why: "", rests_on: ["A1"] } as const;
    expect(decided({ ...event, rests_on: [...event.rests_on] }, 5)).toEqual({ id: "k1", seat: "a", what: "Go", why: "", rests_on: ["A1"], t: 5 });
  });

  it("run a clock on an assigned post until the brand's first answer", () => {
    const answer = (author: string): PostPublished => ({ author, reply_to: "p1" }) as PostPublished;
    let assigned = assignedAfter(new Map(), { kind: "post.assigned", post: "p1", seat: "a", to: "b" }, 60);
    expect(mine({ assigned, seat: "b" }).map((one) => waited(one, 90))).toEqual([30]);
    expect(answeredAfter(assigned, answer("kev"), 70, "air")).toBe(assigned);
    assigned = answeredAfter(assigned, answer("air"), 100, "air");
    expect(answeredAfter(assigned, answer("air"), 900, "air")).toBe(assigned);
    expect([mine({ assigned, seat: "b" }), assigned.get("p1")?.answered_t]).toEqual([[], 100]);
    expect(assignedAfter(assigned, { kind: "post.assigned", post: "p1", seat: "a", to: null }, 120).size).toBe(0);
  });
});
