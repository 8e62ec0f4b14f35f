"""Taking, leaving and readying seats."""

from typing import Literal

from app.ids import ParticipantId, SeatId
from app.rehearsal import baton
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean_name, the_seat
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal

MOST_SEATS = 500
"""Of facilitators and players."""
MOST_OBSERVERS = 20_000

SeatCommand = c.TakeSeat | c.LeaveSeat | c.RemoveFromSeat | c.SetReady


def decide(rehearsal: Rehearsal, asking: Asking, command: SeatCommand) -> tuple[e.Event, ...]:
    """Decide one command about seats."""
    match command:
        case c.TakeSeat():
            return _take(rehearsal, command)
        case c.LeaveSeat():
            occupied(asking.place)
            return (*leaves(asking.place, "left"), *baton.left(rehearsal, asking.place.id))
        case c.RemoveFromSeat(seat=seat):
            place = the_seat(rehearsal, seat)
            occupied(place)
            return (*leaves(place, "removed"), *baton.left(rehearsal, seat))
        case c.SetReady(ready=ready):
            return (e.SeatReadied(seat=asking.place.id, ready=ready),)


def occupied(seat: Seat) -> ParticipantId:
    """Who sits there.

    Raises:
        Refused: nobody does.
    """
    if seat.participant is None:
        raise Refused("conflict", f"nobody sits at {seat.id}")
    return seat.participant


def leaves(seat: Seat, why: Literal["left", "removed", "moved"]) -> tuple[e.Event, ...]:
    """Somebody gets up; nobody acts for them any more."""
    covered = (e.SeatCovered(seat=seat.id, covered=False),) if seat.covered else ()
    return (*covered, e.SeatLeft(seat=seat.id, why=why))


def locked_out(rehearsal: Rehearsal, role: e.Role) -> None:
    """See that the doors are open to a role.

    Raises:
        Refused: they are locked.
    """
    if rehearsal.locked and role != "facilitator":
        raise Refused("forbidden", "the doors are locked; ask the facilitator to let you in")


def seat_for(rehearsal: Rehearsal, role: e.Role, who: ParticipantId, name: str, seat: SeatId | None) -> Seat:
    """The seat somebody of that name may sit down in: the one they choose, or any of their role.

    Raises:
        Refused: there is none, or it is not theirs to take.
    """
    if seat is None:
        return _any_free(rehearsal, role, name) or Seat(id=_new_id(rehearsal, role), role=role, title="")
    chosen = rehearsal.seats.get(seat)
    if chosen is None:
        raise Refused("not_found", f"there is no seat {seat}")
    if chosen.role != role:
        raise Refused("invalid", f"{chosen.id} is a seat for a {chosen.role}")
    if chosen.participant not in (None, who):
        raise Refused("conflict", f"{chosen.name} sits there already; choose another seat")
    if not _kept_for(chosen, name):
        raise Refused("conflict", f"this seat is kept for {chosen.reserved}; choose another, or ask for it")
    return chosen


def sits_down(
    rehearsal: Rehearsal, seat: Seat, who: ParticipantId, name: str, *, host: bool
) -> tuple[e.Event, ...]:
    """Somebody takes a seat."""
    taken = e.SeatTaken(
        seat=seat.id, role=seat.role, position=seat.position, participant=who, name=name, host=host
    )
    return (taken, *baton.taken(rehearsal, seat))


def _take(rehearsal: Rehearsal, command: c.TakeSeat) -> tuple[e.Event, ...]:
    name = clean_name(command.name)
    locked_out(rehearsal, command.role)
    if rehearsal.watched and command.role != "facilitator" and not command.host:
        raise Refused("forbidden", "people are let in by hand; knock at the door")
    seat = seat_for(rehearsal, command.role, command.participant, name, command.seat)
    return sits_down(rehearsal, seat, command.participant, name, host=command.host)


def _kept_for(seat: Seat, name: str) -> bool:
    return seat.reserved is None or seat.reserved.casefold() == name.casefold()


def _any_free(rehearsal: Rehearsal, role: e.Role, name: str) -> Seat | None:
    there = rehearsal.watching if role == "observer" else rehearsal.stage
    empty = (seat for seat in there.values() if seat.role == role and seat.participant is None)
    free = (seat for seat in empty if _kept_for(seat, name))
    seat = next(free, None)
    if seat is None and role in ("brand", "critic", "bystander"):
        raise Refused("conflict", f"every seat for a {role} is taken")
    return seat


def _new_id(rehearsal: Rehearsal, role: e.Role) -> SeatId:
    watching = role == "observer"
    alike = len(rehearsal.watching if watching else rehearsal.stage)
    most = MOST_OBSERVERS if watching else MOST_SEATS
    if alike >= most:
        raise Refused("too_large", f"{most} {'observers' if watching else 'seats'} at most")
    # Observers have no seats but those made here, so that there is none among them that is free.
    numbers = range(alike + 1 if watching else 1, len(rehearsal.seats) + 2)
    return next(seat for number in numbers if (seat := SeatId(f"{role}-{number}")) not in rehearsal.seats)
