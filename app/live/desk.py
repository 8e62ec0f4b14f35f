"""The front desk: opens rehearsals, hands out seats and tickets."""

import asyncio
import logging
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from app.ids import DESK, ParticipantId, RehearsalId, SeatId, Seq
from app.live.hall import Hall
from app.live.keys import Admits, Keyring, as_code, as_signed, new_code
from app.live.room import Room
from app.live.rooms import Rooms
from app.rehearsal.commands import Knock, SetSpeed, StartClock, TakeSeat
from app.rehearsal.entry import Entry
from app.rehearsal.events import Mode, RehearsalCreated, Role
from app.rehearsal.forking import From, forked
from app.rehearsal.refusals import Refused
from app.scenario.hard import hardened
from app.scenario.scenario import PlayerRole, Scenario
from app.store.archive import Archive
from app.store.database import Taken
from app.store.log import LogLost
from app.store.log_file import sealed
from app.store.scenario_hash import scenario_hash
from app.store.tables import ParticipantRow, RehearsalRow
from app.store.tickets import Admission, Tickets

_SOLO_POSITION = "communicator"
WAITS = 0
"""When somebody joined who was not let in yet."""
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """A seat somebody holds in this browser."""

    rehearsal: RehearsalId
    seat: SeatId
    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a browser is in a rehearsal: in these seats, or at its door until somebody answers."""

    held: Sequence[Seated] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What a key opens: this rehearsal, for such people."""

    hall: Hall
    row: RehearsalRow
    admits: Admits


