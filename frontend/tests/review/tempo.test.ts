import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Player } from "../../src/screens/review/player.svelte";
import { dramaOf, tempoOf } from "../../src/screens/review/tempo";
import type { Review } from "$wire/wire";
import { aReview, LENGTH } from "./fixture";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const nothing = (): Review => aReview({ injects: [], posts: [], findings: [], drafts: [], facts: [], samples: [] });
const calm = aReview().samples.map((sample) => ({ ...sample, trust: 70, heat: 5 }));

test("forty minutes play in two to three", () => {
  expect(LENGTH).toBe(2_400);
  expect(tempoOf(aReview()).seconds).toBeGreaterThan(110);
  expect(tempoOf(aReview()).seconds).toBeLessThan(180);
});

test("it is slower where something lands than where nothing does", () => {
  const tempo = tempoOf(aReview());
  expect(tempo.speedAt(1160)).toBeLessThan(tempo.speedAt(700) / 4); // the brand's worst post against nothing
  expect(tempo.speedAt(700)).toBeLessThanOrEqual(60);
});

test("it is slower where trust falls than where it rests", () => {
  const falling = calm.map((sample) => (sample.t >= 1000 && sample.t < 1100 ? { ...sample, trust: 70 - (sample.t - 1000) / 5 } : sample));
  const tempo = tempoOf({ ...nothing(), samples: falling });
  expect(tempo.speedAt(1050)).toBeLessThan(tempo.speedAt(500) / 3);
});

test("an inject, a brand post, a decision and a finding each slow it, an unsent inject does not", () => {
  const only = (more: Partial<Review>): number => dramaOf({ ...nothing(), ...more }, LENGTH / 5).reduce((sum, one) => sum + one, 0);
  const { injects, posts, drafts, findings } = aReview();
  expect(only({ injects: injects.filter((one) => one.delivered === null) })).toBe(0);
  for (const more of [{ injects }, { posts: posts.filter((one) => one.brand) }, { drafts }, { findings }]) expect(only(more)).toBeGreaterThan(2);
});

test("a drill in which nothing happens is played evenly", () => {
  const tempo = tempoOf(nothing());
  expect(tempo.speedAt(100)).toBeCloseTo(16, 5);
  expect(tempo.speedAt(2300)).toBeCloseTo(16, 5);
});

test("time only goes on, never faster than sixty times or slower than it was, and ends at the end", () => {
  const tempo = tempoOf(aReview());
  let t = 0;
  for (let second = 0; second < tempo.seconds; second += 1) {
    const next = tempo.after(t, 1);
    expect(next - t).toBeLessThanOrEqual(60.001);
    expect(next - t).toBeGreaterThan(Math.min(0.999, LENGTH - t - 0.001));
    t = next;
  }
  expect(tempo.after(t, 1)).toBe(LENGTH);
});

test("the same review always plays the same way, in steps of any size", () => {
  const [one, other] = [tempoOf(aReview()), tempoOf(aReview())];
  let t = 0;
  for (let beat = 0; beat < 600; beat += 1) t = one.after(t, 0.1);
  expect(t).toBeCloseTo(other.after(0, 60), 6);
});

test("a short review has a tempo too", () => {
  const tempo = tempoOf(aReview({ length: 0, samples: [] }));
  expect(tempo.after(0, 1)).toBeGreaterThan(0);
});

test("a player that plays by drama follows it", () => {
  const tempo = tempoOf(aReview());
  const player = new Player(LENGTH, 0, () => tempo, () => Date.now());
  player.speed = "drama";
  player.play();
  vi.advanceTimersByTime(30_000);
  expect(player.t).toBeCloseTo(tempo.after(0, 30), 3);
  expect(player.pace).toBe(tempo.speedAt(player.t));
  vi.advanceTimersByTime(200_000);
  expect(player.t).toBe(LENGTH);
  expect(player.playing).toBe(false);
});
