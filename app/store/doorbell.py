"""Doorbells: one pub/sub connection to each server of Redis, for all the channels a node listens to.

A ring may be lost at any time; it only saves waiting. What must hold is that whoever listens
is told to look for themselves whenever rings may have been missed.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

from redis.asyncio.client import PubSub
from redis.exceptions import ConnectionError as LineLost
from redis.exceptions import RedisClusterException, RedisError

from app.store.keys import canary_channel
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from app.store.tasks import end, supervised

log = logging.getLogger(__name__)

CANARY_EVERY = 2.0
MISSES = 3
"""So many canaries unheard, and the connection is taken for dead."""
MOST_RINGS = 1024
MOST_VARIANTS = 10_000
"""Of a canary's channel, until each of some hundred servers has one."""
LOOK = None
"""A ring without an entry: look for yourself."""


class Ear:
    """One listener's rings, in order."""

    def __init__(self) -> None:
        self._rings: deque[bytes | None] = deque()
        self._waiter: asyncio.Future[None] | None = None

    def ring(self, payload: bytes | None) -> None:
        if len(self._rings) >= MOST_RINGS:
            self._rings.clear()
            payload = LOOK
        self._rings.append(payload)
        self._wake()

    async def next(self, within: float) -> bytes | None:
        """The next ring; LOOK when there is none for `within` seconds."""
        if not self._rings:
            # A timer and a future: `asyncio.timeout` would cost more than all the rest of hearing a ring.
            loop = asyncio.get_running_loop()
            self._waiter = loop.create_future()
            late = loop.call_later(within, self._wake)
            try:
                await self._waiter
            finally:
                late.cancel()
                self._waiter = None
        return self._rings.popleft() if self._rings else LOOK

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class _SilentError(Exception):
    """The canary was not heard for too long."""


class _MovedError(Exception):
    """A channel rings on another server now."""


_BREAKS = (
    RedisError,
    RedisClusterException,
    OSError,
    RuntimeError,
    Unavailable,
    _SilentError,
    _MovedError,
)
"""What may be foreseen of lines; timeouts are among an `OSError`'s kinds."""


@dataclass(slots=True)
class _Line:
    """A connection that listens to one server.

    Attributes:
        canary: the channel on which this node sings to itself there.
        sharded: whether channels belong to servers, as in a cluster.
        on: the channels it is subscribed to.
    """

    name: str
    pubsub: PubSub
    canary: str
    sharded: bool
    on: set[str] = field(default_factory=set)

    async def want(self, wanted: set[str]) -> None:
        """Be subscribed to these channels and no others."""
        fresh, stale = wanted - self.on, self.on - wanted
        self.on = set(wanted)
        try:
            await self._change(fresh, stale)
        except AttributeError as fault:
            # The client trips over a line that whoever reads from it found broken, and closed, just now.
            raise LineLost("the line is closed") from fault

    async def _change(self, fresh: set[str], stale: set[str]) -> None:
        if self.sharded:
            # One at a time: two channels of one server need not be of one slot.
            for channel in fresh:
                await self.pubsub.ssubscribe(channel)
            for channel in stale:
                await self.pubsub.sunsubscribe(channel)
            return
        if fresh:
            await self.pubsub.subscribe(*fresh)
        if stale:
            await self.pubsub.unsubscribe(*stale)


