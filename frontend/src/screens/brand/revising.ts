// Writing on a draft that somebody else may be writing on too.
import { keepDraft, keptUnder } from "$lib/kept";
import { merge, type Merged } from "$lib/merging";
import { isOpen } from "$live/drafts";
import type { Room } from "$live/room.svelte";
import type { Draft } from "$wire/wire";
import { keyOf } from "../room/aim";

/** Where words on a version of a draft are kept until they are saved. */
export const keyOn = (room: Room, draft: Pick<Draft, "id" | "version">): string => keyOf(room, `draft.${draft.id}.v${draft.version}`);

/** The words of a version of a draft. */
function wordsOf(draft: Draft, version: number): string {
  const texts = draft.steps.filter((step) => step.did === "opened" || step.did === "revised").map((step) => step.text);
  return texts[version - 1] || draft.text;
}

/** What to write on with: the draft's words, and among them ours that were never saved, of whichever version. */
export function begun(room: Room, draft: Draft): Merged {
  const start = keyOf(room, `draft.${draft.id}.v`);
  const kept = [...keptUnder(start)].map(([version, text]) => ({ version: Number(version), text })).sort((a, b) => a.version - b.version);
  let found: Merged = { text: draft.text, clashes: [] };
  for (const { version, text } of kept) {
    const merged = merge(wordsOf(draft, version), text, found.text);
    found = { text: merged.text, clashes: [...found.clashes, ...merged.clashes] };
    if (version !== draft.version) keepDraft(start + version, "");
  }
  return found;
}

/** One of two readings in place of both. */
export const settledBy = (text: string, both: string, one: string): string => text.replace(both, () => one);

/** The draft as somebody else saved it after ours was begun; it may still be on its way to us. */
export async function overtaken(room: Room, from: Draft): Promise<Draft | undefined> {
  for (let tries = 0; tries < 20; tries += 1) {
    const draft = room.drafts.find((each) => each.id === from.id);
    if (draft && draft.version > from.version) return isOpen(draft) ? draft : undefined;
    await new Promise((done) => setTimeout(done, 100));
  }
  return undefined;
}
