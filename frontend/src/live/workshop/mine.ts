// The drafts this browser holds the keys of, and the name their writer goes by.
import { keepDraft, keptDraft } from "$lib/kept";

export interface Mine {
  draft: string;
  key: string;
  title: string;
  /** Wall ms of the last look at it. */
  at: number;
}

const LIST = "workshop.mine";
const NAME = "workshop.name";

export function mine(): Mine[] {
  try {
    const found: unknown = JSON.parse(keptDraft(LIST) || "[]");
    return Array.isArray(found) ? (found as Mine[]) : [];
  } catch {
    return [];
  }
}

export const keyOf = (draft: string): string => mine().find((one) => one.draft === draft)?.key ?? "";

/** Keep a key; the draft looked at last stands first. */
export function hold(one: Mine): void {
  keepDraft(LIST, JSON.stringify([one, ...mine().filter((other) => other.draft !== one.draft)]));
}

/** Forget a key. The draft itself stays, for everybody else who holds one. */
export function forget(draft: string): void {
  keepDraft(LIST, JSON.stringify(mine().filter((one) => one.draft !== draft)));
}

export const authorName = (): string => keptDraft(NAME);
export const keepAuthorName = (name: string): void => keepDraft(NAME, name.trim());
