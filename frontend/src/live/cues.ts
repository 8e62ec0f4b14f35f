// The cue list after one event: what the server's own list becomes by it.
import type {
  CueAdded,
  CueBacked,
  CueEdited,
  CueHeld,
  CueMoved,
  CuePlanned,
  CueReleased,
  CueSkipped,
  CueStoodBy,
  Inject,
  InjectDelivered,
  ShownCue,
} from "$wire/wire";

type OneCue = CueStoodBy | CueHeld | CueReleased | CueSkipped | CueEdited | CuePlanned | CueBacked | InjectDelivered;
export type CueEvent = OneCue | CueMoved | CueAdded;

/** The list after `event`, at `t` exercise seconds. Its order is the server's. */
export function cuesAfter(cues: readonly ShownCue[], event: CueEvent, t: number): readonly ShownCue[] {
  if (event.kind === "cue.added") return [...cues, added(event.inject)];
  if (event.kind === "cue.moved") return movedTo(cues, event.inject, event.before);
  return cues.map((cue) => (cue.inject.id === event.inject ? cueAfter(cue, event, t) : cue));
}

function cueAfter(cue: ShownCue, event: OneCue, t: number): ShownCue {
  switch (event.kind) {
    case "cue.stood_by":
      return { ...cue, state: "standby", held_for: null, backed_by: null };
    case "cue.held":
      return { ...cue, state: "held", held_for: event.why, backed_by: null };
    case "cue.released":
      return { ...cue, state: "waiting", held_for: null, backed_by: null };
    case "cue.skipped":
      return { ...cue, state: "skipped", held_for: null, backed_by: null };
    case "cue.edited":
      return { ...cue, text: event.text, edited: true };
    case "cue.planned":
      return { ...cue, at: event.at };
    case "cue.backed":
      return { ...cue, backed_by: event.seat };
    case "inject.delivered":
      return delivered(cue, event, t);
  }
}

function delivered(cue: ShownCue, event: InjectDelivered, t: number): ShownCue {
  const outs = [...cue.outs, t];
  const again = cue.inject.every !== null && outs.length < cue.inject.times;
  const { post, message } = event;
  return { ...cue, state: again ? "waiting" : "delivered", outs, delivered_t: cue.delivered_t ?? t, post, message, held_for: null, backed_by: null };
}

function added(inject: Inject): ShownCue {
  return {
    inject, text: inject.text, at: inject.at, state: "waiting", held_for: null, delivered_t: null, outs: [],
    post: null, message: null, edited: false, group: null, backed_by: null,
  };
}

function movedTo(cues: readonly ShownCue[], inject: string, before: string | null): readonly ShownCue[] {
  const moved = cues.filter((cue) => cue.inject.id === inject);
  const rest = cues.filter((cue) => cue.inject.id !== inject);
  const found = rest.findIndex((cue) => cue.inject.id === before);
  const at = found < 0 ? rest.length : found;
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}
