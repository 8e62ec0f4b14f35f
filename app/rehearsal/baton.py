"""The show-caller's baton: of several facilitators one says GO and holds the clock.

Whoever comes first has it. Everybody may hold the rehearsal, and stop it for something real.
"""

from app.ids import SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, the_seat
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal

BatonCommand = c.TakeBaton | c.PassBaton


def decide(rehearsal: Rehearsal, asking: Asking, command: BatonCommand) -> tuple[e.Event, ...]:
    """Decide one command about the baton."""
    match command:
        case c.TakeBaton():
            if rehearsal.baton == asking.place.id:
                raise Refused("conflict", "you call the show already")
            return (e.BatonPassed(to=asking.place.id, why="took"),)
        case c.PassBaton(to=to):
            if rehearsal.baton == to:
                raise Refused("conflict", f"{to} calls the show already")
            if not _calls(the_seat(rehearsal, to)):
                raise Refused("invalid", f"nobody at {to} could call the show")
            return (e.BatonPassed(to=to, why="dropped"),)


def another(rehearsal: Rehearsal, asking: Asking) -> Seat | None:
    """The facilitator who calls the show, where that is not who asks."""
    seat = asking.seat
    if seat is None or seat.role != "facilitator" or rehearsal.baton in (None, seat.id):
        return None
    return rehearsal.seats[rehearsal.baton] if rehearsal.baton else None


def must_call(rehearsal: Rehearsal, asking: Asking) -> None:
    """Refuse what only the show-caller may do.

    Raises:
        Refused: another facilitator has the baton.
    """
    caller = another(rehearsal, asking)
    if caller is not None:
        raise Refused("conflict", f"{caller.name} calls the show; take over first")


def taken(rehearsal: Rehearsal, seat: Seat) -> tuple[e.Event, ...]:
    """What follows for the baton when somebody sits down."""
    if seat.role != "facilitator" or rehearsal.baton is not None:
        return ()
    return (e.BatonPassed(to=seat.id, why="first"),)


def left(rehearsal: Rehearsal, seat: SeatId) -> tuple[e.Event, ...]:
    """What follows for the baton when somebody leaves."""
    if rehearsal.baton != seat:
        return ()
    others = (one.id for one in rehearsal.stage.values() if _calls(one) and one.id != seat)
    return (e.BatonPassed(to=next(others, None), why="left"),)


def _calls(seat: Seat) -> bool:
    return seat.role == "facilitator" and seat.participant is not None
