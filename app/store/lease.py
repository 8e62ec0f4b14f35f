"""The conductor's lease: who beats for a rehearsal, so that one node works and the others do not.

It only saves work. Should two nodes believe they hold it, the log still takes each entry once.
"""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from app.ids import RehearsalId
from app.store.keys import Keys
from app.store.redis_client import RedisClient

HELD_MS = 3000
"""Renew it each second; a node that falls silent loses it within three."""


class Leases(Protocol):
    """The leases as one node sees them. Every method raises `Unavailable` without the store."""

    async def acquire(self, rehearsal: RehearsalId) -> int | None:
        """A fence number that grows with every change of hands; None while another node holds it."""
        ...

    async def left(self, rehearsal: RehearsalId) -> float:
        """Seconds until whoever holds it loses it, unless they renew it; 0 if nobody does."""
        ...

    async def renew(self, rehearsal: RehearsalId, fence: int) -> bool:
        """Hold on; False when it was lost meanwhile."""
        ...

    async def release(self, rehearsal: RehearsalId, fence: int) -> None:
        """Give it back, if it still is ours."""
        ...

    async def free(self, rehearsals: Sequence[RehearsalId]) -> list[RehearsalId]:
        """Those of them that nobody holds; not those whose server is away, of which nobody knows."""
        ...


class RedisLeases:
    def __init__(self, client: RedisClient, node: str, *, held_ms: int = HELD_MS) -> None:
        self._client = client
        self._node = node
        self._held_ms = held_ms

    async def acquire(self, rehearsal: RehearsalId) -> int | None:
        keys = Keys(rehearsal)
        fence = await self._client.function(
            "squall_acquire", [keys.lease, keys.fence], [self._node, self._held_ms]
        )
        return int(fence) or None

    async def left(self, rehearsal: RehearsalId) -> float:
        return max(0, int(await self._client.command("PTTL", Keys(rehearsal).lease))) / 1000

    async def renew(self, rehearsal: RehearsalId, fence: int) -> bool:
        renewed = await self._client.function(
            "squall_renew", [Keys(rehearsal).lease], [self._node, fence, self._held_ms]
        )
        return bool(renewed)

    async def release(self, rehearsal: RehearsalId, fence: int) -> None:
        await self._client.function("squall_release", [Keys(rehearsal).lease], [self._node, fence])

    async def free(self, rehearsals: Sequence[RehearsalId]) -> list[RehearsalId]:
        if not rehearsals:
            return []
        held = await self._client.answered([("EXISTS", Keys(one).lease) for one in rehearsals])
        return [one for one, is_held in zip(rehearsals, held, strict=True) if is_held == 0]


class MemoryLeaseBook:
    """What the memory twins of several nodes share: holder, fence and end of each lease."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.held: dict[RehearsalId, tuple[str, int, float]] = {}
        self.fences: dict[RehearsalId, int] = {}

    def holder(self, rehearsal: RehearsalId) -> tuple[str, int] | None:
        node, fence, until = self.held.get(rehearsal, ("", 0, 0.0))
        return (node, fence) if node and self.clock() < until else None


class MemoryLeases:
    def __init__(self, book: MemoryLeaseBook, node: str, *, held_ms: int = HELD_MS) -> None:
        self._book = book
        self._node = node
        self._held_ms = held_ms

    async def acquire(self, rehearsal: RehearsalId) -> int | None:
        holder = self._book.holder(rehearsal)
        if holder is None:
            fence = self._book.fences[rehearsal] = self._book.fences.get(rehearsal, 0) + 1
        elif holder[0] == self._node:
            fence = holder[1]
        else:
            return None
        self._hold(rehearsal, fence)
        return fence

    async def left(self, rehearsal: RehearsalId) -> float:
        _, _, until = self._book.held.get(rehearsal, ("", 0, 0.0))
        return max(0.0, until - self._book.clock())

    async def renew(self, rehearsal: RehearsalId, fence: int) -> bool:
        if self._book.holder(rehearsal) != (self._node, fence):
            return False
        self._hold(rehearsal, fence)
        return True

    async def release(self, rehearsal: RehearsalId, fence: int) -> None:
        if self._book.holder(rehearsal) == (self._node, fence):
            del self._book.held[rehearsal]

    async def free(self, rehearsals: Sequence[RehearsalId]) -> list[RehearsalId]:
        return [one for one in rehearsals if self._book.holder(one) is None]

    def _hold(self, rehearsal: RehearsalId, fence: int) -> None:
        until = self._book.clock() + self._held_ms / 1000
        self._book.held[rehearsal] = (self._node, fence, until)
