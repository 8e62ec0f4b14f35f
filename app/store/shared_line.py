"""One line to Redis that many commands share.

What is asked within one turn of the event loop leaves in one write, and replies come in the order of the
commands. It is tried first, and once: whoever it fails asks again by the client's own lines, which retry.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hiredis import pack_command
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as LineLost
from redis.exceptions import RedisError, ResponseError

from app.store.tasks import end

REOPEN_AFTER = 0.25
"""Seconds between two tries to open it."""

Argument = str | bytes | int

_logger = logging.getLogger(__name__)


class SharedLine:
    """A line that opens when it is first wanted, and again after each break; until then it takes nothing."""

    def __init__(self, make: Callable[[], AbstractConnection], answer_within: float) -> None:
        self._make = make
        self._answer_within = answer_within
        self._running: asyncio.Task[None] | None = None
        self._open = False
        self._unsent: list[bytes] = []
        self._waiting: deque[tuple[asyncio.Future[Any], float]] = deque()
        self._wanted = asyncio.Event()

    def ask(self, parts: tuple[Argument, ...]) -> asyncio.Future[Any] | None:
        """The reply to a command that is on its way; None while the line is not open.

        The future raises `ResponseError` for what Redis refused, and `LineLost` where it may or may not
        have done it.
        """
        loop = asyncio.get_running_loop()
        if not self._open:
            if self._running is None or self._running.done():
                self._running = loop.create_task(self._run(), name="redis line")
            return None
        reply: asyncio.Future[Any] = loop.create_future()
        self._unsent.append(pack_command(parts))  # type: ignore[arg-type]
        self._waiting.append((reply, loop.time()))
        self._wanted.set()
        return reply

    async def close(self) -> None:
        if self._running is not None:
            await end(self._running)

    async def _run(self) -> None:
        connection = self._make()
        working: list[asyncio.Task[None]] = []
        try:
            await connection.connect()  # type: ignore[no-untyped-call]
            self._open = True
            work = (self._send(connection), self._listen(connection), self._watch())
            working = [asyncio.create_task(one) for one in work]
            done, _ = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except (RedisError, OSError, TimeoutError, RuntimeError) as fault:
            _logger.debug("the line to Redis broke: %s", fault)
        finally:
            self._break()
            await end(*working)
            with suppress(RedisError, OSError, RuntimeError):
                await connection.disconnect(nowait=True)
        await asyncio.sleep(REOPEN_AFTER)

    async def _send(self, connection: AbstractConnection) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            data, self._unsent = b"".join(self._unsent), []
            await connection.send_packed_command(data, check_health=False)

    async def _listen(self, connection: AbstractConnection) -> None:
        while True:
            try:
                reply = await connection.read_response(timeout=math.inf, disconnect_on_error=False)
            except ResponseError as refusal:
                self._answer(refusal)
            else:
                self._answer(reply)

    async def _watch(self) -> None:
        """A line whose oldest command waits too long is dead, whatever the kernel says of it."""
        while True:
            await asyncio.sleep(self._answer_within / 8)
            latest = asyncio.get_running_loop().time() - self._answer_within
            if self._waiting and self._waiting[0][1] < latest:
                raise LineLost("no reply in time")

    def _answer(self, reply: object) -> None:
        future, _ = self._waiting.popleft()
        if future.done():
            return
        if isinstance(reply, ResponseError):
            future.set_exception(reply)
        else:
            future.set_result(reply)

    def _break(self) -> None:
        self._open = False
        self._unsent.clear()
        self._wanted.clear()
        while self._waiting:
            future, _ = self._waiting.popleft()
            if not future.done():
                future.set_exception(LineLost("the line broke"))
