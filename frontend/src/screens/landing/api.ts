// What the landing page asks of the server.
import { get, post } from "$lib/api";
import type { Role } from "$parts/types";

export interface Scenario {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  platform: string;
}

export interface Mine {
  id: string;
  title: string;
  state: "lobby" | "live" | "paused" | "ended";
  /** Exercise seconds. */
  t: number;
  seat: string;
  people: number;
  url: string;
}

export type SoloRole = Extract<Role, "brand" | "critic" | "bystander">;

interface Opened {
  id: string;
  seat: string;
  url: string;
}

export const scenarios = async (): Promise<Scenario[]> => (await get<{ scenarios: Scenario[] }>("/api/scenarios")).scenarios;

export const mine = async (): Promise<Mine[]> => (await get<{ rehearsals: Mine[] }>("/api/mine")).rehearsals;

/** Open a rehearsal and say where its opener sits. */
export const openRoom = (scenario: string, hard = false): Promise<Opened> => post<Opened>("/api/rehearsals", { scenario, mode: "room", hard });

export const playSolo = (scenario: string, role: SoloRole): Promise<Opened> =>
  post<Opened>("/api/rehearsals", { scenario, mode: "solo", role });

/** A drill that is over, that this browser took part in or imported. */
export interface MyDrill {
  id: string;
  title: string;
  imported: boolean;
  /** Wall ms. */
  started_at: number;
  /** Exercise seconds. */
  length: number | null;
  people: number | null;
  mistakes: number | null;
  url: string;
}

/** The newest of them, and how many there are. */
export interface MyDrills {
  drills: MyDrill[];
  total: number;
}

export const drills = (): Promise<MyDrills> => get<MyDrills>("/api/drills?limit=4");

/** What became of a log that was opened. */
export interface OpenedLog {
  id: string;
  title: string;
  entries: number;
  outcome: "new" | "known" | "longer";
  url: string;
}
