// What may be chosen at the door, and what stands in the way of going in.
import type { Invitation, Offer, SeatRole } from "./api";

export const PLAYERS: readonly SeatRole[] = ["brand", "critic", "bystander"];

export interface Group {
  role: SeatRole;
  seats: readonly Offer[];
  taken: number;
}

/** The players' seats by role, in the order of the story: answered, started, judged. */
export function groups(seats: readonly Offer[]): Group[] {
  return PLAYERS.map((role) => {
    const these = seats.filter((seat) => seat.role === role);
    return { role, seats: these, taken: these.filter((seat) => seat.taken).length };
  }).filter((group) => group.seats.length > 0);
}

/** The seat still chosen after a fresh look: one that somebody took meanwhile is let go. */
export function kept(chosen: string | null, invitation: Invitation): string | null {
  const seat = invitation.seats.find((one) => one.id === chosen);
  return seat && !seat.taken ? seat.id : null;
}

export type Missing = "name" | "seat" | "consent";

/** What is still to do before the seat can be taken, the first thing first. */
export function missing(
  invitation: Invitation,
  given: { name: string; seat: string | null; consent: boolean },
): Missing | null {
  if (!given.name.trim()) return "name";
  if (invitation.admits === "player" && !given.seat) return "seat";
  return given.consent ? null : "consent";
}

/** The key in an address's fragment; empty when there is none. */
export function keyIn(hash: string): string {
  return hash.startsWith("#") ? hash.slice(1).trim() : "";
}

/** The story's StartEx as a weekday and a time; it has no zone and must be shown in none. */
export function storyTime(start: string, language: string): string {
  const at = new Date(`${start.slice(0, 16)}Z`);
  if (Number.isNaN(at.getTime())) return start;
  return new Intl.DateTimeFormat(language, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" }).format(at);
}
