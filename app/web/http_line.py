"""uvicorn's side of HTTP, with an end to its patience: a request's head is short, and comes soon."""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_WITHIN = 10.0
"""Seconds from a connection, or a request's first byte on one that is kept, until its head is whole."""
LARGEST_HEAD = 64 * 1024
"""Bytes of a request's first line and headers."""


class HttpLine(AutoHTTPProtocol):  # type: ignore[misc,valid-type]
    """One connection. uvicorn alone waits for ever for a head, and reads one without an end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._answering: Any = None
        self._head = 0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_WITHIN, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on. A head that is whole has begun a cycle, or a websocket in this connection's place."""
        super().data_received(data)
        if self.cycle is not self._answering or self.transport.get_protocol() is not self:
            self._answering = self.cycle
            self._stop_waiting()
        elif self._answering is None or (self.cycle.response_complete and not self.cycle.more_body):
            self._wait(len(data))

    def _wait(self, more: int) -> None:
        self._head += more
        if self._head > LARGEST_HEAD:
            self.transport.abort()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_WITHIN, self.transport.abort)

    def _stop_waiting(self) -> None:
        self._head = 0
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
