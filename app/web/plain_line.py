"""A line over ASGI alone: for a server that is not ours, and to tell by whose fault a line behaves oddly."""

import asyncio
from collections import deque

from fastapi import WebSocket, WebSocketDisconnect

from app.live.line import Listener, Write
from app.wire.framing import payloads


class PlainLine:
    """Sends one message after the other; full while one is on its way."""

    def __init__(self, socket: WebSocket) -> None:
        self.full = False
        self.listener: Listener | None = None
        self._socket = socket
        self._waiting: deque[bytes] = deque()
        self._sending: asyncio.Task[None] | None = None

    @property
    def write(self) -> Write:
        return self._write

    async def sent(self) -> None:
        if self._sending is not None:
            await self._sending

    def _write(self, frames: bytes) -> None:
        self._waiting.extend(payloads(frames))
        if self._sending is None:
            self._sending = asyncio.create_task(self._send())
        if not self.full:
            self.full = True
            if self.listener is not None:
                self.listener.line_full()

    async def _send(self) -> None:
        try:
            while self._waiting:
                await self._socket.send_text(self._waiting.popleft().decode())
        except (WebSocketDisconnect, RuntimeError):
            if self.listener is not None:
                self.listener.line_lost()
            return
        self._sending = None
        self.full = False
        if self.listener is not None:
            self.listener.line_free()
