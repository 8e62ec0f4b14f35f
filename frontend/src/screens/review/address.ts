// The address keeps the moment and the page of a review, so that a link shows what its sender saw.

export const PAGES = ["replay", "found", "bets", "answers", "map", "crowd", "drafts", "players", "plan", "whatif"] as const;
export type Page = (typeof PAGES)[number];

export interface Spot {
  t: number;
  page: Page;
}

/** Reads `#t=1160&page=answers`; whatever is missing or broken is the start of the replay. */
export function spotIn(hash: string): Spot {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const t = Number(values.get("t") ?? 0);
  const page = PAGES.find((each) => each === values.get("page")) ?? "replay";
  return { t: Number.isFinite(t) && t > 0 ? t : 0, page };
}

export function hashOf(spot: Spot): string {
  const page = spot.page === "replay" ? "" : `&page=${spot.page}`;
  return `#t=${Math.round(spot.t)}${page}`;
}
