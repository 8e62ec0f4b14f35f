"""A Redis Cluster: servers that know nothing of each other's faults.

Each has lines of its own, and is known to be away by itself. The library's client for clusters holds all of
them for lost when one is: it closes their connections, and keeps everybody waiting while it looks anew.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import SplitResult

from redis.asyncio import Redis
from redis.exceptions import (
    AskError,
    ClusterDownError,
    MovedError,
    ReadOnlyError,
    RedisClusterException,
    ResponseError,
    SlotNotCoveredError,
    TryAgainError,
)
from redis.exceptions import ConnectionError as LineLost
from redis.exceptions import TimeoutError as NoReply

from app.store.one_master import Single, places
from app.store.shared_line import Argument
from app.store.slots import NOBODY, SLOTS, Slots, name_of, slot_of
from app.store.tasks import end

CLUSTER_PORT = 6379
LOOK_EVERY = 0.1
"""Seconds between two looks for who is where, however many commands fail."""
TURNS = 16
"""How often a command is sent on, because its slot is just moving."""
MOVING = 0.05
"""Seconds until one is sent again whose keys lie on two servers while their slot moves."""
PAUSES = (0.02, 0.06, 0.2)
"""The most seconds until another try, after each that failed."""
_LOST = (
    *(LineLost, NoReply, OSError, RuntimeError),
    *(ClusterDownError, ReadOnlyError, RedisClusterException),
)
"""What says that a server is away, or no longer the one to ask; timeouts are among an `OSError`'s kinds."""


