// Seats after one event.
import type { AwaySaid, PlanEdited, PlanSigned, SeatCovered, SeatLeft, SeatReadied, SeatReserved, SeatStaffed, SeatTaken, ShownSeat } from "$wire/wire";

export type SeatEvent = SeatTaken | SeatLeft | SeatStaffed | SeatReserved | SeatCovered | SeatReadied | AwaySaid | PlanSigned | PlanEdited;

const title = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);

export function seatsAfter(seats: readonly ShownSeat[], event: SeatEvent): readonly ShownSeat[] {
  if (event.kind === "seat.taken" && !seats.some((seat) => seat.id === event.seat)) {
    const { seat: id, role, position } = event;
    const fresh: ShownSeat = { id, role, title: title(role), position, participant: null, name: null, standin: false, reserved: null, covered: null, ready: false, signed: null, signed_version: null, away: null };
    return seatsAfter([...seats, fresh], event);
  }
  // Whoever signed put their name to the version before.
  if (event.kind === "plan.edited") return seats.map((seat) => (seat.signed === true ? { ...seat, signed: false } : seat));
  return seats.map((seat) => (seat.id === event.seat ? seatAfter(seat, event) : seat));
}

function seatAfter(seat: ShownSeat, event: Exclude<SeatEvent, PlanEdited>): ShownSeat {
  switch (event.kind) {
    case "seat.taken":
      return { ...seat, participant: event.participant, name: event.name, reserved: null, away: seat.away && seat.participant === event.participant };
    case "seat.left":
      return { ...seat, participant: null, name: null, ready: false, signed: seat.signed === null ? null : false, signed_version: null, away: seat.away === null ? null : false };
    case "seat.staffed":
      return { ...seat, standin: event.standin };
    case "seat.reserved":
      return { ...seat, reserved: event.name };
    case "seat.covered":
      return { ...seat, covered: seat.covered === null ? null : event.covered };
    case "seat.readied":
      return { ...seat, ready: event.ready };
    case "away.said":
      return { ...seat, away: event.away };
    case "plan.signed":
      return { ...seat, signed: true, signed_version: event.version };
  }
}
