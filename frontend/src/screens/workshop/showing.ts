// A value of any kind as words on a screen.
import { isKeys, isList, isNothing } from "$live/workshop/tree";
import type { Json } from "$live/workshop/types";

/** Lists one line an item, mappings one line a key; what is inside those stands indented. */
export function shownValue(value: Json, depth = 0): string {
  const indent = "  ".repeat(depth);
  if (isNothing(value)) return "";
  if (isList(value)) return value.map((one) => `${indent}– ${shownValue(one, depth + 1).trimStart()}`).join("\n");
  if (isKeys(value)) return Object.entries(value).map(([key, held]) => `${indent}${key}: ${typeof held === "object" && held !== null ? `\n${shownValue(held, depth + 1)}` : shownValue(held)}`).join("\n");
  return String(value);
}
