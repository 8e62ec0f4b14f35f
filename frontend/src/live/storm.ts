// The storm after one event, as the server's own log would have it.
import type { ChanceClosed, ChanceOpened, CrowdDialled, CrowdShocked, ShownStorm, StormChance } from "$wire/wire";

export type StormChange = ChanceOpened | ChanceClosed | CrowdShocked | CrowdDialled;

export function stormAfter(storm: ShownStorm, event: StormChange, t: number): ShownStorm {
  switch (event.kind) {
    case "chance.opened": {
      const { chance: id, opening, lasts, why, post } = event;
      const fresh: StormChance = { id, opening, t, lasts, why, post, closed_t: null, taken: false, taken_by: null };
      return { ...storm, chances: [...storm.chances, fresh] };
    }
    case "chance.closed": {
      const over = { closed_t: t, taken: event.taken, taken_by: event.post };
      return { ...storm, chances: storm.chances.map((one) => (one.id === event.chance ? { ...one, ...over } : one)) };
    }
    case "crowd.shocked": {
      const { seat, on, by, fades, why } = event;
      return { ...storm, pushes: [...storm.pushes, { t, seat, on, by, fades, why }] };
    }
    case "crowd.dialled":
      return { ...storm, dials: { ...storm.dials, [event.dial]: event.value } };
  }
}

/** Whether the opening is still there. */
export const isThere = (chance: StormChance): boolean => chance.closed_t === null;
