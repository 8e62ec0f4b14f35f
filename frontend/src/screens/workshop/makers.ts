// What a new item of a list begins with.
import { nextName } from "$live/workshop/naming";
import { isKeys, listAt, nameOf } from "$live/workshop/tree";
import type { Json, Keys, Path } from "$live/workshop/types";
import { duration } from "$lib/format";
import { secondsOf } from "./times";
import type { RecordName } from "./schema";

const GAP = 60;
const FIRSTS: Readonly<Partial<Record<RecordName, string>>> = { persona: "account_0", seat: "seat-0", component: "part-0", route: "route-0", holding: "line-0", assumption: "A0", objective: "0", guide: "0.0", inject: "00", line: "n00", fact: "F0", leak: "L0", topic: "topic-0" };

/** A new item, behind `like`, with a name of its own; its words are still to be written. */
export function made(tree: Keys, list: Path, of: RecordName, like: Json | undefined): Keys {
  const name = nextName(tree, list, nameOf(list, like) ?? FIRSTS[of]);
  const speaker = listAt(tree, ["cast"]).flatMap((one) => nameOf(["cast"], one) ?? []).find((one) => one !== tree.brand) ?? "";
  const objective = listAt(tree, ["objectives"]).flatMap((one) => nameOf(["objectives"], one) ?? [])[0] ?? "";
  const earlier = isKeys(like) ? secondsOf(like.at) : undefined;
  switch (of) {
    case "persona": return { handle: name, name: "", bio: "", followers: 100 };
    case "seat": return { id: name, role: "bystander", title: "", does: "", card: { goal: "" } };
    case "component": return { id: name, title: "", owner: "communicator", text: "" };
    case "rung": return { does: "draft", title: "", position: "communicator", within: "5:00" };
    case "route": return { id: name, title: "", content: "routine" };
    case "approval": return { position: "decision_maker" };
    case "delegation": return { position: "legal", by: ["decision_maker"] };
    case "holding": return { id: name, text: "" };
    case "assumption": return { id: name, statement: "", owner: "communicator", confidence: 60, breaks_when: "" };
    case "objective": return { id: name, title: "" };
    case "guide": return { id: name, objective: isKeys(like) ? (like.objective ?? objective) : objective, question: "", target: "" };
    case "inject": return { id: name, title: "", at: duration((earlier ?? -GAP) + GAP), by: speaker, text: "" };
    case "line": return { id: name, group: isKeys(like) ? (like.group ?? "noise") : "noise", by: speaker, text: "" };
    case "leak": return { id: name, title: "", text: "" };
    case "fact": return { id: name, text: "", holds: true, source: "" };
    case "topic": return { id: name, name: "" };
    default: return {};
  }
}

/** A copy of an item under a name of its own. */
export function copied(tree: Json, list: Path, item: Json): Json {
  const name = nameOf(list, item);
  if (name === undefined || !isKeys(item)) return item;
  const key = list.at(-1) === "cast" ? "handle" : "id";
  return { ...item, [key]: nextName(tree, list, name) };
}
