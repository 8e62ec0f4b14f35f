// The evaluation guide as it was answered, in an order of its own.
import { t as words } from "$lib/i18n";
import { duration } from "$lib/format";
import type { Evidence, GuideItem, Review, ReviewedItem } from "$wire/wire";
import { MARKS, type Mark } from "../rating/marks";

export type Filter = "all" | "apart" | "against" | "open";
export const FILTERS: readonly Filter[] = ["all", "apart", "against", "open"];

export interface Row {
  item: GuideItem;
  told: ReviewedItem;
}
export interface Part {
  title: string;
  rows: readonly Row[];
}

const against = ({ ratings }: ReviewedItem): boolean => ratings.some((one) => one.mark !== null && one.told !== null && one.told !== one.mark);

const WHICH: Readonly<Record<Filter, (told: ReviewedItem) => boolean>> = {
  all: () => true,
  apart: (told) => told.agreement === "apart",
  against,
  open: (told) => told.ratings.length === 0,
};

/** The items by objective, of each that fits the filter; parts without one are left out. */
export function partsOf(review: Review, filter: Filter): Part[] {
  const told = new Map(review.evaluation.map((one) => [one.item, one]));
  const rows = review.guide.flatMap((item): Row[] => {
    const found = told.get(item.id);
    return found && WHICH[filter](found) ? [{ item, told: found }] : [];
  });
  const known = review.objectives.map((one, at) => ({ title: `${at + 1} ${one.title}`, rows: rows.filter((row) => row.item.objective === one.id) }));
  const rest = rows.filter((row) => !review.objectives.some((one) => one.id === row.item.objective));
  return [...known, { title: words("observer.other"), rows: rest }].filter((part) => part.rows.length > 0);
}

/** How many items anybody rated, and how many evaluators rated at all. */
export function tally(review: Review): { rated: number; evaluators: number } {
  const seats = new Set(review.evaluation.flatMap((one) => one.ratings.map((rating) => rating.seat)));
  return { rated: review.evaluation.filter((one) => one.ratings.length > 0).length, evaluators: seats.size };
}

/** From where to where the marks reach, as columns from 1. */
export function reach({ ratings }: ReviewedItem): readonly [number, number] | undefined {
  const places = ratings.flatMap((one) => (one.mark === null ? [] : [MARKS.indexOf(one.mark as Mark) + 1]));
  return places.length === 0 ? undefined : [Math.min(...places), Math.max(...places)];
}

/** When a piece of evidence was, in exercise seconds; undefined where the review does not say. */
export function timeOf(review: Review, { sort, id }: Evidence): number | undefined {
  const among = <T extends { id: string }>(all: readonly T[], t: (one: T) => number | null): number | undefined => {
    const found = all.find((one) => one.id === id);
    return found && (t(found) ?? undefined);
  };
  switch (sort) {
    case "post": return among(review.posts, (one) => one.t);
    case "note": return among(review.notes, (one) => one.noticed);
    case "draft": return among(review.drafts, (one) => one.opened_t);
    case "inject": return among(review.injects, (one) => one.delivered);
    case "fact": return among(review.facts, (one) => one.claimed_t);
    case "flag": return among(review.flags, (one) => one.t);
    case "chat": return among(review.chat, (one) => one.t);
    default: return undefined;
  }
}

/** A piece by its name. */
export function pieceName(review: Review, piece: Evidence): string {
  const { sort, id } = piece;
  const t = timeOf(review, piece);
  const at = t === undefined ? id : duration(t);
  if (sort === "post") return words("rating.piece.post", { who: review.posts.find((one) => one.id === id)?.author ?? id, at });
  if (sort === "draft") return words("rating.piece.draft", { id, version: review.drafts.find((one) => one.id === id)?.version ?? 1 });
  if (sort === "inject" || sort === "fact") return words(`rating.piece.${sort}`, { id });
  if (sort === "chat") return words("rating.piece.chat", { who: words("staff.room"), at });
  return words(`rating.piece.${sort}`, { at });
}
