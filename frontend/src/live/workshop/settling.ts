// An edit the server refused because others changed the same: what "take mine" sends instead.
import type { Act } from "./acts";
import { laidOver } from "./rebase";
import { at, isList, nameOf, placeOf, same, said, stepTo } from "./tree";
import type { Json, Op, Path } from "./types";

export type Choice = "theirs" | "mine";

/** The refused edit once more, in the knowledge of what is there now. */
export function settled(act: Act, server: Json): readonly Op[] {
  const back = restored(act, server);
  const gone = new Set(back.map((op) => said(op.path) + nameIn(op)));
  const rest = act.ops.flatMap((op) => (within(op, gone) ? [] : known(op, server)));
  return [...back, ...rest];
}

function known(op: Op, server: Json): Op[] {
  if (op.op === "set") {
    if (!reachable(op.path, server)) return [];
    const is = at(server, op.path) ?? null;
    return same(is, op.to) ? [] : [{ ...op, was: is }];
  }
  if (op.op === "drop") {
    const is = at(server, op.path);
    return is === undefined ? [] : [{ ...op, was: is }];
  }
  if (op.op === "move") {
    if (at(server, op.path) === undefined) return [];
    return op.after === null || at(server, [...op.path.slice(0, -1), op.after]) !== undefined ? [op] : [{ ...op, after: null }];
  }
  const list = at(server, op.path) ?? [];
  if (!isList(list)) return [];
  const there = op.at.after === null || placeOf(list, op.path, op.at.after) >= 0;
  return [there ? op : { ...op, at: { after: list.length > 0 ? stepTo(list, op.path, list.length - 1) : null } }];
}

const reachable = (path: Path, server: Json): boolean => path.length < 2 || at(server, path.slice(0, -1)) !== undefined;

/** Items that somebody took away under the edit, put back with the edit on them. */
export function restored(act: Act, server: Json): Op[] {
  const seen = laidOver(act.seen, [act.ops]);
  const back = new Map<string, Op>();
  for (const op of act.ops) {
    if (op.op !== "set") continue;
    const depth = op.path.findIndex((step, i) => typeof step === "object" && at(server, op.path.slice(0, i + 1)) === undefined);
    if (depth < 0) continue;
    const [list, item] = [op.path.slice(0, depth), at(seen, op.path.slice(0, depth + 1))];
    const there = at(server, list);
    if (item === undefined) continue;
    back.set(said(op.path.slice(0, depth + 1)), { op: "put", path: list, at: { after: before(seen, list, op.path[depth], isList(there) ? there : []) }, item });
  }
  return [...back.values()];
}

/** The nearest item before it that is still there. */
function before(seen: Json, path: Path, step: Path[number] | undefined, there: readonly Json[]): Path[number] | null {
  const list = at(seen, path);
  if (!isList(list) || step === undefined) return null;
  for (let place = placeOf(list, path, step) - 1; place >= 0; place -= 1) {
    const earlier = stepTo(list, path, place);
    if (placeOf(there, path, earlier) >= 0) return earlier;
  }
  return null;
}

function nameIn(op: Op): string {
  const name = op.op === "put" ? nameOf(op.path, op.item) : undefined;
  return name === undefined ? "" : `/${name}`;
}

const within = (op: Op, gone: ReadonlySet<string>): boolean => [...gone].some((place) => said(op.path).startsWith(`${place}/`) || said(op.path) === place);
