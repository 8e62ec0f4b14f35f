// Decisions, tasks and assigned posts after one event.
import type { Assignment, Decision, DecisionTaken, PostAssigned, PostPublished, Task, TaskSet, TaskTaken, TaskTicked } from "$wire/wire";

export type TaskEvent = TaskSet | TaskTaken | TaskTicked;

export const decided = (event: DecisionTaken, t: number): Decision => ({
  id: event.decision,
  seat: event.seat,
  what: event.what,
  why: event.why,
  rests_on: event.rests_on,
  t,
});

export function tasksAfter(tasks: readonly Task[], event: TaskEvent, t: number): readonly Task[] {
  if (event.kind === "task.set") {
    const { task: id, seat, text, owner, due } = event;
    return [...tasks, { id, seat, text, owner, due, t, done_t: null, done_by: null }];
  }
  return tasks.map((task) => {
    if (task.id !== event.task) return task;
    if (event.kind === "task.taken") return { ...task, owner: event.owner };
    return { ...task, done_t: event.done ? t : null, done_by: event.done ? event.seat : null };
  });
}

export function assignedAfter(assigned: ReadonlyMap<string, Assignment>, event: PostAssigned, t: number): ReadonlyMap<string, Assignment> {
  const after = new Map(assigned);
  if (event.to === null) after.delete(event.post);
  else after.set(event.post, { post: event.post, to: event.to, seat: event.seat, t, answered_t: null });
  return after;
}

/** The brand answered a post that was somebody's: the first answer stops their clock. */
export function answeredAfter(assigned: ReadonlyMap<string, Assignment>, event: PostPublished, t: number, brand: string | undefined): ReadonlyMap<string, Assignment> {
  const there = assigned.get(event.reply_to ?? "");
  if (!there || there.answered_t !== null || event.author !== brand) return assigned;
  return new Map(assigned).set(there.post, { ...there, answered_t: t });
}
