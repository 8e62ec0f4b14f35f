// What the brand's listening tool says, with how sure it is: nothing of it is the truth.
import type { Estimate, Heard, Sample, ShownPost } from "$wire/wire";

export type Maybe = Estimate | null;

/** The latest figure of a curve, if the tool has any. */
export const latest = (curve: readonly Maybe[]): Estimate | undefined => curve.at(-1) ?? undefined;

/** The bounds as people read them: `240–460`, or nothing where they are as narrow as the figure. */
export function bounds({ low, high }: Estimate, shown: (n: number) => string): string {
  const [from, to] = [shown(low), shown(high)];
  return from === to ? "" : `${from}–${to}`;
}

/** Figures without the moments at which there was none. */
export const known = (curve: readonly Maybe[]): Estimate[] => curve.filter((one) => one !== null);

/**
 * By how much the latest figure has moved in `back` minutes; 0 unless what it was then lies outside of what
 * it may be now. A tool that sees a sample moves by itself.
 */
export function moved(curve: readonly Maybe[], back = 5): number {
  const now = latest(curve);
  const then = curve.at(-1 - back) ?? known(curve)[0];
  if (!now || !then || (then.value >= now.low && then.value <= now.high)) return 0;
  return now.value - then.value;
}

/** Whether it has anything to show yet: it begins some minutes after StartEx. */
export const speaks = (heard: Heard | undefined): heard is Heard => heard !== undefined && heard.per_minute.length > 0;

/** One spelling for what people type in many: lower case, without accents and Arabic marks. */
export const folded = (text: string): string =>
  text.toLowerCase().normalize("NFD").replace(/[\p{M}ـ]/gu, "").replace(/ة/g, "ه").replace(/ى/g, "ي");

export type Searched = Pick<ShownPost, "id" | "author" | "text" | "t">;

/**
 * What fits a query, in the order given: all its words; `@name` for who wrote or was named, `#tag` for a tag.
 * Nothing asked for fits everything. `from` and `to` are exercise seconds.
 */
export function search<P extends Searched>(posts: readonly P[], query: string, { from = 0, to = Infinity }: { from?: number; to?: number } = {}): P[] {
  const wanted = folded(query).split(/\s+/).filter(Boolean);
  return posts.filter((post) => post.t >= from && post.t <= to && wanted.every((word) => fits(post, word)));
}

function fits({ author, text }: Searched, word: string): boolean {
  const said = folded(text);
  if (word.startsWith("@") && folded(author).startsWith(word.slice(1))) return true;
  if (/^[@#]./u.test(word)) return ` ${said}`.split(/[^\p{L}\p{N}_@#]+/u).some((one) => one.startsWith(word));
  return said.includes(word);
}

/** The minute, in exercise seconds at its end, that each figure of a curve is of. */
export const minutesOf = ({ t, per_minute: all }: Pick<Heard, "t" | "per_minute">): number[] =>
  all.map((_, i) => 60 * (Math.floor(t / 60) - all.length + 1 + i));

/** From which on something is an alert; null for never. */
export interface Thresholds {
  /** Mentions a minute. */
  perMinute: number | null;
  /** Percent taken for hostile. */
  negative: number | null;
  /** A word in a post of the sample. */
  word: string;
}

export interface Alert {
  id: string;
  t: number;
  sort: "spike" | "perMinute" | "negative" | "word";
  value: string;
  post?: string;
}

const MOST_OF_A_WORD = 20;
/** A first burst out of silence is any number of times the usual; more than this says no more. */
const MOST_TIMES = 20;

/**
 * What is worth an alert, newest first. A figure must be over the mark with its lower bound: a sample that
 * may be below it raises none. Of a run of minutes over the mark, the first one counts.
 */
export function alertsIn(heard: Heard, marks: Thresholds, read: readonly Searched[]): Alert[] {
  const minutes = minutesOf(heard);
  const over = (sort: "perMinute" | "negative", curve: readonly Maybe[], mark: number | null): Alert[] =>
    mark === null ? [] : curve.flatMap((one, i) => (one && one.low >= mark && (curve[i - 1]?.low ?? 0) < mark ? [{ id: `${sort} ${minutes[i]}`, t: minutes[i] ?? 0, sort, value: String(one.value) }] : []));
  const word = marks.word.trim();
  return [
    ...heard.spikes.map((one): Alert => ({ id: `spike ${one.t}`, t: one.t, sort: "spike", value: one.times > MOST_TIMES ? `>${MOST_TIMES}` : String(one.times) })),
    ...over("perMinute", heard.per_minute, marks.perMinute),
    ...over("negative", heard.negative, marks.negative),
    ...(word === "" ? [] : search(read, word).slice(0, MOST_OF_A_WORD).map((post): Alert => ({ id: `word ${post.id}`, t: post.t, sort: "word", value: word, post: post.id }))),
  ].sort((a, b) => b.t - a.t);
}

/** What is so, beside what the tool says: for staff. Undefined where the curve does not reach. */
export interface Truth {
  perMinute: number;
  negative: number | undefined;
  reach: number;
}

const ROLLING = 5;

/** The truth at the end of the minute that ends at or before `t`, from samples in order of time. */
export function truthAt(samples: readonly Sample[], t: number): Truth | undefined {
  const minute = 60 * Math.floor(t / 60);
  const at = (when: number): Sample | undefined => samples.findLast((one) => one.t <= when);
  const now = at(minute);
  if (!now || minute <= 0) return undefined;
  const since = (back: number): readonly number[] => now.mentions.map((count, side) => count - (at(minute - 60 * back)?.mentions[side] ?? 0));
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  const rolling = since(ROLLING);
  return { perMinute: sum(since(1)), negative: sum(rolling) > 0 ? Math.round((100 * (rolling[0] ?? 0)) / sum(rolling)) : undefined, reach: now.reach };
}
