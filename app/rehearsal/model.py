"""The decision model at work: which way a draft goes, and who says yes at each step of it.

Who is there is looked up whenever it matters, never kept: people come, go and say that they are out, and
a draft that waits for somebody waits at that moment for the first who may decide in their place.
"""

from dataclasses import dataclass

from app.ids import SeatId
from app.rehearsal.drafts import Draft
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.scenario.plan import Position
from app.scenario.routes import ContentClass, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What a draft that is handed in must pass: the route's positions, less those nobody plays."""

    route: Route
    needs: tuple[Position, ...]
    absent: tuple[Position, ...]

    @property
    def within(self) -> tuple[float, ...]:
        """Seconds allowed for each of `needs`."""
        return tuple(self.route.within(one) for one in self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose yes is waited for: the position of the model, and the seats that may give it now."""

    position: Position
    seats: tuple[Seat, ...]


def way(rehearsal: Rehearsal, content: ContentClass, severity: int) -> Way:
    """The way of a class of content, as the seats are played now."""
    route = rehearsal.plan.route_for(content, severity)
    played = {seat.position for seat in rehearsal.stage.values() if seat.played}
    empty = tuple(one for one in route.needs if not played & set(_chain(rehearsal, route.needs, one)))
    return Way(route=route, needs=tuple(one for one in route.needs if one not in empty), absent=empty)


def turn(rehearsal: Rehearsal, draft: Draft) -> Turn | None:
    """Whose turn it is; None for a draft that waits for nobody, or for nobody who is there."""
    for position in draft.outstanding:
        if seats := deciders(rehearsal, draft, position):
            return Turn(position=position, seats=seats)
    return None


def cleared(rehearsal: Rehearsal, draft: Draft) -> bool:
    """Whether it may go out: every yes is given, or nobody is there who could give what is missing."""
    return draft.state == "approved" or (draft.state == "waiting" and turn(rehearsal, draft) is None)


def deciders(rehearsal: Rehearsal, draft: Draft, position: Position) -> tuple[Seat, ...]:
    """Who may say yes for a position now: whoever is there of it, else of the first delegate, else nobody."""
    own = rehearsal.plan.route(draft.route).own
    for one in _chain(rehearsal, draft.needs, position):
        there = [seat for seat in rehearsal.stage.values() if seat.position == one and seat.there]
        others = [seat for seat in there if seat.id != draft.writer]
        if others or (there and own and one == position):
            return tuple(others or there)
    return ()


def _chain(rehearsal: Rehearsal, needs: tuple[Position, ...], position: Position) -> tuple[Position, ...]:
    """A position and those who decide in its place, in order.

    Where the plan has routes the last is the decision maker, unless their own yes is asked for anyway.
    """
    plan = rehearsal.plan
    last: tuple[Position, ...] = ("decision_maker",) if plan.routes and "decision_maker" not in needs else ()
    return tuple(dict.fromkeys((position, *plan.instead_of(position), *last)))


def speaks_for(seat: Seat, position: Position) -> Position | None:
    """The position a seat has when it decides in another's place, None in its own."""
    return seat.position if seat.position != position else None


def is_in(seats: tuple[Seat, ...], seat: SeatId) -> bool:
    """Whether a seat is one of these."""
    return any(one.id == seat for one in seats)
