"""Doorbells: one pub/sub connection for all the channels a node listens to.

A ring may be lost at any time; it only saves waiting. What must hold is that whoever listens
is told to look for themselves whenever rings may have been missed.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from app.store.keys import canary_channel
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from app.store.tasks import end

log = logging.getLogger(__name__)

CANARY_EVERY = 2.0
MISSES = 3
"""So many canaries unheard, and the connection is taken for dead."""
MOST_RINGS = 1024
LOOK = None
"""A ring without an entry: look for yourself."""


class Ear:
    """One listener's rings, in order."""

    def __init__(self) -> None:
        self._rings: deque[bytes | None] = deque()
        self._rung = asyncio.Event()

    def ring(self, payload: bytes | None) -> None:
        if len(self._rings) >= MOST_RINGS:
            self._rings.clear()
            payload = LOOK
        self._rings.append(payload)
        self._rung.set()

    async def next(self, within: float) -> bytes | None:
        """The next ring; LOOK when there is none for `within` seconds."""
        if not self._rings:
            self._rung.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await self._rung.wait()
        return self._rings.popleft() if self._rings else LOOK


class _SilentError(Exception):
    """The canary was not heard for too long."""


class Doorbell:
    """Hears every channel somebody in this process listens to."""

    def __init__(self, client: RedisClient, node: str, *, canary_every: float = CANARY_EVERY) -> None:
        self._client = client
        self._own = canary_channel(node)
        self._canary_every = canary_every
        self._ears: dict[str, set[Ear]] = {}
        self._changed = asyncio.Event()
        self._heard = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def healthy(self) -> bool:
        """Whether the canary was heard lately."""
        return self._silence() < MISSES * self._canary_every

    @property
    def heard_ago(self) -> float:
        """Seconds since the canary was heard."""
        return self._silence()

    def start(self) -> None:
        self._heard = asyncio.get_running_loop().time() - MISSES * self._canary_every
        self._tasks = [
            asyncio.create_task(self._listen_for_ever(), name="doorbell"),
            asyncio.create_task(self._sing(), name="canary"),
        ]

    async def close(self) -> None:
        await end(*self._tasks)
        self._tasks = []

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
                async with self._connection() as pubsub:
                    await self._attend(pubsub)
            except (RedisError, OSError, TimeoutError, _SilentError) as fault:
                log.warning("doorbell: rebuilt after %s", str(fault) or type(fault).__name__)
            await asyncio.sleep(min(0.2, self._canary_every))

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[PubSub]:
        redis = self._client.for_subscribing()
        try:
            async with redis.pubsub() as pubsub:
                yield pubsub
        finally:
            await redis.aclose(close_connection_pool=True)

    async def _attend(self, pubsub: PubSub) -> None:
        """Keep the subscriptions as wanted and pass on what is heard, until the connection breaks."""
        self._changed.clear()
        patience = MISSES * self._canary_every
        async with asyncio.timeout(patience):
            await pubsub.subscribe(self._own, *self._ears)
        since = asyncio.get_running_loop().time()
        keeper = asyncio.create_task(self._keep_subscribed(pubsub, set(self._ears)))
        try:
            while not keeper.done():
                message = await pubsub.get_message(timeout=self._canary_every / 4)
                if message is not None:
                    self._pass_on(message["type"], message["channel"].decode(), message["data"])
                if min(self._silence(), asyncio.get_running_loop().time() - since) > patience:
                    raise _SilentError(f"{patience:g} s of silence")
            await keeper
        finally:
            await end(keeper)

    async def _keep_subscribed(self, pubsub: PubSub, subscribed: set[str]) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            wanted = set(self._ears)
            if fresh := wanted - subscribed:
                await pubsub.subscribe(*fresh)
            if stale := subscribed - wanted:
                await pubsub.unsubscribe(*stale)
            subscribed = wanted

    def _pass_on(self, sort: str, channel: str, data: object) -> None:
        if channel == self._own:
            # That the subscription holds, or the canary's song.
            self._heard = asyncio.get_running_loop().time()
            return
        if sort not in ("message", "subscribe"):
            return
        for ear in self._ears.get(channel, ()):
            ear.ring(data if isinstance(data, bytes) else LOOK)

    async def _sing(self) -> None:
        while True:
            with suppress(Unavailable):
                await self._client.command("PUBLISH", self._own, "chirp")
            await asyncio.sleep(self._canary_every)

    def _silence(self) -> float:
        return asyncio.get_running_loop().time() - self._heard
