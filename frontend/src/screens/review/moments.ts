// The moments of a drill that the scrubber stops at: injects, brand posts, holds, what people found.
import { t as words } from "$lib/i18n";
import type { Posture } from "$parts/types";
import type { Review } from "$wire/wire";
import { markOf } from "./found";

export type Sort = "inject" | "brand" | "decision" | "hold" | "mistake" | "chance" | "question" | "note";

export interface Moment {
  id: string;
  t: number;
  sort: Sort;
  /** One line about it. */
  label: string;
  posture?: Posture;
}

/** Every moment, in order of time. */
export function momentsOf(review: Review): Moment[] {
  return [...injects(review), ...brand(review), ...decided(review), ...holds(review), ...found(review)].sort((a, b) => a.t - b.t);
}

/** The moments somebody knew of: what people marked counts from when they told. */
export function momentsSeen(review: Review): Moment[] {
  const notes = review.notes.map((note): Moment => ({ id: note.id, t: note.t, sort: note.tag, label: note.text }));
  const flags = review.flags.map((flag): Moment => ({ id: flag.id, t: flag.t, sort: flag.sort, label: flag.text }));
  return [...injects(review), ...brand(review), ...decided(review), ...holds(review), ...notes, ...flags].sort((a, b) => a.t - b.t);
}

const injects = (review: Review): Moment[] =>
  review.injects.flatMap((inject) =>
    inject.delivered === null ? [] : [{ id: inject.id, t: inject.delivered, sort: "inject" as const, label: `${inject.id} ${inject.title}`.trim() }],
  );

const brand = (review: Review): Moment[] =>
  review.posts
    .filter((post) => post.brand)
    .map((post) => ({ id: post.id, t: post.t, sort: "brand" as const, label: post.text, ...postureOf(post) }));

const decided = (review: Review): Moment[] => review.decisions.map((one) => ({ id: one.id, t: one.t, sort: "decision" as const, label: one.what }));

/** Only those who are not told how it was meant see none. */
const postureOf = (post: Review["posts"][number]): { posture?: Posture } => (post.posture ? { posture: post.posture } : post.origin ? { posture: "answers" } : {});

const holds = (review: Review): Moment[] =>
  review.holds.map((hold, i) => ({ id: `hold-${i}`, t: hold.t, sort: "hold" as const, label: hold.why || words("review.held") }));

/** Findings, and the notes that no finding tells of: marks that say mistake or chance are part of findings. */
function found(review: Review): Moment[] {
  const findings = review.findings.map((each): Moment => ({ id: each.id, t: each.t, sort: markOf(each), label: each.title }));
  const notes = review.notes.filter((note) => note.tag === "note" || note.tag === "question");
  return [...findings, ...notes.map((note): Moment => ({ id: note.id, t: note.noticed, sort: note.tag, label: note.text }))];
}

/** A step counts as taken only beyond this, so that a rounded time in an address does not repeat a moment. */
const SAME = 0.5;

export function after(moments: readonly Moment[], t: number, sort?: Sort): Moment | undefined {
  return moments.find((moment) => moment.t > t + SAME && (!sort || moment.sort === sort));
}

export function before(moments: readonly Moment[], t: number, sort?: Sort): Moment | undefined {
  return moments.findLast((moment) => moment.t < t - SAME && (!sort || moment.sort === sort));
}

/** The moment somebody looks at: the last one at or before `t`. */
export function current(moments: readonly Moment[], t: number): Moment | undefined {
  return moments.findLast((moment) => moment.t <= t + SAME);
}
