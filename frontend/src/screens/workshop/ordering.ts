// Cues in time order: what has no time of its own stays behind the one it stands behind.
import { moving } from "$live/workshop/places";
import { applied, listAt } from "$live/workshop/tree";
import type { Json, Op } from "$live/workshop/types";
import { placed } from "./timeline";

/** The moves that put the list in time order; none when it is. */
export function inOrder(tree: Json): readonly Op[] {
  const list = listAt(tree, ["msel"]);
  const moments = new Map(placed(tree).map((one) => [one.place, one.way === "at" ? one.at : undefined]));
  let last = 0;
  const keyed = list.map((cue, place) => {
    last = moments.get(place) ?? last;
    return { cue, at: last, place };
  });
  const wanted = keyed.toSorted((a, b) => a.at - b.at || a.place - b.place).map(({ cue }) => cue);
  const ops: Op[] = [];
  let here = tree;
  for (const [to, cue] of wanted.entries()) {
    const from = listAt(here, ["msel"]).indexOf(cue);
    if (from === to) continue;
    const [op] = moving(here, ["msel"], from, to);
    if (!op) continue;
    ops.push(op);
    here = applied(here, op);
  }
  return ops;
}
