// Playing by drama: how long each part of a drill is on screen. A pure function of the review: quiet
// stretches fly by, and time slows where trust or heat move, or something lands that people must read.
import type { Review } from "$wire/wire";

/** Exercise seconds that are played at one speed. */
const STEP_S = 5;
/** A drill takes a part of its length; 40 minutes take two and a half. */
const PART = 1 / 16;
/** Exercise seconds a second where nothing happens, and where most does. */
const FASTEST = 60;
const SLOWEST = 1;
/** What lands is read from a moment before it, and for so long. */
const BEFORE_S = 2;
const READ_S = 10;

const WEIGHTS = { brand: 5, inject: 4, found: 3, decision: 3, post: 0.25, point: 1 } as const;

export interface Tempo {
  /** Seconds the whole drill takes. */
  readonly seconds: number;
  /** Where the cursor is `seconds` after it was at `t`. */
  after(t: number, seconds: number): number;
  /** Exercise seconds a second at `t`. */
  speedAt(t: number): number;
}

export function tempoOf(review: Review): Tempo {
  const length = Math.max(1, review.length);
  const drama = dramaOf(review, Math.ceil(length / STEP_S));
  return new Steps(length, share(drama, length * PART));
}

/** How much happens in each step. */
export function dramaOf(review: Review, steps: number): number[] {
  const drama = Array.from({ length: steps }, () => 0);
  const add = (t: number, weight: number, lasts: number = STEP_S): void => {
    const from = Math.max(0, Math.floor(t / STEP_S));
    const until = Math.max(from + 1, Math.ceil((t + lasts) / STEP_S));
    for (let i = from; i < Math.min(steps, until); i += 1) drama[i] = (drama[i] ?? 0) + weight / (until - from);
  };
  const lands = (t: number, weight: number): void => add(Math.max(0, t - BEFORE_S), weight, BEFORE_S + READ_S);
  for (const inject of review.injects) if (inject.delivered !== null) lands(inject.delivered, WEIGHTS.inject);
  for (const post of review.posts) post.brand ? lands(post.t, WEIGHTS.brand) : add(post.t, WEIGHTS.post);
  for (const finding of review.findings) lands(finding.t, WEIGHTS.found);
  for (const t of decisions(review)) lands(t, WEIGHTS.decision);
  review.samples.forEach((sample, i) => {
    const before = review.samples[i - 1];
    if (before) add(before.t, WEIGHTS.point * (Math.abs(sample.trust - before.trust) + Math.abs(sample.heat - before.heat)), sample.t - before.t);
  });
  return drama;
}

/** When a draft was decided on or went out, and when a fact was settled. */
function decisions(review: Review): number[] {
  const steps = review.drafts.flatMap((draft) => draft.steps.filter((step) => ["approved", "rejected", "published"].includes(step.did)).map((step) => step.t));
  return [...steps, ...review.facts.flatMap((fact) => fact.settled_t ?? [])];
}

/** Shares the time out by drama: each step has its least, none more than it took. */
function share(drama: readonly number[], seconds: number): number[] {
  const [least, most] = [STEP_S / FASTEST, STEP_S / SLOWEST];
  const all = drama.reduce((sum, one) => sum + one, 0);
  if (all === 0) return drama.map(() => seconds / Math.max(1, drama.length));
  const full = new Set<number>();
  for (;;) {
    const rest = drama.reduce((sum, one, i) => (full.has(i) ? sum : sum + one), 0);
    const each = rest === 0 ? 0 : Math.max(0, seconds - least * drama.length - (most - least) * full.size) / rest;
    const over = drama.flatMap((one, i) => (!full.has(i) && least + each * one > most ? [i] : []));
    if (over.length === 0) return drama.map((one, i) => (full.has(i) ? most : least + each * one));
    for (const i of over) full.add(i);
  }
}

class Steps implements Tempo {
  /** When each step begins, in seconds of playing; the last is the end. */
  readonly #begins: number[] = [0];

  constructor(
    private readonly length: number,
    lasts: readonly number[],
  ) {
    for (const one of lasts) this.#begins.push((this.#begins.at(-1) ?? 0) + one);
  }

  get seconds(): number {
    return this.#played(this.length);
  }

  after(t: number, seconds: number): number {
    return Math.min(this.length, this.#reached(this.#played(t) + seconds));
  }

  speedAt(t: number): number {
    const i = Math.min(this.#begins.length - 2, Math.floor(t / STEP_S));
    return STEP_S / this.#lasts(i);
  }

  #lasts(i: number): number {
    return (this.#begins[i + 1] ?? 0) - (this.#begins[i] ?? 0);
  }

  #played(t: number): number {
    const i = Math.min(this.#begins.length - 2, Math.floor(t / STEP_S));
    return (this.#begins[i] ?? 0) + ((t - i * STEP_S) / STEP_S) * this.#lasts(i);
  }

  #reached(seconds: number): number {
    let [low, high] = [0, this.#begins.length - 2];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#begins[middle] ?? 0) <= seconds) low = middle;
      else high = middle - 1;
    }
    return low * STEP_S + ((seconds - (this.#begins[low] ?? 0)) / this.#lasts(low)) * STEP_S;
  }
}
