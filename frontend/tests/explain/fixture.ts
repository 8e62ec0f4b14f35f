// The reasons of one post, as the server gives them.
import { SEGMENTS, type Explained } from "$lib/explain";

export function anExplanation(more: Partial<Explained> = {}): Explained {
  return {
    post: "p2",
    t: 1200,
    spread: {
      views: 184_000,
      reposts: 640,
      by_segment: SEGMENTS.map((segment, i) => ({ segment, views: [26_000, 104_000, 21_000, 18_500, 6_200, 8_100, 200][i] ?? 0, reposts: [40, 150, 110, 190, 90, 60, 0][i] ?? 0 })),
      by_source: [
        { source: "followers", views: 41_000 },
        { source: "reposts", views: 96_000 },
        { source: "trend", views: 32_000 },
        { source: "press", views: 15_000 },
      ],
      infectiousness: 0.0009,
      alive: true,
    },
    answer: {
      strategies: [{ strategy: "apology", weight: 0.7 }, { strategy: "explain", weight: 0.3 }],
      accepted: 0.58,
      rejected: 0.21,
      informed: 0.34,
      latency_s: 920,
      terms: [
        { term: "base", z: 1.1 },
        { term: "responsibility", z: 0.6 },
        { term: "severity", z: -0.5 },
        { term: "stance", z: -0.2 },
        { term: "voice", z: 0.3 },
        { term: "latency", z: -0.35 },
        { term: "condition", z: -0.8 },
      ],
      by_segment: SEGMENTS.map((segment, i) => ({ segment, z: 1 - i / 3, accepted: [0.8, 0.6, 0.55, 0.3, 0.1, 0.05, 0.5][i] ?? 0, rejected: [0.05, 0.15, 0.2, 0.4, 0.6, 0.8, 0.2][i] ?? 0, informed: [0.5, 0.3, 0.45, 0.5, 0.6, 0.4, 0.8][i] ?? 0 })),
      calmed: 0.2,
      backfired: 0.05,
    },
    mood: {
      segments: SEGMENTS.map((segment, i) => ({ segment, trust: 0.8 - i / 10, responsibility: 0.7, anger: i / 8, amusement: 0.1, attention: 0.4, suppression: 1 })),
      press: { articles: 2, hazard: 0.4 },
      trending: true,
    },
    sentences: ["Half of those who saw it accepted it: it owns the mistake.", "“If” cost it about a fifth of that."],
    ...more,
  };
}
