// Pictures of posts and drafts: a file of the scenario, or a card of a few words; both say what they show.
import type { Picture } from "$parts/types";
import type { Draft } from "$wire/wire";
import { keepDraft, keptDraft } from "./kept";

/** A picture as the wire has it. */
export type Image = NonNullable<Draft["picture"]>;
export type CardImage = Extract<Image, { title: string }>;

export const MOST_ALT = 1000;
export const MOST_LINES = 6;
export const LONGEST_TITLE = 80;
export const LONGEST_LINE = 120;

/** What a card draws of a picture; nothing for a file of a scenario that nobody named. */
export function drawnOf(image: Image | null | undefined, slug: string | undefined): Picture | undefined {
  if (!image) return undefined;
  if ("title" in image) return { src: "", alt: image.alt, card: { title: image.title, lines: image.lines } };
  return slug ? { src: `/api/scenarios/${slug}/media/${image.file}`, alt: image.alt } : undefined;
}

/** A picture without blank ends, as it is sent. */
export function tidied(image: Image | undefined): Image | undefined {
  if (!image) return undefined;
  const alt = image.alt.trim();
  if (!("title" in image)) return { ...image, alt };
  return { title: image.title.trim(), lines: image.lines.map((line) => line.trim()).filter(Boolean), alt };
}

/** Whether nothing is missing of it; no picture is complete. */
export function complete(image: Image | undefined): boolean {
  const kept = tidied(image);
  if (!kept) return true;
  const said = kept.alt !== "" && [...kept.alt].length <= MOST_ALT;
  if (!("title" in kept)) return said && kept.file !== "";
  const short = [...kept.title].length <= LONGEST_TITLE && kept.lines.every((line) => [...line].length <= LONGEST_LINE);
  return said && short && kept.title !== "" && kept.lines.length <= MOST_LINES;
}

export const sameImage = (one: Image | null | undefined, other: Image | null | undefined): boolean => JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));

const ordered = (image: Image | null | undefined): unknown => (!image ? null : "title" in image ? [image.title, image.lines, image.alt] : [image.file, image.alt]);

/** A picture in progress stays on this device as the words beside it do. */
export const keepImage = (key: string, image: Image | undefined): void => keepDraft(`picture:${key}`, image ? JSON.stringify(image) : "");

export function keptImage(key: string): Image | undefined {
  try {
    return (JSON.parse(keptDraft(`picture:${key}`) || "null") as Image | null) ?? undefined;
  } catch {
    return undefined;
  }
}
