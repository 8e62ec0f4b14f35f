// The address keeps what of a review is looked at, so that a link shows what its sender saw.

export const PAGES = ["replay", "found", "wash", "evaluation", "bets", "answers", "map", "crowd", "drafts", "players", "plan", "next", "whatif"] as const;
export type Page = (typeof PAGES)[number];

export interface Spot {
  t: number;
  page: Page;
  /** Through whose eyes: a seat's, or `public`; without it all is shown. */
  lens?: string | undefined;
  /** The moment that is picked. */
  at?: string | undefined;
  /** By which the review is read without an account. */
  key?: string | undefined;
}

/** Reads `#t=1160&page=answers`; whatever is missing or broken is the start of the replay. */
export function spotIn(hash: string): Spot {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const t = Number(values.get("t") ?? 0);
  const page = PAGES.find((each) => each === values.get("page")) ?? "replay";
  const [lens, at, key] = [values.get("lens"), values.get("at"), values.get("key")];
  return { t: Number.isFinite(t) && t > 0 ? t : 0, page, ...(lens ? { lens } : {}), ...(at ? { at } : {}), ...(key ? { key } : {}) };
}

export function hashOf(spot: Spot): string {
  const values = new URLSearchParams({ t: String(Math.round(spot.t)) });
  if (spot.page !== "replay") values.set("page", spot.page);
  if (spot.lens) values.set("lens", spot.lens);
  if (spot.at) values.set("at", spot.at);
  if (spot.key) values.set("key", spot.key);
  return `#${values}`;
}
