// Cues as a server shows them.
import type { Condition, Inject, ShownCue } from "$wire/wire";

export const anInject = (id: string, more: Partial<Inject> = {}): Inject => ({
  id, title: `Cue ${id}`, at: null, by: "kev", text: `Words of ${id}`, channel: "feed", answers: null, reach: 80_000, heat: 0.3,
  tests: [], objective: null, expected: null, chance: null, contingency: false, guidance: "", after: null, later: 0, when: null,
  unless: null, every: null, times: 1, hold: false, impact: "normal", hints: [], picture: null, platform: null, stars: null, story: false, breaks: null,
  ...more,
});

export function aCue(id: string, at: number | null, more: Partial<ShownCue> = {}, inject: Partial<Inject> = {}): ShownCue {
  const whole = anInject(id, { at, ...inject });
  return {
    inject: whole, text: whole.text, at, state: "waiting", held_for: null, delivered_t: null, outs: [], post: null, message: null,
    edited: false, group: null, backed_by: null,
    ...more,
  };
}

export const aCondition = (more: Partial<Condition>): Condition => ({
  all: [], any: [], none: [], silence: null, reach_above: null, heat_above: null, heat_below: null, trust_above: null,
  trust_below: null, said: [], deleted: false, pasted: null, refuted: null, waiting: null, unanswered: null, patience: 600, delivered: null,
  ...more,
});
