"""Doorbells: a line to each server of Redis, for all the channels a node listens to.

A ring may be lost at any time; it only saves waiting. What must hold is that whoever listens
is told to look for themselves whenever rings may have been missed.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

from app.store.bell_line import CANARY_EVERY, MISSES, BellLine
from app.store.ears import Ear
from app.store.keys import canary_channel
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from app.store.tasks import end, supervised


class Doorbell:
    """Hears every channel somebody in this process listens to.

    Each server has a line, which breaks and is built anew by itself. Channels go with their slots: where one
    rings is asked whenever a line broke or lost one, and looked up again with each canary.
    """

    def __init__(self, client: RedisClient, node: str, *, canary_every: float = CANARY_EVERY) -> None:
        self._client = client
        self._node = node
        self._canary_every = canary_every
        self._ears: dict[str, set[Ear]] = {}
        self._lines: dict[str, BellLine] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._moved = False
        self._began = 0.0
        self._task: asyncio.Task[None] | None = None

    @property
    def healthy(self) -> bool:
        """Whether every line's canary was heard lately."""
        return self.heard_ago < self._patience

    @property
    def heard_ago(self) -> float:
        """Seconds since the canary was heard, of the line where that is longest."""
        return max((self.silence(server) for server in self._lines), default=self._never())

    def silence(self, server: str) -> float:
        """Seconds since the canary was heard on the line to a server."""
        line = self._lines.get(server)
        return self._never() if line is None else self._now() - line.heard

    def hears(self, server: str) -> bool:
        """Whether the canary was heard lately on the line to a server."""
        return self.silence(server) < self._patience

    def start(self) -> None:
        """Begin to listen."""
        self._began = self._now()
        work = supervised("doorbell", self._tend_for_ever, self._canary_every)
        self._task = asyncio.create_task(work, name="doorbell")

    async def close(self) -> None:
        if self._task is not None:
            await end(self._task)
        lines, self._lines = tuple(self._lines.values()), {}
        await asyncio.gather(*(line.close() for line in lines), *self._leaving)

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

    async def _tend_for_ever(self) -> None:
        while True:
            self._changed.clear()
            if self._moved or not self._client.servers():
                with suppress(Unavailable):
                    await self._look()
            self._tend()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._canary_every):
                    await self._changed.wait()

    async def _look(self) -> None:
        self._moved = False
        try:
            await self._client.look_again()
        except Exception:
            self._moved = True  # and to be asked with the next turn
            raise

    def _tend(self) -> None:
        """See that each server has a line, and each line the channels that ring there."""
        canaries = self._client.one_on_each(partial(canary_channel, self._node))
        for server in self._lines.keys() - canaries.keys():
            leaving = asyncio.create_task(self._lines.pop(server).close())
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)
        for server, canary in canaries.items():
            if server not in self._lines:
                self._lines[server] = self._line(server, canary)
                self._lines[server].start()
        wanted: dict[str, set[str]] = {server: {canary} for server, canary in canaries.items()}
        for channel in self._ears:
            wanted.get(self._client.server_of(channel), set()).add(channel)
        for server, line in self._lines.items():
            line.canary = canaries[server]
            line.want(wanted[server])

    def _line(self, server: str, canary: str) -> BellLine:
        return BellLine(
            client=self._client,
            server=server,
            canary=canary,
            canary_every=self._canary_every,
            rung=self._pass_on,
            moved=self._ask_anew,
            heard=self._now() - self._patience,
        )

    def _pass_on(self, channel: str, told: bytes | None) -> None:
        for ear in self._ears.get(channel, ()):
            ear.ring(told)

    def _ask_anew(self) -> None:
        self._moved = True
        self._changed.set()

    @property
    def _patience(self) -> float:
        return MISSES * self._canary_every

    def _never(self) -> float:
        return self._now() - self._began + self._patience

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
