// What a post is meant to do: the chips of the composer, and how they fit its words.
import type { Draft, Intent } from "$wire/wire";
import { keepDraft, keptDraft } from "./kept";

export type { Intent };
export type Strategy = Intent["strategies"][number];
export type Tone = Intent["tone"];
export type Target = Intent["target"];

export const STRATEGIES: readonly Strategy[] = ["apology", "empathy", "explain", "compensate", "correct", "deny", "deflect", "attack", "humour"];
export const TONES: readonly Tone[] = ["personal", "plain", "formal"];
export const TARGETS: readonly Target[] = ["thread", "feed", "site", "press", "message"];
/** More than two aims are none. */
export const MOST_STRATEGIES = 2;

/** Words of a text that speak for something; `family` is a strategy's name or that of another habit. */
export interface Cue {
  family: string;
  words: string;
  /** Where they begin in the text, in characters. */
  start: number;
}

/** Habits that speak for a strategy, beside words of its own. */
const KIN: Partial<Record<string, readonly string[]>> = {
  apology: ["owned"],
  empathy: ["thanks", "invitation", "holding"],
  explain: ["evidence", "promise"],
  correct: ["evidence"],
  deflect: ["blame", "policy"],
  attack: ["insult"],
};

/** What the server reads in a text. */
export interface Reading {
  strategies: readonly Strategy[];
  tone: Tone;
  target: Target;
  cues: readonly Cue[];
  /** 0 to 1: how much of it is dates, figures, names. */
  specificity: number;
  /** "If anyone was offended" and its kin. */
  conditional: boolean;
  /** A sentence where the chips the author chose and the words do not agree. */
  disagreement: string | null;
}

/** What a text is read with: whether it answers a post, and what its author chose, if anything. */
export interface Setting {
  answers: boolean;
  strategies: readonly Strategy[];
  tone: Tone;
}

/** What a reader made of a post's words: the strategies that weigh at least a tenth, the heaviest first. */
export function weighed(weights: readonly number[]): { strategy: Strategy; percent: number }[] {
  return STRATEGIES.map((strategy, at) => ({ strategy, percent: Math.round(100 * (weights[at] ?? 0)) }))
    .filter((one) => one.percent >= 10)
    .sort((one, other) => other.percent - one.percent);
}

/** The words that speak for a strategy or a habit, each once. */
export function cuesFor(reading: Reading | undefined, family: string): string[] {
  const families = [family, ...(KIN[family] ?? [])];
  return [...new Set((reading?.cues ?? []).filter((cue) => families.includes(cue.family)).map((cue) => cue.words))];
}

export function sameIntent(a: Intent | null | undefined, b: Intent | null | undefined): boolean {
  if (!a || !b) return !a === !b;
  return a.tone === b.tone && a.target === b.target && a.strategies.length === b.strategies.length && a.strategies.every((one) => b.strategies.includes(one));
}

/** The intent a reading proposes; nothing where the words speak for no strategy. `at` is where the author stands. */
export function proposed(reading: Reading | undefined, at: Target): Intent | undefined {
  if (!reading || reading.strategies.length === 0) return undefined;
  const target = reading.target === "thread" || reading.target === "feed" ? at : reading.target;
  return { strategies: reading.strategies.slice(0, MOST_STRATEGIES), tone: reading.tone, target };
}

/** Whether the words speak for something else than all that was chosen. */
export function disagree(chosen: readonly Strategy[], reading: Reading | undefined): boolean {
  if (!reading || reading.strategies.length === 0 || chosen.length === 0) return false;
  return !chosen.some((one) => reading.strategies.includes(one));
}

/** One strategy on or off. A third is not taken: two is the most. */
export function toggled(chosen: readonly Strategy[], one: Strategy): Strategy[] {
  if (chosen.includes(one)) return chosen.filter((each) => each !== one);
  return chosen.length < MOST_STRATEGIES ? [...chosen, one] : [...chosen];
}

/** What an author chose for words in progress, kept beside them on this device. */
export function keptIntent(key: string): Intent | undefined {
  try {
    return JSON.parse(keptDraft(`${key}.intent`)) as Intent;
  } catch {
    return undefined; // nothing is kept
  }
}

export const keepIntent = (key: string, intent: Intent | undefined): void => keepDraft(`${key}.intent`, intent ? JSON.stringify(intent) : "");

/** What the version before this one was meant to do; undefined for a first version, or where nothing was ever said. */
export function meantBefore(draft: Draft): { intent: Intent | null; version: number } | undefined {
  const versions = draft.steps.filter((step) => step.did === "opened" || step.did === "revised");
  const before = versions.at(-2);
  return before ? { intent: before.intent, version: versions.length - 1 } : undefined;
}
