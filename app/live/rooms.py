"""All rehearsals this node serves: opened on demand, conducted, and let go when nobody needs them."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from time import monotonic
from weakref import WeakValueDictionary

from app import diary
from app.ids import RehearsalId
from app.live.archivist import Archivist
from app.live.company import ALONE, Company
from app.live.conductor import Conductor
from app.live.hall import Hall
from app.live.meters import Meters
from app.live.room import Room
from app.rehearsal.entry import Entry
from app.rehearsal.events import Role
from app.store.archive import Archive
from app.store.archiving import rebuild
from app.store.codec import encode
from app.store.keys import drawn
from app.store.lease import Leases
from app.store.log import EventLog, LogLost, Packed, Unavailable
from app.store.presence import Presence
from app.store.tasks import end
from app.wire.closing import Close

LOOK_EVERY = 1.0
"""Seconds between looks for rehearsals that need a conductor."""
MOST_LOOKED_AT = 1_000
"""Rehearsals of others in one look, which takes some 16 ms of processor."""
AWAY_FOR = 15.0
"""Seconds without a socket here after which a rehearsal is left to the nodes that have its people."""
LONGEST_PAUSE = 0.25
"""Seconds between two sockets that are sent elsewhere: a small house is empty soon."""
MOST_SOCKETS = 20_000
FOR_PLAYERS = 0.1
"""Share of the sockets that observers leave to players and facilitators."""
QUIET_FOR = 120.0
"""Seconds without a socket after which a rehearsal that does not run is let go."""

_CHANCE = secrets.SystemRandom()
_logger = logging.getLogger(__name__)


class Rooms:
    """The halls of this node."""

    def __init__(
        self,
        log: EventLog,
        archive: Archive,
        leases: Leases,
        presence: Presence,
        *,
        company: Company = ALONE,
        meters: Meters | None = None,
        most_sockets: int = MOST_SOCKETS,
    ) -> None:
        self._most_sockets = most_sockets
        self._meters = meters or Meters()
        self._log = log
        self._archive = archive
        self._leases = leases
        self._presence = presence
        self._company = company
        self._halls: dict[RehearsalId, Hall] = {}
        self._tasks: dict[RehearsalId, asyncio.Task[None]] = {}
        self._opening: WeakValueDictionary[RehearsalId, asyncio.Lock] = WeakValueDictionary()
        self._keeper: asyncio.Task[None] | None = None
        self.draining = False
        self.over: Callable[[RehearsalId], Awaitable[None]] | None = None
        """Told of each rehearsal that has ended here and is kept."""

    def start(self) -> None:
        """Begin to look for rehearsals that need a conductor."""
        self._keeper = asyncio.create_task(self._keep(), name="keep rooms")

    async def close(self) -> None:
        """Let every hall go."""
        if self._keeper is not None:
            await end(self._keeper)
        for task in tuple(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def drain(self, seconds: float) -> None:
        """Take no new sockets, hand over what is conducted here, and send all sockets elsewhere.

        They go one after the other, at most for so many seconds: those who take them in are not run over.
        """
        self.draining = True
        leaving = [(hall, one) for hall in self._halls.values() for one in hall.connections]
        for hall in self._halls.values():
            hall.conductor.hand_over()
        pause = min(seconds / max(1, len(leaving)), LONGEST_PAUSE)
        due = monotonic()
        for hall, connection in leaving:
            if connection in hall.connections:
                connection.close(Close.DRAINING)
            due += pause
            await asyncio.sleep(max(0.0, due - monotonic()))
        for hall in self._halls.values():
            hall.close_all(Close.DRAINING)  # who came in while it began

    def store_lost(self, server: str) -> None:
        """Send the browsers of what a server of the store has to look for a node that reaches it."""
        for rehearsal, hall in self._halls.items():
            if self._log.server_of(rehearsal) == server:
                hall.close_all(Close.STORE_UNAVAILABLE)

    def has_room(self, role: Role) -> bool:
        """Whether one more socket of somebody in this role may open here."""
        most = self._most_sockets * ((1 - FOR_PLAYERS) if role == "observer" else 1)
        return sum(len(hall.connections) for hall in self._halls.values()) < most

    def halls(self) -> tuple[Hall, ...]:
        """The rehearsals this node serves now."""
        return tuple(self._halls.values())

    def serves(self, rehearsal: RehearsalId) -> bool:
        """Whether this node follows the rehearsal now."""
        return rehearsal in self._halls

    async def reopen(self, rehearsal: RehearsalId) -> None:
        """Let the hall go whose log was written anew; it is opened again when it is needed."""
        async with self._opening.setdefault(rehearsal, asyncio.Lock()):
            await self._let_go(rehearsal)

    def fresh_id(self) -> RehearsalId:
        """An id for a new rehearsal, on a server of the store that is there."""
        return drawn(_new_id, self._log.reaches)

    async def create(self, entry: Entry, rehearsal: RehearsalId) -> Hall:
        """The hall of a new rehearsal, from its first entry.

        Raises:
            Unavailable: the store cannot be reached, or is too full for another.
        """
        await self._log.create(rehearsal, entry, _new_epoch())
        await self._log.mark_live(rehearsal)
        return await self.get(rehearsal)

    async def create_whole(self, entries: Sequence[Entry], rehearsal: RehearsalId) -> Hall:
        """The hall of a new rehearsal whose log has a past already.

        Raises:
            Unavailable: as `create`.
        """
        begun, whole = _new_epoch(), _new_epoch()
        await self._log.create(rehearsal, entries[0], begun)
        packed = [Packed(entry.seq, encode(entry)) for entry in entries]
        await self._log.restore(rehearsal, whole, packed, replacing=begun)
        await self._log.mark_live(rehearsal)
        return await self.get(rehearsal)

    async def get(self, rehearsal: RehearsalId) -> Hall:
        """The hall of a rehearsal, opened if need be; one whose log Redis lost is rebuilt from SQL.

        Raises:
            LogLost: neither Redis nor SQL has it.
            Unavailable: the store cannot be reached.
        """
        hall = self._halls.get(rehearsal)
        if hall is not None and not hall.room.lost.is_set():
            return hall
        async with self._opening.setdefault(rehearsal, asyncio.Lock()):
            hall = self._halls.get(rehearsal)
            if hall is not None and hall.room.lost.is_set():
                await self._let_go(rehearsal)
                if hall.room.voided:
                    await self._rename(rehearsal, hall.room.epoch)
                hall = None
            if hall is None:
                hall = self._enter(await self._open(rehearsal))
            return hall

    async def _open(self, rehearsal: RehearsalId) -> Room:
        try:
            return await Room.open(self._log, rehearsal, self._meters)
        except LogLost:
            epoch = await rebuild(self._log, self._archive, rehearsal, _new_epoch())
            _logger.warning("%s is rebuilt from the archive as %s", rehearsal, epoch)
            room = await Room.open(self._log, rehearsal, self._meters)
            if room.state.clock.state != "ended":
                await self._log.mark_live(rehearsal)
            return room

    async def _rename(self, rehearsal: RehearsalId, epoch: str) -> None:
        """Whoever saw more than there is now must not take what is left for the log they knew."""
        with contextlib.suppress(LogLost):
            await self._log.new_epoch(rehearsal, epoch, _new_epoch())

    def _enter(self, room: Room) -> Hall:
        hall = Hall(
            room=room,
            presence=self._presence,
            conductor=Conductor(room, self._leases, self._company),
            archivist=Archivist(room, self._log, self._archive, self.over),
        )
        self._halls[room.id] = hall
        # It outlives whoever asked for it first: nothing of their request or trace is its own.
        apart = Context()
        self._tasks[room.id] = asyncio.create_task(self._run(hall), name=f"hall {room.id}", context=apart)
        return hall

    async def _run(self, hall: Hall) -> None:
        diary.work_for(hall.room.id)
        try:
            await hall.run()
        except Exception:
            _logger.exception("%s stopped and opens again when it is needed", hall.room.id)
        finally:
            hall.room.lost.set()

    async def _let_go(self, rehearsal: RehearsalId) -> None:
        self._halls.pop(rehearsal, None)
        task = self._tasks.pop(rehearsal, None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _keep(self) -> None:
        while True:
            try:
                await self._take_on(await self._log.live())
                await self._leave_to_others()
            except Unavailable:
                _logger.warning("which rehearsals are live is not known: the store does not answer")
            except Exception:
                _logger.exception("the look for live rehearsals failed and is made again")
            for rehearsal, hall in tuple(self._halls.items()):
                if _idle(hall):
                    await self._let_go(rehearsal)
            await asyncio.sleep(LOOK_EVERY)

    async def _take_on(self, live: Sequence[RehearsalId]) -> None:
        """Open what nobody conducts, and anew what was lost here; what others conduct costs nothing here.

        What is out of reach waits: to ask for it would keep the others waiting.
        """
        near = [one for one in live if self._log.reaches(one)]
        for rehearsal in [one for one in near if one in self._halls]:
            await self._quietly(rehearsal)
        if self.draining:
            return
        elsewhere = [one for one in near if one not in self._halls]
        # With many drills there are many nodes: each looks at some by chance, and together they miss none.
        some = _CHANCE.sample(elsewhere, min(MOST_LOOKED_AT, len(elsewhere)))
        for rehearsal in await self._leases.free(some):
            # Taken before it is opened, which may take a while: another looks for the same ones.
            with contextlib.suppress(Unavailable):
                if await self._leases.acquire(rehearsal) is not None:
                    await self._quietly(rehearsal)

    async def _leave_to_others(self) -> None:
        """Let go what others conduct, and hand over what has its people elsewhere."""
        away = {one: hall for one, hall in self._halls.items() if _is_away(hall) and self._log.reaches(one)}
        for rehearsal, hall in away.items():
            if hall.conductor.holding:
                hall.quiet_since = monotonic()  # to be asked again after as long
                with contextlib.suppress(Unavailable):
                    present = await self._presence.present(rehearsal)
                    if (present.seats or present.watchers) and not hall.connections:
                        hall.conductor.hand_over()
        waiting = [one for one, hall in away.items() if not hall.conductor.holding]
        for rehearsal in set(waiting) - set(await self._leases.free(waiting)):
            if _is_away(away[rehearsal]):
                await self._let_go(rehearsal)

    async def _quietly(self, rehearsal: RehearsalId) -> None:
        with contextlib.suppress(Unavailable):
            try:
                await self.get(rehearsal)
            except LogLost as lost:
                _logger.warning("a live rehearsal is in no store, and is taken for over: %s", lost)
                await self._log.unmark_live(rehearsal)
            except Unavailable:
                raise
            except Exception:
                # One that cannot be opened must not leave all the others without a conductor.
                _logger.exception("a live rehearsal cannot be opened")


def _idle(hall: Hall) -> bool:
    if hall.room.erased:
        return True
    if hall.connections or hall.room.state.clock.state != "ended" or not hall.archivist.proved_all:
        return False
    return monotonic() - hall.quiet_since > QUIET_FOR


def _is_away(hall: Hall) -> bool:
    """Whether it goes on, and nobody was here for a while."""
    if hall.connections or hall.room.state.clock.state == "ended":
        return False
    return monotonic() - hall.quiet_since > AWAY_FOR


def _new_id() -> RehearsalId:
    return RehearsalId(secrets.token_hex(6))


def _new_epoch() -> str:
    return secrets.token_hex(8)
