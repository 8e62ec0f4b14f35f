"""What a facilitator does about people: stand-ins, other seats, seats kept for somebody, the door."""

from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean_name, the_seat
from app.rehearsal.refusals import Refused
from app.rehearsal.seating import leaves, occupied
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal

UsherCommand = c.StaffSeat | c.MoveSeat | c.ReserveSeat | c.CoverSeat | c.ComeBack | c.LockDoor


def decide(rehearsal: Rehearsal, asking: Asking, command: UsherCommand) -> tuple[e.Event, ...]:
    """Decide one command about people."""
    match command:
        case c.StaffSeat(seat=seat, standin=standin):
            _players(the_seat(rehearsal, seat))
            return (e.SeatStaffed(seat=seat, standin=standin),)
        case c.MoveSeat(seat=seat, to=to):
            return _move(_players(the_seat(rehearsal, seat)), _players(the_seat(rehearsal, to)))
        case c.ReserveSeat(seat=seat, name=name):
            return (_reserve(_players(the_seat(rehearsal, seat)), name),)
        case c.CoverSeat(seat=seat, covered=covered):
            return _cover(_players(the_seat(rehearsal, seat)), covered=covered)
        case c.ComeBack():
            return _cover(asking.place, covered=False)
        case c.LockDoor(locked=locked):
            if rehearsal.locked == locked:
                raise Refused("conflict", f"the doors are {'locked' if locked else 'open'} already")
            return (e.DoorLocked(locked=locked),)


def _players(seat: Seat) -> Seat:
    if seat.role in ("observer", "facilitator"):
        raise Refused("invalid", "that is for the seats of brand, critics and bystanders")
    return seat


def _move(seat: Seat, to: Seat) -> tuple[e.Event, ...]:
    occupied(seat)
    if seat.id == to.id:
        raise Refused("conflict", f"{seat.name} sits there already")
    moved = (seat,) if to.participant is None else (seat, to)
    sits = {seat.id: to, to.id: seat}
    return (
        *(event for one in moved for event in leaves(one, "moved")),
        *(_sits(one, sits[one.id]) for one in moved),
    )


def _sits(who: Seat, at: Seat) -> e.SeatTaken:
    """Whoever sits at `who` now sits at `at`; a host stays one."""
    return e.SeatTaken(
        seat=at.id,
        role=at.role,
        position=at.position,
        participant=occupied(who),
        name=who.name or "",
        host=who.host,
    )


def _reserve(seat: Seat, name: str | None) -> e.SeatReserved:
    if name is None:
        if seat.reserved is None:
            raise Refused("conflict", f"{seat.id} is kept for nobody")
        return e.SeatReserved(seat=seat.id, name=None)
    if seat.participant is not None:
        raise Refused("conflict", f"{seat.name} sits there; a seat is kept while it is empty")
    return e.SeatReserved(seat=seat.id, name=clean_name(name))


def _cover(seat: Seat, *, covered: bool) -> tuple[e.Event, ...]:
    """A stand-in that acts for somebody who is out is there."""
    occupied(seat)
    if seat.covered == covered:
        raise Refused("conflict", f"{seat.name} {'is covered' if covered else 'acts'} already")
    back = (e.AwaySaid(seat=seat.id, away=False),) if seat.away else ()
    return (e.SeatCovered(seat=seat.id, covered=covered), *back)
