"""A browser's side of the websocket, lean enough for thousands of them in one process."""

import asyncio
import base64
import json
import secrets
import ssl
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from app.load.asked import CannotLoad
from app.load.sightings import Sightings
from app.wire import framing as wire

ENTER_WITHIN = 25.0
"""Seconds from the socket to the welcome."""
GONE = 1006
_WELCOME = b'"type":"welcome"}]'

Message = dict[str, Any]
Personal = Callable[[Message], None]


def masked(payload: bytes, opcode: int = wire.TEXT) -> bytes:
    """A client's frame: masked, as every one must be."""
    size, key = len(payload), secrets.token_bytes(4)
    if size < 126:
        head = bytes((wire.FIN | opcode, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((wire.FIN | opcode, 0x80 | 126)) + size.to_bytes(2)
    else:
        head = bytes((wire.FIN | opcode, 0x80 | 127)) + size.to_bytes(8)
    pad = key * (size // 4 + 1)
    hidden = int.from_bytes(payload) ^ int.from_bytes(pad[:size])
    return head + key + hidden.to_bytes(size)


class Line(asyncio.Protocol):
    """One socket. What it is sent goes to `sightings`, as the socket at `place`.

    Args:
        opening: the request that opens it.
        enter: the first message.
        personal: told every message that is no event; None if nobody wants to know.
    """

    __slots__ = (
        "_enter",
        "_entered",
        "_open",
        "_opening",
        "_personal",
        "_place",
        "_rest",
        "_sightings",
        "_transport",
        "closed",
        "entered",
    )
    _transport: asyncio.Transport

    def __init__(
        self,
        opening: bytes,
        enter: bytes,
        sightings: Sightings,
        place: int,
        personal: Personal | None = None,
    ) -> None:
        self._opening = opening
        self._enter = enter
        self._sightings = sightings
        self._place = place
        self._personal = personal
        self._rest = bytearray()
        self._open = self._entered = False
        self.closed: int | None = None
        """With which code the server closed it."""
        self.entered: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        """The welcome, once it is there."""

    def say(self, message: Message) -> None:
        """Send one message."""
        self._transport.write(masked(json.dumps([message]).encode()))

    def leave(self) -> None:
        """Close it, as a closed tab does."""
        self.closed = self.closed or 1000
        self._transport.write(masked((1000).to_bytes(2), wire.CLOSE))
        self._transport.close()

    # What the loop says.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._opening)

    def connection_lost(self, _exc: Exception | None) -> None:
        self._end(GONE)

    def data_received(self, data: bytes) -> None:
        whole = self._entered and not self._rest
        if whole and self._sightings.again(self._place, data):
            return
        self._rest += data
        if not self._open and not self._opened():
            return
        found: list[int] | None = []
        while (frame := self._frame()) is not None:
            more = self._hear(*frame)
            found = None if found is None or more is None else [*found, *more]
        if whole and found is not None and not self._rest:
            self._sightings.remember(data, found)

    def _opened(self) -> bool:
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101 "):
            status = bytes(head).partition(b"\r\n")[0].decode(errors="replace")
            self._fail(f"the server opened no socket: {status}")
            return False
        self._open, self._rest = True, bytearray(rest)
        self._transport.write(masked(self._enter))
        return True

    def _frame(self) -> tuple[int, bytes] | None:
        """The next whole frame, taken off what came."""
        rest = self._rest
        if len(rest) < 2:
            return None
        size, start = rest[1] & 0x7F, 2
        if size >= 126:
            wide = 2 if size == 126 else 8
            if len(rest) < 2 + wide:
                return None
            size, start = int.from_bytes(rest[2 : 2 + wide]), 2 + wide
        if len(rest) < start + size:
            return None
        opcode, payload = rest[0] & 0x0F, bytes(rest[start : start + size])
        del rest[: start + size]
        return opcode, payload

    def _hear(self, opcode: int, payload: bytes) -> list[int] | None:
        """Take one frame; gives the asks that came in it, None if it is for this socket alone."""
        match opcode:
            case wire.TEXT if self._entered:
                return self._take(payload)
            case wire.TEXT:
                self._enters(payload)
            case wire.PING:
                self._transport.write(masked(payload, wire.PONG))
            case wire.CLOSE:
                self._end(int.from_bytes(payload[:2]) or GONE)
                self._transport.close()
            case _:
                self._fail(f"the server sent a frame of kind {opcode}")
        return None

    def _take(self, payload: bytes) -> list[int] | None:
        found, others = self._sightings.take(self._place, payload)
        if self._personal is None or not others:
            return found
        for message in others:
            self._personal(message)
        return None

    def _enters(self, payload: bytes) -> None:
        self._entered = payload.endswith(_WELCOME)
        if not self._entered:
            self._fail(f"the server did not welcome us: {payload[:200].decode(errors='replace')}")
        elif not self.entered.done():
            self.entered.set_result(payload)

    def _end(self, code: int) -> None:
        if self.closed is None:
            self.closed = code
        self._fail(f"the server closed the socket with {code}")

    def _fail(self, why: str) -> None:
        if not self.entered.done():
            self.entered.set_exception(CannotLoad(why))


class Lines:
    """Opens lines to one rehearsal of one server."""

    def __init__(self, home: str, rehearsal: str) -> None:
        parts = urlsplit(home)
        self._host = parts.hostname or ""
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls else 80)
        self._head = (
            f"GET /live/{rehearsal} HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: {home}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: squall.v1\r\nSec-WebSocket-Key: "
        )

    async def open(
        self, ticket: str, sightings: Sightings, place: int, personal: Personal | None = None
    ) -> tuple[Line, bytes]:
        """A line that has entered, and its welcome.

        Raises:
            CannotLoad: the server did not let it in.
            OSError, TimeoutError: it cannot be reached.
        """
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        opening = f"{self._head}{key}\r\n\r\n".encode()
        enter = json.dumps([{"type": "enter", "ticket": ticket, "tab": secrets.token_hex(4)}]).encode()
        loop = asyncio.get_running_loop()
        transport, line = await loop.create_connection(
            lambda: Line(opening, enter, sightings, place, personal), self._host, self._port, ssl=self._tls
        )
        try:
            async with asyncio.timeout(ENTER_WITHIN):
                return line, await line.entered
        except BaseException:
            transport.abort()
            raise