def browser_hash(cookie: str) -> str:
    """What SQL knows a browser by: never the cookie itself."""
    return sha256(f"squall browser {cookie}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Desk:
    """Seats people. The log says who sits where; SQL which browser that is."""

    rooms: Rooms
    archive: Archive
    tickets: Tickets
    keyring: Keyring

    async def open_rehearsal(
        self, scenario: Scenario, mode: Mode, *, hard: bool = False
    ) -> tuple[Hall, RehearsalRow]:
        """A new rehearsal in its lobby; a `hard` one without a second chance at Publish.

        Raises:
            Unavailable: a store cannot be reached, or is too full.
        """
        rehearsal = self.rooms.fresh_id()
        scenario = hardened(scenario) if hard else scenario
        created = RehearsalCreated(
            rehearsal=rehearsal, scenario=scenario, seed=secrets.randbits(48), mode=mode, hard=hard
        )
        entry = Entry(seq=Seq(1), at=_now(), by=DESK, ask="", tag=secrets.randbits(32), events=(created,))
        row = await self._record(rehearsal, scenario, mode)
        return await self.rooms.create(entry, rehearsal), row

    async def run_again(self, log: Sequence[Entry], start: From) -> tuple[Hall, RehearsalRow]:
        """A new rehearsal that goes on from a moment of another one: held there, with every seat free.

        Args:
            log: of the other one, whole; nobody's name comes along.
            start: the moment.

        Raises:
            Refused: there is no such moment.
            Unavailable: a store cannot be reached, or is too full.
        """
        rehearsal = self.rooms.fresh_id()
        entries = await asyncio.to_thread(_again, log, start, rehearsal)
        created = entries[0].events[0]
        if not isinstance(created, RehearsalCreated):
            raise TypeError("a log begins with rehearsal.created")
        row = await self._record(rehearsal, created.scenario, created.mode)
        return await self.rooms.create_whole(entries, rehearsal), row

    async def play_solo(
        self,
        scenario: Scenario,
        role: PlayerRole,
        *,
        name: str,
        cookie: str,
        speed: float = 1.0,
        hard: bool = False,
    ) -> Seated:
        """A drill for one: stand-ins take every other seat, and the clock starts at once.

        Raises:
            Refused: the scenario has no seat for that role, or the speed is out of range.
        """
        hall, _ = await self.open_rehearsal(scenario, "solo", hard=hard)
        seated = await self.seat(
            hall, role, name=name, cookie=cookie, seat=_solo_seat(scenario, role), host=True
        )
        if speed != 1.0:
            await hall.room.ask(seated.seat, SetSpeed(speed=speed))
        await hall.room.ask(seated.seat, StartClock())
        return seated

    async def look(self, key: str) -> Door:
        """What a code or a link's key opens.

        Raises:
            Refused: nothing; or the rehearsal is gone.
        """
        row, admits = await self._row_of(key)
        if row is None:
            raise Refused("not_found", "no rehearsal has this code; check it with your facilitator")
        try:
            hall = await self.rooms.get(RehearsalId(row.id))
        except LogLost:
            raise Refused("not_found", "this rehearsal is over and was removed") from None
        return Door(hall=hall, row=row, admits=admits)

    async def seat(
        self,
        hall: Hall,
        role: Role,
        *,
        name: str,
        cookie: str,
        seat: SeatId | None = None,
        host: bool = False,
    ) -> Seated:
        """Sit somebody down; in a seat this browser holds already they simply stay.

        Raises:
            Refused: the seat is taken, or there is none.
        """
        room = hall.room
        if (held := await self._held(room, role, seat, cookie)) is not None:
            return held
        participant = ParticipantId(secrets.token_hex(5))
        answer = await room.ask(
            DESK, TakeSeat(role=role, participant=participant, name=name, seat=seat, host=host)
        )
        taken = SeatId(answer.made[0])
        await self._remember(room.id, taken, participant, name=name, cookie=cookie)
        return Seated(rehearsal=room.id, seat=taken, participant=participant)

    async def knock(
        self, hall: Hall, role: Role, *, name: str, cookie: str, seat: SeatId | None = None
    ) -> Seated | None:
        """Let somebody wait at the door until a facilitator answers; None unless they sit there already.

        Raises:
            Refused: the seat is taken, or there is none, or the door is locked, or too many wait.
        """
        room = hall.room
        if (held := await self._held(room, role, seat, cookie)) is not None:
            return held
        if not (await self.standing(room.id, cookie)).waits:
            participant = ParticipantId(secrets.token_hex(5))
            await room.ask(DESK, Knock(role=role, participant=participant, name=name, seat=seat))
            await self._remember(room.id, None, participant, name=name, cookie=cookie, at=WAITS)
        return None

    async def _held(self, room: Room, role: Role, seat: SeatId | None, cookie: str) -> Seated | None:
        """The seat asked for, if this browser holds it already."""
        for one in await self.seats_of(room.id, cookie):
            if one.seat == seat or (seat is None and room.state.seats[one.seat].role == role):
                return one
        return None

    async def seats_of(self, rehearsal: RehearsalId, cookie: str) -> Sequence[Seated]:
        """The seats this browser holds now, by the log's word."""
        return (await self.standing(rehearsal, cookie)).held

    async def standing(self, rehearsal: RehearsalId, cookie: str) -> Standing:
        """Where this browser sits, and whether it waits at the door, both at one place of the log."""
        rows = await self.archive.at_the_door(rehearsal, browser_hash(cookie))
        if not rows:
            return Standing()
        if all(row.seat is None for row in rows):
            # Whoever brought a log holds no seat in it, and nothing need be opened to know that; while
            # a drill runs it may be somebody who was moved, and whose first seat another has taken.
            record = await self.archive.rehearsal(rehearsal)
            if record is None or record.state == "ended":
                return Standing()
        room, joined = (await self.rooms.get(rehearsal)).room, {row.id: row for row in rows}
        if len(rows) == 1 and (there := _where_sql_says(room, rows[0])) is not None:
            # As nearly always: whoever comes back, of thousands, is not looked for among all seats.
            return Standing(held=(there,))
        here = {*room.state.knocks, *(seat.participant for seat in room.state.seats.values())}
        if any(ParticipantId(row.id) not in here and (row.seat or row.joined_at == WAITS) for row in rows):
            # They left, or were turned away, or came at another node, whose bell was not heard here.
            await room.catch_up()
        held = [
            Seated(rehearsal=rehearsal, seat=seat.id, participant=seat.participant)
            for seat in room.state.seats.values()
            if seat.participant is not None and seat.participant in joined
        ]
        waits = not room.state.knocks.keys().isdisjoint(joined)
        for one in held:
            if joined[one.participant].joined_at == WAITS:  # and was let in meanwhile
                await self.archive.sits(one.participant, rehearsal, one.seat, _now())
        return Standing(held=held, waits=waits)

    async def ticket(self, rehearsal: RehearsalId, seat: SeatId, cookie: str, origin: str) -> str:
        """A ticket for one socket.

        Raises:
            Refused: this browser does not hold the seat.
        """
        held = await self.seats_of(rehearsal, cookie)
        mine = next((one for one in held if one.seat == seat), None)
        if mine is None:
            raise Refused("forbidden", "this browser does not hold that seat; join again")
        return await self.tickets.issue(
            Admission(rehearsal=rehearsal, seat=seat, participant=mine.participant, origin=origin)
        )

    async def ticket_to_watch(self, rehearsal: RehearsalId, seat: SeatId, cookie: str, origin: str) -> str:
        """A facilitator's ticket to look at what another seat sees.

        Raises:
            Refused: this browser holds no facilitator's seat, or there is no such seat.
        """
        seats = (await self.rooms.get(rehearsal)).room.state.seats
        held = await self.seats_of(rehearsal, cookie)
        mine = next((one for one in held if seats[one.seat].role == "facilitator"), None)
        if mine is None:
            raise Refused("forbidden", "only a facilitator of this rehearsal may look at other seats")
        if seat not in seats:
            raise Refused("not_found", f"there is no seat {seat}")
        return await self.tickets.issue(
            Admission(
                rehearsal=rehearsal,
                seat=mine.seat,
                participant=mine.participant,
                origin=origin,
                watches=seat,
            )
        )

    async def _record(self, rehearsal: RehearsalId, scenario: Scenario, mode: Mode) -> RehearsalRow:
        content = scenario_hash(scenario)
        while True:
            row = RehearsalRow(
                id=rehearsal,
                code=new_code(),
                title=scenario.title,
                scenario=scenario.slug,
                scenario_hash=content,
                mode=mode,
                state="lobby",
                epoch="",
                created_at=_now(),
            )
            try:
                await self.archive.add_rehearsal(row)
            except Taken:
                _logger.info("a join code came twice; another is drawn")
            else:
                return row

    async def _row_of(self, key: str) -> tuple[RehearsalRow | None, Admits]:
        signed = as_signed(key)
        if signed is not None:
            admits = self.keyring.admits(signed)
            row = await self.archive.rehearsal(signed.rehearsal) if admits else None
            return row, admits or "player"
        code = as_code(key)
        return (await self.archive.rehearsal_by_code(code) if code else None), "player"

    async def _remember(
        self,
        rehearsal: RehearsalId,
        seat: SeatId | None,
        participant: ParticipantId,
        *,
        name: str,
        cookie: str,
        at: int | None = None,
    ) -> None:
        row = ParticipantRow(
            id=participant,
            rehearsal=rehearsal,
            seat=seat,
            name=name,
            browser_hash=browser_hash(cookie),
            joined_at=_now() if at is None else at,
        )
        await (self.archive.add_participant if seat is None else self.archive.sit_down)(row)


def _where_sql_says(room: Room, row: ParticipantRow) -> Seated | None:
    """The seat they joined in, if they still sit there by the log's word."""
    seat = room.state.seats.get(SeatId(row.seat)) if row.seat and row.joined_at != WAITS else None
    if seat is None or seat.participant != row.id:
        return None
    return Seated(rehearsal=room.id, seat=seat.id, participant=seat.participant)


def _again(log: Sequence[Entry], start: From, rehearsal: RehearsalId) -> tuple[Entry, ...]:
    return forked(tuple(sealed(log)), start, rehearsal, secrets.randbits(32))


def _solo_seat(scenario: Scenario, role: PlayerRole) -> SeatId:
    seats = [seat for seat in scenario.seats if seat.role == role]
    if not seats:
        raise Refused("invalid", f"this scenario has no seat for a {role}")
    return next((seat.id for seat in seats if seat.position == _SOLO_POSITION), seats[0].id)


def _now() -> int:
    return int(time.time() * 1000)
