// What the page of trends asks of the server.
import { get } from "$lib/api";
import type { SideBySide, Trends } from "$wire/wire";

/** Which drills; an empty choice is all. */
export interface Wanted {
  scenario: string;
  brand: string;
  plan: string;
  mode: string;
}

export interface Told {
  trends: Trends;
  /** Drills that the server has still to read: asked again, it reads on. */
  missing: number;
  broken: number;
}

export const ALL: Wanted = { scenario: "", brand: "", plan: "", mode: "" };

/** The choice as an address has it, nothing where all are wanted. */
export function asked(wanted: Wanted): string {
  const chosen = Object.entries(wanted).filter(([, value]) => value !== "");
  return chosen.length > 0 ? `?${new URLSearchParams(chosen).toString()}` : "";
}

/** The choice that an address holds. */
export function wantedIn(search: string): Wanted {
  const params = new URLSearchParams(search);
  return { scenario: params.get("scenario") ?? "", brand: params.get("brand") ?? "", plan: params.get("plan") ?? "", mode: params.get("mode") ?? "" };
}

export const told = (wanted: Wanted): Promise<Told> => get<Told>(`/api/trends${asked(wanted)}`);

export const sheetOf = (wanted: Wanted): string => `/api/trends.csv${asked(wanted)}`;

export const pair = (one: string, other: string): Promise<SideBySide> => get<SideBySide>(`/api/trends/pair?${new URLSearchParams({ one, other }).toString()}`);