class Doorbell:
    """Hears every channel somebody in this process listens to.

    Each server it listens to is a line. A line that breaks, goes silent or lost a channel to another
    server takes all of them down, and all are built anew.
    """

    def __init__(self, client: RedisClient, node: str, *, canary_every: float = CANARY_EVERY) -> None:
        self._client = client
        self._node = node
        self._canary_every = canary_every
        self._ears: dict[str, set[Ear]] = {}
        self._changed = asyncio.Event()
        self._heard: dict[str, float] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._working: list[asyncio.Task[None]] = []

    @property
    def healthy(self) -> bool:
        """Whether every line's canary was heard lately."""
        return self._silence() < self._patience

    @property
    def heard_ago(self) -> float:
        """Seconds since the canary was heard, of the line where that is longest."""
        return self._silence()

    def start(self) -> None:
        self._heard = {canary_channel(self._node): self._now() - self._patience}
        self._tasks = [
            asyncio.create_task(supervised(name, work, self._canary_every), name=name)
            for name, work in (("doorbell", self._listen_for_ever), ("canary", self._sing))
        ]

    async def close(self) -> None:
        await end(*self._tasks)
        # Whoever ended the listener may have been too impatient for it to wait for these.
        await end(*self._working)
        self._tasks = self._working = []

    @contextmanager
    def listen(self, channel: str) -> Iterator[Ear]:
        """An ear on a channel. It is told to look once the subscription holds, and after every break."""
        ear = Ear()
        self._ears.setdefault(channel, set()).add(ear)
        self._changed.set()
        try:
            yield ear
        finally:
            self._ears[channel].discard(ear)
            if not self._ears[channel]:
                del self._ears[channel]
                self._changed.set()

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                async with self._lines() as lines:
                    await self._attend_all(lines)
            except _BREAKS as fault:
                log.warning("doorbell: rebuilt after %s", str(fault) or type(fault).__name__)
            await asyncio.sleep(min(0.2, self._canary_every))
            with suppress(Unavailable):
                await self._client.look_again()

    @asynccontextmanager
    async def _lines(self) -> AsyncIterator[list[_Line]]:
        """A connection to each server there is to listen to."""
        async with AsyncExitStack() as closing:
            async with asyncio.timeout(self._patience):
                clients = await self._client.lines()
            canaries = self._canaries(set(clients))
            lines: list[_Line] = []
            for name, redis in clients.items():
                closing.push_async_callback(redis.aclose, close_connection_pool=True)
                pubsub = await closing.enter_async_context(redis.pubsub())
                lines.append(_Line(name, pubsub, canaries[name], self._client.rings == "SPUBLISH"))
            yield lines

    async def _attend_all(self, lines: Sequence[_Line]) -> None:
        """Keep every line as wanted and pass on what is heard, until the first of them breaks."""
        never = self._now() - self._patience
        self._heard = {line.canary: self._heard.get(line.canary, never) for line in lines}
        self._changed.clear()
        async with asyncio.timeout(self._patience):
            await self._subscribe(lines)
        working = self._working = [
            asyncio.create_task(work(line)) for line in lines for work in (self._attend, self._watch)
        ]
        working.append(asyncio.create_task(self._keep_subscribed(lines)))
        try:
            done, _ = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await end(*working)

    async def _attend(self, line: _Line) -> None:
        while True:
            # Without a time limit: a timer for each ring costs more than the ring, and `_watch` sees silence.
            message = await line.pubsub.get_message(timeout=None)
            if message is not None:
                self._pass_on(line, message["type"], message["channel"].decode(), message["data"])

    async def _watch(self, line: _Line) -> None:
        """End when a line has been silent for too long: a dead one never says so."""
        since = self._now()
        while True:
            await asyncio.sleep(self._canary_every / 4)
            if self._now() - max(since, self._heard[line.canary]) > self._patience:
                raise _SilentError(f"{self._patience:g} s of silence")

    async def _keep_subscribed(self, lines: Sequence[_Line]) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            await self._subscribe(lines)

    async def _subscribe(self, lines: Sequence[_Line]) -> None:
        wanted = {line.name: {line.canary} for line in lines}
        for channel in self._ears:
            name = self._client.line_of(channel)
            if name not in wanted:
                raise _MovedError(f"{channel} rings on a server that is new")
            wanted[name].add(channel)
        for line in lines:
            await line.want(wanted[line.name])

    def _pass_on(self, line: _Line, sort: str, channel: str, data: object) -> None:
        if sort == "sunsubscribe" and channel in line.on:
            raise _MovedError(f"{channel} rings on another server")
        if channel == line.canary:
            # That the subscription holds, or the canary's song.
            self._heard[channel] = self._now()
            return
        if sort not in ("message", "smessage", "subscribe", "ssubscribe"):
            return
        for ear in self._ears.get(channel, ()):
            ear.ring(data if isinstance(data, bytes) else LOOK)

    async def _sing(self) -> None:
        while True:
            for canary in tuple(self._heard):
                with suppress(Unavailable):
                    await self._client.command(self._client.rings, canary, "chirp")
            await asyncio.sleep(self._canary_every)

    def _canaries(self, names: set[str]) -> dict[str, str]:
        """For each line a channel that rings there."""
        found: dict[str, str] = {}
        for variant in range(MOST_VARIANTS):
            if names <= found.keys():
                break
            channel = canary_channel(self._node, variant)
            found.setdefault(self._client.line_of(channel), channel)
        return found

    @property
    def _patience(self) -> float:
        return MISSES * self._canary_every

    def _silence(self) -> float:
        return self._now() - min(self._heard.values(), default=0.0)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
