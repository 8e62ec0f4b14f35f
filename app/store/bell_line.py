"""The line on which a node hears the bells of one server; what befalls it befalls no other."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from redis.asyncio.client import PubSub
from redis.exceptions import ConnectionError as LineLost
from redis.exceptions import RedisClusterException, RedisError

from app.store.ears import LOOK
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from app.store.tasks import end, supervised

CANARY_EVERY = 2.0
MISSES = 3
"""So many canaries unheard, and the connection is taken for dead."""
REST = 0.2
"""Seconds until a line that broke is built anew; twice as many after each that did not hold."""

_logger = logging.getLogger(__name__)


class _SilentError(Exception):
    """The canary was not heard for too long."""


_BREAKS = (RedisError, RedisClusterException, OSError, RuntimeError, Unavailable, _SilentError)
"""What may be foreseen of lines; timeouts are among an `OSError`'s kinds."""


@dataclass(slots=True, eq=False)
class BellLine:
    """A connection that listens to one server, and is built anew whenever it breaks.

    Attributes:
        server: its name.
        canary: the channel on which this node sings to itself there.
        rung: called with each channel that rang, and what it told.
        moved: called when channels ring elsewhere, or the line broke: it may be known then who is where.
        heard: when the canary was heard last.
    """

    client: RedisClient
    server: str
    canary: str
    canary_every: float
    rung: Callable[[str, bytes | None], None]
    moved: Callable[[], None]
    heard: float
    _wanted: set[str] = field(default_factory=set)
    _on: set[str] = field(default_factory=set)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _working: list[asyncio.Task[None]] = field(default_factory=list)
    _held: bool = True

    def start(self) -> None:
        """Begin to listen, and to sing."""
        self._tasks = [
            asyncio.create_task(supervised(name, work, self.canary_every), name=name)
            for name, work in (
                (f"doorbell {self.server}".strip(), self._listen_for_ever),
                (f"canary {self.server}".strip(), self._sing),
            )
        ]

    async def close(self) -> None:
        await end(*self._tasks)
        # Whoever ended the listener may have been too impatient for it to wait for these.
        await end(*self._working)
        self._tasks = self._working = []

    def want(self, channels: set[str]) -> None:
        """Listen to these channels, and no others."""
        if channels != self._wanted or not channels <= self._on:
            self._wanted = channels
            self._changed.set()

    @property
    def patience(self) -> float:
        """Seconds of silence after which the line is dead."""
        return MISSES * self.canary_every

    async def _listen_for_ever(self) -> None:
        rest = least = min(REST, self.canary_every)
        while True:
            try:
                await self._listen()
            except _BREAKS as fault:
                # Of a server that is away it is said once.
                level = logging.WARNING if self._held else logging.DEBUG
                words = str(fault) or type(fault).__name__
                _logger.log(level, "doorbell of %s: built anew after %s", self.server or "Redis", words)
            rest = least if self._held else min(2 * rest, self.canary_every)
            self._held = False
            self.moved()
            await asyncio.sleep(rest)

    async def _listen(self) -> None:
        """Connect, and hear what rings until it breaks."""
        async with AsyncExitStack() as closing:
            redis = self.client.listener(self.server)
            closing.push_async_callback(redis.aclose, close_connection_pool=True)
            pubsub = await closing.enter_async_context(redis.pubsub())
            self._on = set()
            async with asyncio.timeout(self.patience):
                await self._subscribe(pubsub)
            work = (self._attend(pubsub), self._watch(), self._keep_subscribed(pubsub))
            working = self._working = [asyncio.create_task(one) for one in work]
            try:
                done, _ = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                await end(*working)

    async def _attend(self, pubsub: PubSub) -> None:
        while True:
            # Without a time limit: a timer for each ring costs more than the ring, and `_watch` sees silence.
            message = await pubsub.get_message(timeout=None)
            if message is not None:
                self._pass_on(message["type"], message["channel"].decode(), message["data"])

    async def _watch(self) -> None:
        """End when it has been silent for too long: a dead line never says so."""
        since = _now()
        while True:
            await asyncio.sleep(self.canary_every / 4)
            if _now() - max(since, self.heard) > self.patience:
                raise _SilentError(f"{self.patience:g} s of silence")

    async def _keep_subscribed(self, pubsub: PubSub) -> None:
        while True:
            await self._changed.wait()
            await self._subscribe(pubsub)

    async def _subscribe(self, pubsub: PubSub) -> None:
        self._changed.clear()
        wanted = self._wanted | {self.canary}
        fresh, stale = wanted - self._on, self._on - wanted
        self._on = wanted
        try:
            await self._change(pubsub, fresh, stale)
        except AttributeError as fault:
            # The client trips over a line that whoever reads from it found broken, and closed, just now.
            raise LineLost("the line is closed") from fault

    async def _change(self, pubsub: PubSub, fresh: set[str], stale: set[str]) -> None:
        if self.client.rings == "SPUBLISH":
            # One at a time: two channels of one server need not be of one slot.
            for channel in fresh:
                await pubsub.ssubscribe(channel)
            for channel in stale:
                await pubsub.sunsubscribe(channel)
            return
        if fresh:
            await pubsub.subscribe(*fresh)
        if stale:
            await pubsub.unsubscribe(*stale)

    def _pass_on(self, sort: str, channel: str, data: object) -> None:
        if sort == "sunsubscribe" and channel in self._on:
            # Its slot went to another server. Should that not be known yet, it is asked for here again.
            self._on.discard(channel)
            self.moved()
            return
        if channel == self.canary:
            # That the subscription holds, or the canary's song.
            self.heard, self._held = _now(), True
            return
        if sort in ("message", "smessage", "subscribe", "ssubscribe"):
            self.rung(channel, data if isinstance(data, bytes) else LOOK)

    async def _sing(self) -> None:
        while True:
            with suppress(Unavailable):
                await self.client.command(self.client.rings, self.canary, "chirp")
            await asyncio.sleep(self.canary_every)


def _now() -> float:
    return asyncio.get_running_loop().time()
