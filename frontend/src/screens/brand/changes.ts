// What changed between two versions of a draft, word by word.
import { diffWordsWithSpace } from "diff";
import { sameImage } from "$lib/pictures";
import type { Draft } from "$wire/wire";

export interface Piece {
  text: string;
  sort: "same" | "added" | "gone";
}

/** The words of the version that was sent back last; undefined while none was, or nothing was written since. */
export function sentBack(draft: Draft): string | undefined {
  const at = draft.steps.findLastIndex((step) => step.did === "rejected");
  if (at < 0) return undefined;
  const before = draft.steps.slice(0, at).findLast((step) => step.text !== "")?.text;
  return before === draft.text ? undefined : before;
}

/** Whether another picture, or another alt text, stands there than when it was sent back last. */
export function pictureChanged(draft: Draft): boolean {
  const at = draft.steps.findLastIndex((step) => step.did === "rejected");
  const before = draft.steps.slice(0, Math.max(at, 0)).findLast((step) => step.did === "opened" || step.did === "revised");
  return before !== undefined && !sameImage(before.picture, draft.picture);
}

/** The words of `after` with those of `before` that are gone among them, in reading order. */
export const changes = (before: string, after: string): Piece[] =>
  diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({ text: value, sort: added ? "added" : removed ? "gone" : "same" }));