class Clustered:
    """A cluster: keys of one rehearsal live on one server, and its doorbell rings there."""

    rings = "SPUBLISH"

    def __init__(self, parts: SplitResult, answer_within: float) -> None:
        self._within = answer_within
        self._parts = parts
        self._named = [name_of(host, port) for host, port in places(parts, CLUSTER_PORT)]
        self._slots = Slots()
        self._known: dict[str, Single] = {}
        self._looked_at = 0.0
        self._looking: asyncio.Task[None] | None = None
        self._asked: set[asyncio.Task[Slots]] = set()

    def servers(self) -> tuple[str, ...]:
        return self._slots.servers

    def server_of(self, key: str) -> str:
        return self._slots.owner_of(key)

    def holds(self, server: str) -> str:
        return self._slots.spans(server)

    def listener(self, server: str) -> Redis:
        return self._server(server).listener(server)

    def ask(self, parts: tuple[Argument, ...]) -> asyncio.Future[Any] | None:
        # Whom a server sends elsewhere asks again by the client's own lines, which learn where.
        owner = self._slots.owner_of(_key_of(parts))
        return None if owner == NOBODY else self._server(owner).ask(parts)

    async def send(self, *parts: Argument) -> Any:
        return await self._send(slot_of(_key_of(parts)), parts)

    async def send_near(self, key: str, *parts: Argument) -> Any:
        return await self._send(slot_of(key), parts)

    async def send_all(self, *parts: Argument) -> dict[str, Any]:
        await self._know()
        names = self.servers()
        told = await asyncio.gather(*(self._soon(self._server(name).send(*parts)) for name in names))
        return dict(zip(names, told, strict=True))

    async def send_several(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        await self._know()
        replies: list[Any] = [None] * len(several)
        await self._pipe(several, range(len(several)), replies)
        lost = [place for place, reply in enumerate(replies) if isinstance(reply, _LOST)]
        if lost:
            with suppress(*_LOST):
                await self.look_again()
            await self._pipe(several, lost, replies)
        sent_on = [place for place, reply in enumerate(replies) if isinstance(reply, _SENT_ON)]
        found = await asyncio.gather(*(self._soon(self.send(*several[place])) for place in sent_on))
        for place, reply in zip(sent_on, found, strict=True):
            replies[place] = reply
        for reply in replies:
            if isinstance(reply, Exception) and not isinstance(reply, _LOST):
                raise reply
        return replies

    async def look_again(self) -> None:
        """Ask all that are known who is where: the first that knows all of it is believed.

        Who comes while somebody looks waits for the same answer. Nothing is closed: what is on its way to
        servers that are well arrives.
        """
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), name="look at the cluster")
            self._looking.add_done_callback(_heed)
        await asyncio.shield(self._looking)

    async def close(self) -> None:
        await end(*self._asked, *([self._looking] if self._looking else []))
        await asyncio.gather(*(server.close() for server in self._known.values()))
        self._known.clear()

    async def _send(self, slot: int, parts: Sequence[Argument]) -> Any:
        pauses, asking = iter(PAUSES), NOBODY
        for _ in range(TURNS):
            try:
                if asking != NOBODY:
                    there, asking = self._server(asking), NOBODY
                    return (await there.piped((("ASKING",), parts), raising=True))[1]
                return await (await self._owner(slot)).send(*parts)
            except MovedError as moved:
                self._slots.move(moved.slot_id, name_of(moved.host, moved.port))
            except AskError as elsewhere:
                asking = name_of(elsewhere.host, elsewhere.port)
            except TryAgainError:
                await asyncio.sleep(MOVING)
            except _LOST:
                longest = next(pauses, None)
                if longest is None:
                    raise
                await asyncio.sleep(random.uniform(0, longest))
                with suppress(*_LOST):
                    await self.look_again()
        raise LineLost("one server sends it to another, and back")

    async def _pipe(
        self, several: Sequence[Sequence[Argument]], places: Iterable[int], replies: list[Any]
    ) -> None:
        """Put replies, or faults, of some of the commands into their places: to each server in one write."""
        shares: dict[str, list[int]] = defaultdict(list)
        for place in places:
            shares[self._slots.owner_of(_key_of(several[place]))].append(place)

        async def share(owner: str, mine: list[int]) -> None:
            some = [several[place] for place in mine]
            if owner == NOBODY:
                found: Any = SlotNotCoveredError("nobody has its slot")
            else:
                found = await self._soon(self._server(owner).piped(some, raising=False))
            for at, place in enumerate(mine):
                replies[place] = found if isinstance(found, Exception) else found[at]

        await asyncio.gather(*(share(owner, mine) for owner, mine in shares.items()))

    async def _soon(self, work: Any) -> Any:
        """The reply, or the fault in its place: in time to try again, and to answer for all others."""
        try:
            async with asyncio.timeout(self._within / 3):
                return await work
        except (*_LOST, ResponseError) as fault:
            return fault

    async def _owner(self, slot: int) -> Single:
        await self._know()
        owner = self._slots.owner(slot)
        if owner == NOBODY:
            raise SlotNotCoveredError(f"nobody has slot {slot}")
        return self._server(owner)

    def _server(self, name: str) -> Single:
        if name not in self._known:
            who, at, _ = self._parts.netloc.rpartition("@")
            host, _, port = name.rpartition(":")
            place = f"[{host}]:{port}" if ":" in host else name
            scheme = self._parts.scheme.partition("-")[0]
            query = f"?{self._parts.query}" if self._parts.query else ""
            # It tries nothing again: whoever was lost may have to ask another.
            self._known[name] = Single(f"{scheme}://{who}{at}{place}{query}", self._within, tries=0)
        return self._known[name]

    async def _know(self) -> None:
        if not self._slots.servers:
            await self.look_again()

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self._looked_at + LOOK_EVERY - loop.time())
        self._looked_at = loop.time()
        asked = [asyncio.create_task(self._told(name)) for name in {*self._slots.servers, *self._named}]
        for task in asked:
            self._asked.add(task)
            task.add_done_callback(self._asked.discard)
            task.add_done_callback(_heed)
        best, fault = Slots(), None
        for one in asyncio.as_completed(asked):
            try:
                told = await one
            except (*_LOST, ResponseError, ValueError) as away:
                fault = away
                continue
            if told.covered > best.covered:
                best = told
            if best.covered == SLOTS:
                break
        if not best.servers:
            raise LineLost(f"no server of the cluster answers: {fault}") from fault
        self._slots = best

    async def _told(self, name: str) -> Slots:
        async with asyncio.timeout(self._within / 2):
            return Slots.told(await self._server(name).send("CLUSTER", "SLOTS"), name)


_SENT_ON = (AskError, TryAgainError)


def _key_of(parts: Sequence[Argument]) -> str:
    """Where our commands have their key, or the first of several."""
    return str(parts[3] if parts[0] == "FCALL" else parts[1])


def _heed(task: asyncio.Task[Any]) -> None:
    """Whoever waited for it may be gone: its fault is nobody's then."""
    if not task.cancelled():
        task.exception()
