"""Whoever listens to a channel, and what has rung for them."""

import asyncio
from collections import deque

MOST_RINGS = 1024
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
