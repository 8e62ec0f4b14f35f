"""Whether this node can do its work: its stores are tried again and again, and each is known with its age."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from app.live.meters import Meters
from app.store.archive import Archive
from app.store.event_log import AWAY_AFTER
from app.store.log import EventLog, StoreError
from app.store.tasks import end, supervised

REDIS_EVERY, REDIS_STALE = 0.4, AWAY_AFTER
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
    """

    name: str
    ok: bool
    age: float | None
    error: str = ""


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
        cut_off: called once whenever Redis has been away for `cut_off_after` seconds.
    """

    log: EventLog
    archive: Archive
    cut_off: Callable[[], None]
    meters: Meters
    cut_off_after: float = CUT_OFF_AFTER
    _trials: tuple[_Trial, ...] = field(init=False)
    _tasks: list[asyncio.Task[None]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._trials = (
            _Trial("redis", self.log.ping, REDIS_EVERY, REDIS_STALE),
            _Trial("sql", self.archive.ping, SQL_EVERY, SQL_STALE),
        )

    def start(self) -> None:
        """Begin to try."""
        work = [(f"trial of {trial.name}", trial.run) for trial in self._trials]
        self._tasks = [
            asyncio.create_task(supervised(name, run), name=name)
            for name, run in (*work, ("cut off", self._watch))
        ]

    async def close(self) -> None:
        await end(*self._tasks)
        self._tasks = []

    def parts(self) -> tuple[Part, ...]:
        """Each store as it fares now; asks nobody, so the answer is there at once."""
        redis, sql = (trial.part() for trial in self._trials)
        error = "" if self.log.healthy else "its own rings are not heard"
        bell = Part(name="doorbell", ok=not error, age=self.log.heard_ago, error=error)
        return redis, bell, sql

    async def _watch(self) -> None:
        told, loop = False, asyncio.get_running_loop()
        while True:
            due = loop.time() + REDIS_EVERY
            await asyncio.sleep(REDIS_EVERY)
            self.meters.loop_lag.observe(max(0.0, loop.time() - due))
            age = self._trials[0].part().age
            away = age is not None and age > self.cut_off_after
            if away and not told:
                _logger.warning("Redis is away for %.0f s: browsers are sent elsewhere", age)
                self.cut_off()
            told = away


def named(fault: StoreError) -> str:
    """What went wrong, by the kind of the fault alone: a store's own words may hold what is secret."""
    return type(fault.__cause__ or fault).__name__


def _since(moment: float | None) -> float | None:
    return None if moment is None else asyncio.get_running_loop().time() - moment
