"""Whether this node can do its work: its stores are tried again and again, and each is known with its age."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from app.live.meters import Meters
from app.store.archive import Archive
from app.store.log import EventLog, Server, StoreError
from app.store.reach import AWAY_AFTER, TRIED_EVERY
from app.store.tasks import end, supervised

REDIS_EVERY, REDIS_STALE = TRIED_EVERY, AWAY_AFTER
"""Seconds between two writes, and since the last that worked until it counts as away."""
SQL_EVERY, SQL_STALE = 2.0, 6.0
CUT_OFF_AFTER = 30.0
"""Seconds without Redis after which browsers are sent to look for another server."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How one part fares.

    Attributes:
        age: seconds since it last was seen to work; None if it never was.
        error: what it does not do, in words that hold no address and no secret; empty if it works.
        away: what of it does not work, in such words; None of a part that has no parts itself.
    """

    name: str
    ok: bool
    age: float | None
    error: str = ""
    away: tuple[str, ...] | None = None


@dataclass(slots=True)
class _Trial:
    """One store, and what is known of it."""

    name: str
    work: Callable[[], Awaitable[None]]
    every: float
    stale: float
    worked_at: float | None = None
    error: str = ""

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                await self.work()
                self.worked_at, self.error = loop.time(), ""
            except StoreError as fault:
                self.error = named(fault)
            await asyncio.sleep(self.every)

    def part(self) -> Part:
        age = _since(self.worked_at)
        fresh = age is not None and age <= self.stale
        error = self.error or ("" if fresh else "no answer")
        return Part(name=self.name, ok=not error, age=age, error=error)


@dataclass(slots=True)
class Vitals:
    """What `/ready` tells. Call `start` once, and `close` before the stores are closed.

    Attributes:
        cut_off: called with the name of a server of Redis, once whenever it has been away for `cut_off_after`
            seconds.
    """

    log: EventLog
    archive: Archive
    cut_off: Callable[[str], None]
    meters: Meters
    cut_off_after: float = CUT_OFF_AFTER
    _sql: _Trial = field(init=False)
    _tasks: list[asyncio.Task[None]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._sql = _Trial("sql", self.archive.ping, SQL_EVERY, SQL_STALE)

    def start(self) -> None:
        """Begin to try SQL, and to look how Redis fares."""
        self._tasks = [
            asyncio.create_task(supervised(name, run), name=name)
            for name, run in (("trial of sql", self._sql.run), ("cut off", self._watch))
        ]

    async def close(self) -> None:
        await end(*self._tasks)
        self._tasks = []

    def servers(self) -> Sequence[Server]:
        """Each server of Redis as it fares now."""
        return self.log.servers()

    def parts(self) -> tuple[Part, ...]:
        """Each store as it fares now; asks nobody, so the answer is there at once."""
        servers = self.servers()
        redis = _of_most("redis", servers, _silence)
        bell = _of_most("doorbell", servers, _deafness)
        return redis, bell, self._sql.part()

    async def _watch(self) -> None:
        told, loop = set[str](), asyncio.get_running_loop()
        while True:
            due = loop.time() + REDIS_EVERY
            await asyncio.sleep(REDIS_EVERY)
            self.meters.loop_lag.observe(max(0.0, loop.time() - due))
            away = {one.name: one for one in self.servers() if one.known and one.silent > self.cut_off_after}
            for name in away.keys() - told:
                who = name or "Redis"
                _logger.warning("%s is away for %.0f s: browsers are sent elsewhere", who, away[name].silent)
                self.cut_off(name)
            told = set(away)


@dataclass(frozen=True, slots=True)
class _Fares:
    """What of a server is asked: whether it works, since when it does not, and why."""

    works: bool
    age: float | None
    error: str


def _silence(server: Server) -> _Fares:
    return _Fares(
        works=server.answers and server.known,
        age=server.silent if server.known else None,
        error=server.fault or "no answer",
    )


def _deafness(server: Server) -> _Fares:
    return _Fares(works=server.hears, age=server.deaf, error="its own rings are not heard")


def _of_most(name: str, servers: Sequence[Server], look: Callable[[Server], _Fares]) -> Part:
    """A part that works as long as most of its servers do, and says which do not.

    With half of its masters a cluster takes no writes anywhere. With fewer away every node has the same
    trouble: to send people elsewhere would take from them what goes on.
    """
    found = [(server, look(server)) for server in servers]
    ages = sorted((one.age for _, one in found if one.age is not None))
    lacking = [(server, one) for server, one in found if not one.works]
    most = len(found) // 2
    ok = bool(found) and len(lacking) < len(found) - most
    return Part(
        name=name,
        ok=ok,
        age=ages[most] if most < len(ages) else None,
        error="" if ok else lacking[0][1].error if lacking else "no answer",
        away=tuple(server.part for server, _ in lacking if server.part),
    )


def named(fault: StoreError) -> str:
    """What went wrong, by the kind of the fault alone: a store's own words may hold what is secret."""
    return type(fault.__cause__ or fault).__name__


def _since(moment: float | None) -> float | None:
    return None if moment is None else asyncio.get_running_loop().time() - moment
