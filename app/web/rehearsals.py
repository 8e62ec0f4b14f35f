"""Starting rehearsals, finding one's own again, and tickets for the socket."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from app.ids import RehearsalId, SeatId
from app.live.desk import browser_hash
from app.rehearsal.events import Mode, Role
from app.rehearsal.refusals import Refused
from app.scenario.scenario import PlayerRole, Scenario
from app.scenario.widening import MOST_PLAYERS, widened
from app.store.log import LogLost
from app.store.tables import RehearsalRow
from app.web.links import Links, links_of, seat_url
from app.web.services import Services, services_of
from app.web.signed_in import hosting, signed_in
from app.web.visitor import KnownVisitor, Visitor, address_of

router = APIRouter(prefix="/api", tags=["rehearsals"])
Wired = Annotated[Services, Depends(services_of)]
Named = Annotated[str, Field(min_length=1, max_length=60)]


class NewRehearsal(BaseModel):
    """What to start: a room for a team, or a drill for one person in a role.

    In a `hard` one nothing that is published is taken back, and the communicator has a private account too.
    A room has the scenario's seats, and copies of them where `players` asks for more.
    """

    scenario: Annotated[str, Field(max_length=100)]
    mode: Mode = "room"
    role: PlayerRole = "brand"
    name: Named | None = None
    speed: float = 1.0
    hard: bool = False
    players: Annotated[int, Field(ge=0, le=MOST_PLAYERS)] = 0


class Started(BaseModel):
    """A rehearsal that began, and the page to go to."""

    id: RehearsalId
    seat: SeatId
    url: str
    links: Links | None = None


class MyRehearsal(BaseModel):
    """A seat of this browser's. `t` is exercise time in seconds; `people` how many humans sit down."""

    id: RehearsalId
    title: str
    state: Literal["lobby", "live", "paused", "ended"]
    t: float
    seat: SeatId
    role: Role
    people: int
    url: str


class MyRehearsals(BaseModel):
    """This browser's rehearsals, newest first."""

    rehearsals: list[MyRehearsal]


class TicketFor(BaseModel):
    """Which of one's seats to open; or, for a facilitator, whose view to look at."""

    seat: SeatId
    watch: bool = False


class Ticket(BaseModel):
    """Good for one socket within 30 seconds."""

    ticket: str


@router.post("/rehearsals", status_code=201)
async def start(asked: NewRehearsal, request: Request, cookie: Visitor, services: Wired) -> Started:
    """Start a rehearsal; the browser that asks is its facilitator, or its only player."""
    return await begin(services, await _scenario(services, asked.scenario), asked, request, cookie)


async def begin(
    services: Services, scenario: Scenario, asked: NewRehearsal, request: Request, cookie: str
) -> Started:
    """A rehearsal of that scenario, and a line in the trail.

    Raises:
        Refused: whoever asks is no host, or this address started too many.
    """
    host = await hosting(await signed_in(request, services), services)
    address = address_of(request)
    if wait := services.limits.blocked(address, "start"):
        detail = "too many new rehearsals from this address; wait a minute"
        raise Refused("rate_limited", detail, retry="after", after_ms=int(wait * 1000))
    services.limits.tried(address, "start")
    desk = services.desk
    if asked.mode == "solo":
        seated = await desk.play_solo(
            scenario, asked.role, name=asked.name or "You", cookie=cookie, speed=asked.speed, hard=asked.hard
        )
        await services.hosts.note(host, "rehearsal.started", seated.rehearsal)
        url = seat_url(seated.rehearsal, seated.seat)
        return Started(id=seated.rehearsal, seat=seated.seat, url=url)
    scenario = widened(scenario, asked.players)
    hall, row = await desk.open_rehearsal(scenario, "room", hard=asked.hard)
    name = asked.name or "Facilitator"
    seated = await desk.seat(hall, "facilitator", name=name, cookie=cookie)
    await services.hosts.note(host, "rehearsal.started", seated.rehearsal)
    return Started(
        id=seated.rehearsal,
        seat=seated.seat,
        url=seat_url(seated.rehearsal, seated.seat),
        links=links_of(str(request.base_url), desk.keyring, seated.rehearsal, row.code),
    )


@router.get("/mine")
async def mine(cookie: KnownVisitor, services: Wired) -> MyRehearsals:
    """The seats this browser holds."""
    if not cookie:
        return MyRehearsals(rehearsals=[])
    rows = await services.archive.rehearsals_of(browser_hash(cookie), limit=20)
    found: list[MyRehearsal] = []
    for row in rows:
        try:
            found.extend(await _mine_in(services, row, cookie))
        except LogLost:
            continue
    return MyRehearsals(rehearsals=found)


@router.post("/rehearsals/{rehearsal}/ticket")
async def ticket(
    rehearsal: RehearsalId, asked: TicketFor, request: Request, cookie: KnownVisitor, services: Wired
) -> Ticket:
    """A ticket for the socket of one of this browser's seats."""
    origin = request.headers.get("origin") or str(request.base_url).rstrip("/")
    desk = services.desk
    issue = desk.ticket_to_watch if asked.watch else desk.ticket
    return Ticket(ticket=await issue(rehearsal, asked.seat, cookie, origin))


@router.get("/rehearsals/{rehearsal}/links")
async def links(rehearsal: RehearsalId, request: Request, cookie: KnownVisitor, services: Wired) -> Links:
    """The links of a rehearsal, for its facilitators."""
    await _as_facilitator(services, rehearsal, cookie)
    row = await services.archive.rehearsal(rehearsal)
    if row is None:
        raise Refused("not_found", "there is no such rehearsal")
    return links_of(str(request.base_url), services.desk.keyring, rehearsal, row.code)


async def _scenario(services: Services, slug: str) -> Scenario:
    scenario = await services.shelves.get(slug)
    if scenario is None:
        known = ", ".join(one.slug for one in await services.shelves.all()) or "none"
        raise Refused("not_found", f"there is no scenario {slug!r}; this server has: {known}")
    return scenario


async def _as_facilitator(services: Services, rehearsal: RehearsalId, cookie: str) -> None:
    hall = await services.rooms.get(rehearsal)
    seats = hall.room.state.seats
    held = await services.desk.seats_of(rehearsal, cookie)
    if not any(seats[one.seat].role == "facilitator" for one in held):
        raise Refused("forbidden", "only a facilitator of this rehearsal may see that")


async def _mine_in(services: Services, row: RehearsalRow, cookie: str) -> list[MyRehearsal]:
    rehearsal = RehearsalId(row.id)
    held = await services.desk.seats_of(rehearsal, cookie)
    if not held:
        return []
    room = (await services.rooms.get(rehearsal)).room
    people = sum(seat.participant is not None for seat in room.state.seats.values())
    return [
        MyRehearsal(
            id=rehearsal,
            title=row.title,
            state=room.state.clock.state,
            t=room.time(),
            seat=one.seat,
            role=room.state.seats[one.seat].role,
            people=people,
            url=seat_url(rehearsal, one.seat),
        )
        for one in held
    ]
