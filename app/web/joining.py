"""Coming in by code or link: look, then take a seat."""

from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from app.ids import RehearsalId, SeatId
from app.live.desk import Door, Standing
from app.live.keys import Admits
from app.rehearsal.events import Role
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.scenario.plan import Position
from app.web.limits import count
from app.web.links import seat_url
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor, Visitor, address_of

router = APIRouter(prefix="/api/join", tags=["joining"])
Wired = Annotated[Services, Depends(services_of)]
Key = Annotated[str, Field(min_length=1, max_length=100)]


class Look(BaseModel):
    """A code as typed, or the key in a link's fragment."""

    key: Key


class SeatOffer(BaseModel):
    """A seat as those at the door see it; whose accounts it plays stays hidden."""

    id: SeatId
    role: Role
    title: str
    does: str
    position: Position | None
    taken: bool
    name: str | None
    standin: bool
    reserved: str | None


class Invitation(BaseModel):
    """What somebody at the door is shown."""

    id: RehearsalId
    title: str
    summary: str
    grade: str
    minutes: int
    story_start: str
    state: str
    admits: Admits
    host: str | None
    people: int
    seats: list[SeatOffer]
    mine: list[SeatId]
    locked: bool
    watched: bool
    """Facilitators let people in by hand."""
    waits: bool
    """Whoever asks has knocked, and was not answered yet."""


class Join(BaseModel):
    """Take a seat; a facilitator's or observer's key needs none named."""

    key: Key
    name: Annotated[str, Field(min_length=1, max_length=60)]
    seat: SeatId | None = None


class Joined(BaseModel):
    """The seat taken, and its page."""

    id: RehearsalId
    seat: SeatId
    url: str


class Waiting(BaseModel):
    """Nobody sits down yet: a facilitator is asked. `POST /api/join/look` tells what becomes of it."""

    id: RehearsalId
    waits: Literal[True] = True


@router.post("/look")
async def look(asked: Look, request: Request, cookie: KnownVisitor, services: Wired) -> Invitation:
    """What a key opens, and which seats are free now."""
    door = await _door(services, asked.key, address_of(request))
    standing = await services.desk.standing(door.hall.room.id, cookie) if cookie else Standing()
    state = door.hall.room.state
    scenario = state.scenario
    host = next((seat.name for seat in state.stage.values() if seat.role == "facilitator"), None)
    return Invitation(
        id=state.id,
        title=scenario.title,
        summary=scenario.summary,
        grade=scenario.grade,
        minutes=scenario.minutes,
        story_start=scenario.story_start,
        state=state.clock.state,
        admits=door.admits,
        host=host,
        people=sum(seat.participant is not None for seat in state.seats.values()),
        seats=[_offer(state, seat) for seat in _offered(state, standing)],
        mine=[one.seat for one in standing.held],
        locked=state.locked,
        watched=state.watched,
        waits=standing.waits,
    )


@router.post("", responses={202: {"model": Waiting}})
async def join(
    asked: Join, request: Request, cookie: Visitor, services: Wired, answer: Response
) -> Joined | Waiting:
    """Take a seat; or knock, where facilitators let people in by hand."""
    count(services.joining, address_of(request), "join", "people come in")
    door = await _door(services, asked.key, address_of(request))
    role, hall = _role(door, asked.seat), door.hall
    knocks = hall.room.state.watched and role != "facilitator"
    come_in = services.desk.knock if knocks else services.desk.seat
    seat = asked.seat if door.admits == "player" else None
    seated = await come_in(hall, role, name=asked.name, cookie=cookie, seat=seat)
    if seated is None:
        answer.status_code = 202
        return Waiting(id=hall.room.id)
    return Joined(id=seated.rehearsal, seat=seated.seat, url=seat_url(seated.rehearsal, seated.seat))


async def _door(services: Services, key: str, address: str) -> Door:
    """What the key opens; only wrong keys count against an address."""
    if wait := services.limits.blocked(address, "key"):
        detail = "too many wrong codes from this address; wait a minute"
        raise Refused("rate_limited", detail, retry="after", after_ms=int(wait * 1000))
    try:
        return await services.desk.look(key)
    except Refused:
        services.limits.tried(address, "key")
        raise


def _role(door: Door, seat: SeatId | None) -> Role:
    if door.admits != "player":
        return door.admits
    if seat is None:
        raise Refused("invalid", "choose a seat")
    chosen = door.hall.room.state.seats.get(seat)
    if chosen is None:
        raise Refused("not_found", f"there is no seat {seat}")
    if chosen.role in ("facilitator", "observer"):
        raise Refused("forbidden", f"the {chosen.role}'s seat needs its own link")
    return chosen.role


def _offered(state: Rehearsal, standing: Standing) -> Iterable[Seat]:
    """What can be chosen, and what whoever asks has: who else looks on is nobody's business at the door."""
    own = {one.seat: state.seats[one.seat] for one in standing.held}
    return {**state.stage, **own}.values()


def _offer(state: Rehearsal, seat: Seat) -> SeatOffer:
    plan = next((one for one in state.scenario.seats if one.id == seat.id), None)
    return SeatOffer(
        id=seat.id,
        role=seat.role,
        title=seat.title,
        does=plan.does if plan else "",
        position=seat.position,
        taken=seat.participant is not None,
        name=seat.name,
        standin=seat.standin,
        reserved=seat.reserved,
    )
