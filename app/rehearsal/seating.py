"""Taking, leaving and readying seats; signing the plan."""

from app.ids import SeatId
from app.rehearsal import baton
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, the_seat
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal

LONGEST_NAME = 60
MOST_SEATS = 500

SeatCommand = c.TakeSeat | c.LeaveSeat | c.RemoveFromSeat | c.StaffSeat | c.SetReady | c.SignPlan


def decide(rehearsal: Rehearsal, asking: Asking, command: SeatCommand) -> tuple[e.Event, ...]:
    """Decide one command about seats."""
    match command:
        case c.TakeSeat():
            return _take(rehearsal, command)
        case c.LeaveSeat():
            _occupied(asking.place)
            return (e.SeatLeft(seat=asking.place.id, why="left"), *baton.left(rehearsal, asking.place.id))
        case c.RemoveFromSeat(seat=seat):
            _occupied(the_seat(rehearsal, seat))
            return (e.SeatLeft(seat=seat, why="removed"), *baton.left(rehearsal, seat))
        case c.StaffSeat(seat=seat, standin=standin):
            if the_seat(rehearsal, seat).role in ("observer", "facilitator"):
                raise Refused("invalid", "stand-ins only play brand, critics and bystanders")
            return (e.SeatStaffed(seat=seat, standin=standin),)
        case c.SetReady(ready=ready):
            return (e.SeatReadied(seat=asking.place.id, ready=ready),)
        case c.SignPlan():
            if asking.place.signed:
                raise Refused("conflict", "you have signed this plan already")
            return (e.PlanSigned(seat=asking.place.id),)


def _occupied(seat: Seat) -> None:
    if seat.participant is None:
        raise Refused("conflict", f"nobody sits at {seat.id}")


def _take(rehearsal: Rehearsal, command: c.TakeSeat) -> tuple[e.Event, ...]:
    name = clean(command.name, LONGEST_NAME, "name")
    seat = _free_seat(rehearsal, command)
    if seat is None and command.seat is None:
        seat = Seat(id=_new_id(rehearsal, command.role), role=command.role, title="")
    if seat is None:
        raise Refused("not_found", f"there is no seat {command.seat}")
    return (
        e.SeatTaken(
            seat=seat.id,
            role=seat.role,
            position=seat.position,
            participant=command.participant,
            name=name,
            host=command.host,
        ),
        *baton.taken(rehearsal, seat),
    )


def _free_seat(rehearsal: Rehearsal, command: c.TakeSeat) -> Seat | None:
    if command.seat is None:
        return _any_free(rehearsal, command.role)
    seat = rehearsal.seats.get(command.seat)
    if seat is None:
        return None
    if seat.role != command.role:
        raise Refused("invalid", f"{seat.id} is a seat for a {seat.role}")
    if seat.participant not in (None, command.participant):
        raise Refused("conflict", f"{seat.name} sits there already; choose another seat")
    return seat


def _any_free(rehearsal: Rehearsal, role: e.Role) -> Seat | None:
    free = (seat for seat in rehearsal.seats.values() if seat.role == role and seat.participant is None)
    seat = next(free, None)
    if seat is None and role in ("brand", "critic", "bystander"):
        raise Refused("conflict", f"every seat for a {role} is taken")
    return seat


def _new_id(rehearsal: Rehearsal, role: e.Role) -> SeatId:
    if len(rehearsal.seats) >= MOST_SEATS:
        raise Refused("too_large", f"{MOST_SEATS} seats at most")
    numbers = range(1, len(rehearsal.seats) + 2)
    return next(seat for number in numbers if (seat := SeatId(f"{role}-{number}")) not in rehearsal.seats)
