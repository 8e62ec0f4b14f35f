// Why a post spread, or calmed: what the server says of it (GET .../explain/{post}?t=seconds).
import { get } from "./api";
import type { Strategy } from "./intents";

export const SEGMENTS = ["loyal", "neutral", "peers", "critics", "activists", "trolls", "press"] as const;
export type Segment = (typeof SEGMENTS)[number];
export const SOURCES = ["followers", "reposts", "thread", "trend", "press", "screenshots", "inject"] as const;
export type Source = (typeof SOURCES)[number];

export interface Spread {
  views: number;
  reposts: number;
  by_segment: readonly { segment: Segment; views: number; reposts: number }[];
  by_source: readonly { source: Source; views: number }[];
  /** Reposts that each view brings from now on. */
  infectiousness: number;
  /** Whether it still goes on. */
  alive: boolean;
}

/** How the crowd takes a post of the brand. Shares are 0 to 1, `z` is in logits. */
export interface Answer {
  strategies: readonly { strategy: Strategy; weight: number }[];
  /** Share of those who have seen it. */
  accepted: number;
  rejected: number;
  /** Share of those who follow the affair that has seen it. */
  informed: number;
  /** Exercise seconds from the criticism to the answer. */
  latency_s: number;
  terms: readonly { term: string; z: number }[];
  by_segment: readonly { segment: Segment; z: number; accepted: number; rejected: number; informed: number }[];
  /** Anger it took, and anger it added, 0 to 1. */
  calmed: number;
  backfired: number;
}

export const QUANTITIES = ["trust", "responsibility", "anger", "amusement", "attention", "suppression"] as const;
export type Quantity = (typeof QUANTITIES)[number];

export interface Explained {
  post: string;
  t: number;
  spread: Spread;
  /** Nothing for a post that is not the brand's. */
  answer: Answer | null;
  mood: {
    segments: readonly ({ segment: Segment } & Record<Quantity, number>)[];
    press: { articles: number; hazard: number };
    trending: boolean;
  };
  /** Reasons in plain language, the weightiest first. */
  sentences: readonly string[];
}

/** As of exercise second `t`, or as of now. */
export function explained(rehearsal: string, post: string, t: number | undefined, signal?: AbortSignal): Promise<Explained> {
  const at = t === undefined ? "" : `?t=${Math.floor(t)}`;
  return get<Explained>(`/api/rehearsals/${encodeURIComponent(rehearsal)}/explain/${encodeURIComponent(post)}${at}`, signal);
}
