"""Who sits where, who is ready, whom a stand-in acts for."""

from app.rehearsal import events as e
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal

SeatEvent = (
    e.SeatTaken | e.SeatLeft | e.SeatStaffed | e.SeatReserved | e.SeatCovered | e.SeatReadied | e.AwaySaid
)


def apply(rehearsal: Rehearsal, event: SeatEvent) -> None:
    """Apply one event about a seat."""
    if isinstance(event, e.SeatTaken):
        _taken(rehearsal, event)
        return
    seat = rehearsal.seats[event.seat]
    match event:
        case e.SeatLeft():
            seat.participant, seat.name, seat.host = None, None, False
            _new_here(seat)
        case e.SeatStaffed(standin=standin):
            seat.standin = standin
        case e.SeatReserved(name=name):
            seat.reserved = name
        case e.SeatCovered(covered=covered):
            seat.covered = covered
        case e.SeatReadied(ready=ready):
            seat.ready = ready
        case e.AwaySaid(away=away):
            seat.away = away


def _taken(rehearsal: Rehearsal, event: e.SeatTaken) -> None:
    seat = rehearsal.seats.get(event.seat) or Seat(
        id=event.seat, role=event.role, title=event.role.capitalize()
    )
    rehearsal.add_seat(seat)
    if seat.participant != event.participant:
        _new_here(seat)
    seat.participant, seat.name, seat.host = event.participant, event.name, event.host
    seat.reserved = None


def _new_here(seat: Seat) -> None:
    seat.ready = seat.signed = seat.away = False
    seat.signed_version = None
