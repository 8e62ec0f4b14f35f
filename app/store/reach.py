"""Which servers of Redis answer: each is tried by itself, so that one that is silent keeps none waiting."""

import asyncio
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from app.store.keys import ready_key
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from app.store.tasks import end, supervised

TRIED_EVERY = 0.4
"""Seconds between two writes."""
AWAY_AFTER = 1.5
"""Seconds since the last write that was answered until a server counts as out of reach."""

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Tried:
    """One server, and what is known of it.

    Attributes:
        since: when it was first tried, or last answered.
        answered: when it last answered; None if it never did.
        fault: what kept it from answering last; empty if nothing did.
        told: whether it was said that it is away.
    """

    since: float
    answered: float | None = None
    fault: str = ""
    told: bool = False
    trying: asyncio.Task[None] | None = None


class Reach:
    """Writes to each server again and again. Until it is started, all count as being there."""

    def __init__(self, client: RedisClient) -> None:
        self._client = client
        self._tried: dict[str, _Tried] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to try."""
        self._tasks.add(asyncio.create_task(supervised("reach", self._try_all, TRIED_EVERY), name="reach"))

    async def close(self) -> None:
        while self._tasks:
            await end(*self._tasks)
            self._tasks = {task for task in self._tasks if not task.done()}

    def answers(self, server: str) -> bool:
        """Whether a server answered lately, or nobody knows yet."""
        tried = self._tried.get(server)
        return tried is None or _now() - tried.since <= AWAY_AFTER

    def silent_for(self, server: str) -> float:
        """Seconds since it answered; since it was first tried, if it never did."""
        tried = self._tried.get(server)
        return 0.0 if tried is None else _now() - tried.since

    def ever(self, server: str) -> bool:
        """Whether it was seen to answer."""
        tried = self._tried.get(server)
        return tried is not None and tried.answered is not None

    def fault(self, server: str) -> str:
        """What keeps it from answering, by the kind of the fault alone."""
        tried = self._tried.get(server)
        return "" if tried is None else tried.fault

    async def _try_all(self) -> None:
        while True:
            if not self._client.servers():
                with suppress(Unavailable):
                    await self._client.look_again()
            self._try_each(self._client.one_on_each(ready_key))
            await asyncio.sleep(TRIED_EVERY)

    def _try_each(self, keys: Mapping[str, str]) -> None:
        for server in self._tried.keys() - keys.keys():
            del self._tried[server]
        for server, key in keys.items():
            tried = self._tried.setdefault(server, _Tried(since=_now()))
            if tried.trying is None or tried.trying.done():
                tried.trying = asyncio.create_task(self._try(server, key, tried), name=f"try {server}")
                self._tasks.add(tried.trying)
                tried.trying.add_done_callback(self._tasks.discard)

    async def _try(self, server: str, key: str, tried: _Tried) -> None:
        try:
            await self._client.plain("SET", key, int(time.time()), "EX", 60)
        except Unavailable as away:
            tried.fault = type(away.__cause__ or away).__name__
            if not tried.told and not self.answers(server):
                tried.told = True
                _logger.warning("%s does not answer: %s", server or "Redis", away)
            return
        except Exception:
            _logger.exception("%s cannot be tried, and is tried again", server or "Redis")
            return
        if tried.told:
            _logger.warning("%s answers again", server or "Redis")
        tried.since = tried.answered = _now()
        tried.fault, tried.told = "", False


def _now() -> float:
    return asyncio.get_running_loop().time()
