"""From one drill to the next: who may lead there, and how it begins."""

from dataclasses import dataclass

from fastapi import Request

from app.ids import RehearsalId, SeatId
from app.live.room import Room
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import entitled
from app.scenario.scenario import PlayerRole, Scenario
from app.web.rehearsals import NewRehearsal, Started, begin
from app.web.services import Services

Asked = tuple[Request, str, str | None]
"""The request, the browser's cookie, and what the person wants to be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A drill that is over, and the seat of whoever asks: a facilitator's, or the solo player's."""

    room: Room
    seat: SeatId

    @property
    def role(self) -> PlayerRole | None:
        """The solo player's role; None for a facilitator."""
        role = self.room.state.seats[self.seat].role
        return None if role in ("facilitator", "observer") else role  # type: ignore[return-value]


async def leading(services: Services, rehearsal: RehearsalId, cookie: str, kind: str) -> Led:
    """The drill, for a browser that holds a seat from which `kind` may be asked for.

    Raises:
        Refused: it holds none, or the drill is not over.
        LogLost: there is no such rehearsal any more.
    """
    held = await services.desk.seats_of(rehearsal, cookie) if cookie else ()
    room = (await services.rooms.get(rehearsal)).room
    state = room.state
    seats = (one.seat for one in held if entitled(kind, one.seat, state.seats[one.seat], state.plan))
    seat = next(seats, None)
    if seat is None:
        raise Refused("forbidden", "that is for who led the drill: its facilitator, or its only player")
    if state.clock.state != "ended":
        raise Refused("conflict", "the drill is not over; the review opens at EndEx")
    return Led(room=room, seat=seat)


async def begin_again(services: Services, led: Led, scenario: Scenario, asked: Asked) -> Started:
    """A new drill in the way of the one that was led: for a team, or for one in the same role.

    Raises:
        Refused: this address started too many.
    """
    request, cookie, name = asked
    state = led.room.state
    wanted = NewRehearsal(
        scenario=scenario.slug,
        mode=state.mode,
        role=led.role or "brand",
        name=name or state.seats[led.seat].name,
        hard=state.hard,
    )
    return await begin(services, scenario, wanted, request, cookie)
