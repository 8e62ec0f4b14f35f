// The lines of the review's chart. Times are exercise seconds, values 0 to 100.
import { duration } from "$lib/format";
import { t as words } from "$lib/i18n";
import type { Line, Sample } from "$parts/types";
import type { Review, TrustReading } from "$wire/wire";
import { countUpTo } from "./asof";

/** Trust of the crowd and its heat, and each bystander's dial as a thin line. */
export function linesOf(review: Review, nameOf: (seat: string) => string): Line[] {
  return [...mood(review.samples), ...bystanders(review, nameOf), ...moods(review)];
}

/** What somebody knew of it at `t`: no line goes on beyond. */
export function knownLines(lines: readonly Line[], listened: readonly Sample[], t: number): Line[] {
  const heard: Line = { id: "listened", label: words("replay.listened"), points: listened, colour: "var(--bad)", dashed: true };
  return [...lines, ...(listened.length > 0 ? [heard] : [])].map((line) => ({ ...line, points: line.points.slice(0, countUpTo(line.points, t)) }));
}

/** Nothing for those who are not shown the mood of the crowd. */
function mood(samples: Review["samples"]): Line[] {
  if (samples.length === 0) return [];
  const of = (key: "trust" | "heat"): Sample[] => samples.map((sample) => ({ t: sample.t, value: sample[key] }));
  return [
    { id: "trust", label: words("review.trust"), points: of("trust"), colour: "var(--brand)" },
    { id: "heat", label: words("review.heat"), points: of("heat"), colour: "var(--critic)", dashed: true },
  ];
}

function bystanders(review: Review, nameOf: (seat: string) => string): Line[] {
  const seats = [...new Set(review.trust.map((reading) => reading.seat))];
  return seats.map((seat) => ({
    id: seat,
    label: nameOf(seat),
    points: dialled(review.trust.filter((reading) => reading.seat === seat), review.length),
    colour: "var(--bystander)",
    thin: true,
  }));
}

/** The mean of each round's mood check, 1 to 5, on the scale of trust. */
function moods(review: Review): Line[] {
  const { moods: given } = review.players;
  const rounds = [...new Set(given.map((one) => one.round))].sort((a, b) => a - b);
  if (rounds.length === 0) return [];
  const points = rounds.map((round): Sample => {
    const answers = given.filter((one) => one.round === round);
    const mean = answers.reduce((sum, one) => sum + one.value, 0) / answers.length;
    return { t: Math.max(...answers.map((one) => one.t)), value: (mean - 1) * 25 };
  });
  return [{ id: "mood", label: words("review.mood"), points, colour: "var(--good)", dashed: true }];
}

/** A dial stays where it was put, up to the end: steps, not slopes. */
function dialled(readings: readonly TrustReading[], length: number): Sample[] {
  const points: Sample[] = [];
  for (const reading of readings) {
    const last = points.at(-1);
    if (last) points.push({ t: reading.t, value: last.value });
    points.push({ t: reading.t, value: reading.value });
  }
  const last = points.at(-1);
  if (last && last.t < length) points.push({ t: length, value: last.value });
  return points;
}

export const holdsOf = (review: Review): { t: number; label: string }[] =>
  review.holds.map((hold) => ({
    t: hold.t,
    label: words("review.heldFor", { time: duration(hold.wall), why: hold.why || words("review.noReason") }),
  }));
