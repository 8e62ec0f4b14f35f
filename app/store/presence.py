"""Who is here: the seats with an open socket, and how many watch, over all nodes.

Not in the log: a glance at the room, not a fact of the drill. A node says every few seconds
which seats it serves; who was not named for ten is gone, so a short break shows to nobody.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from app.ids import RehearsalId, SeatId
from app.store.keys import Keys
from app.store.redis_client import RedisClient

GRACE_MS = 10_000
BEAT_EVERY = 3.0
"""Seconds between two `here` calls of a node for the same seats."""
OUTLIVES_MS = 3_600_000
_WATCHERS = "#"
"""Begins the name under which a node's count of observers is kept; no seat's id begins with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Who is in a rehearsal now.

    Attributes:
        seats: seat -> the node that serves it.
        watchers: observers, over all nodes.
    """

    seats: dict[SeatId, str]
    watchers: int


class Presence(Protocol):
    """Presence as one node tells and sees it. Every method raises `Unavailable` without the store."""

    async def here(self, rehearsal: RehearsalId, seats: Iterable[SeatId], watchers: int = 0) -> None:
        """These seats, and so many observers, have a socket on this node now."""
        ...

    async def gone(self, rehearsal: RehearsalId, seat: SeatId) -> None:
        """This seat left on purpose: no grace, unless another node serves it by now."""
        ...

    async def present(self, rehearsal: RehearsalId) -> Present: ...


class RedisPresence:
    def __init__(self, client: RedisClient, node: str, *, grace_ms: int = GRACE_MS) -> None:
        self._client = client
        self._node = node
        self._grace_ms = grace_ms

    async def here(self, rehearsal: RehearsalId, seats: Iterable[SeatId], watchers: int = 0) -> None:
        named = [part for seat in seats for part in (seat, self._node)]
        keys = Keys(rehearsal)
        await self._client.function(
            "squall_arrive",
            [keys.presence, keys.seen],
            [OUTLIVES_MS, *named, _WATCHERS + self._node, watchers],
        )

    async def gone(self, rehearsal: RehearsalId, seat: SeatId) -> None:
        keys = Keys(rehearsal)
        await self._client.function("squall_depart", [keys.presence, keys.seen], [seat, self._node])

    async def present(self, rehearsal: RehearsalId) -> Present:
        keys = Keys(rehearsal)
        flat = await self._client.function("squall_present", [keys.presence, keys.seen], [self._grace_ms])
        words = [word.decode() for word in flat]
        return _sorted_out(dict(zip(words[::2], words[1::2], strict=True)))


class MemoryPresenceBook:
    """What the memory twins of several nodes share: name -> (value, last seen)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.seen: dict[RehearsalId, dict[str, tuple[str, float]]] = {}


class MemoryPresence:
    def __init__(self, book: MemoryPresenceBook, node: str, *, grace_ms: int = GRACE_MS) -> None:
        self._book = book
        self._node = node
        self._grace_ms = grace_ms

    async def here(self, rehearsal: RehearsalId, seats: Iterable[SeatId], watchers: int = 0) -> None:
        now = self._book.clock()
        room = self._book.seen.setdefault(rehearsal, {})
        room.update(dict.fromkeys(seats, (self._node, now)))
        room[_WATCHERS + self._node] = (str(watchers), now)

    async def gone(self, rehearsal: RehearsalId, seat: SeatId) -> None:
        room = self._book.seen.get(rehearsal, {})
        if room.get(seat, ("", 0.0))[0] == self._node:
            del room[seat]

    async def present(self, rehearsal: RehearsalId) -> Present:
        since = self._book.clock() - self._grace_ms / 1000
        room = self._book.seen.get(rehearsal, {})
        return _sorted_out({name: value for name, (value, seen) in room.items() if seen >= since})


def _sorted_out(room: dict[str, str]) -> Present:
    return Present(
        seats={SeatId(name): node for name, node in room.items() if not name.startswith(_WATCHERS)},
        watchers=sum(int(count) for name, count in room.items() if name.startswith(_WATCHERS)),
    )
