// What the door asks of the server.
import { post } from "$lib/api";
import type { Role } from "$parts/types";

export type SeatRole = Exclude<Role, "crowd">;
export type Admits = "player" | "observer" | "facilitator";

export interface Offer {
  id: string;
  role: SeatRole;
  title: string;
  does: string;
  position: string | null;
  taken: boolean;
  name: string | null;
  standin: boolean;
  reserved: string | null;
}

export interface Invitation {
  id: string;
  title: string;
  summary: string;
  grade: string;
  minutes: number;
  story_start: string;
  state: "lobby" | "live" | "paused" | "ended";
  admits: Admits;
  host: string | null;
  people: number;
  seats: Offer[];
  mine: string[];
  locked: boolean;
  /** Facilitators let people in by hand. */
  watched: boolean;
  /** This browser has knocked, and was not answered yet. */
  waits: boolean;
}

export interface Joined {
  id: string;
  seat: string;
  url: string;
}

/** Nobody sits down yet: a facilitator is asked, and `look` tells what becomes of it. */
export interface Waiting {
  id: string;
  waits: true;
}

export const look = (key: string): Promise<Invitation> => post<Invitation>("/api/join/look", { key });

export const join = (key: string, name: string, seat: string | null): Promise<Joined | Waiting> =>
  post<Joined | Waiting>("/api/join", { key, name, seat });
