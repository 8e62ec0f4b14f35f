"""A throng: hundreds of onlookers at real servers, each a lean socket that checks whatever it is sent."""

import asyncio
import json
import secrets
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

from tests.people import Message
from tests.wire.raw import CLOSE, TEXT, UPGRADE, frame

PATIENCE = 30.0
AT_ONCE = 32
"""Requests on their way at one time; sockets are not counted."""
READS = 1 << 16
IDLE = 2.0
"""Seconds a line for requests is kept: a server lets it go after five."""
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter, float]
"""And when it was last used."""
AGAIN_AFTER = 0.25
"""Seconds until a server that could not is asked again."""
SMALL = 4_096
"""Bytes that wait in the machine for somebody who reads slowly."""
KEPT = 4_096
"""Frames whose reading is remembered: most are the same bytes for all."""


@dataclass(eq=False, slots=True)
class Onlooker(asyncio.BufferedProtocol):
    """One observer's socket, from its first byte, on one line after the other.

    Attributes:
        at: where each view stands, as its last events said.
        faults: what should never have been: a gap, a double, another event than others were shown.
        slow: bytes a second it reads at most; 0 for all there is.
        narrow: little waits for it in the machine's own buffers.
    """

    throng: "Throng"
    base: str
    cookie: str
    rehearsal: str = ""
    seat: str = ""
    slow: int = 0
    narrow: bool = False
    at: dict[str, list[int]] = field(default_factory=dict)
    epoch: str = ""
    secret: str = ""
    mode: str = ""
    closed: int | None = None
    faults: list[str] = field(default_factory=list)
    welcomed: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    _first: bytes = b""
    _transport: asyncio.Transport | None = None
    _buffer: bytearray = field(default_factory=bytearray)
    _read: bytearray = field(default_factory=bytearray)

    @property
    def place(self) -> int:
        """How many events of the feed it has seen."""
        return int(self.at["observer"][0])

    def enters(self, ticket: str, *, resume: bool) -> None:
        """What it says first on its next line."""
        enter: Message = {"type": "enter", "ticket": ticket, "tab": "tab"}
        if resume:
            enter["resume"] = {"epoch": self.epoch, "at": self.at, "secret": self.secret}
        self._first = frame(TEXT, json.dumps([enter]).encode())
        self._buffer = bytearray(READS)
        self.closed, self.mode = None, ""
        self.welcomed.clear()
        self.gone.clear()

    def __post_init__(self) -> None:
        self.gone.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._read.clear()
        self._transport.write(self._upgrade())

    def _upgrade(self) -> bytes:
        more = f"Origin: {self.base}\r\nSec-WebSocket-Protocol: squall.v1\r\n"
        return UPGRADE.format(path=f"/live/{self.rehearsal}", more=more).encode()

    def get_buffer(self, sizehint: int) -> bytearray:  # noqa: ARG002 - asked by the loop
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        self._read += self._buffer[:nbytes]
        for opcode, payload in self._frames():
            if opcode == CLOSE:
                self.closed = int.from_bytes(payload[:2])
                if self._transport is not None:
                    self._transport.write(frame(CLOSE, payload[:2]))
                    self._transport.close()
            elif opcode == TEXT:
                for message in self.throng.read(payload):
                    self._take(message)
        if self.slow and self._transport is not None:
            self._transport.pause_reading()
            asyncio.get_running_loop().call_later(nbytes / self.slow, self.read_on)

    def read_on(self) -> None:
        """Go on after a pause; at once, and all there is, if it is not slow any more."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    def stop_reading(self) -> None:
        """Read no more until `read_on`, and keep the line open."""
        assert self._transport is not None
        self._transport.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - a fault or an end alike
        self._transport = None
        self.gone.set()

    def leave(self) -> None:
        """Hang up without a word, as a machine that fell asleep."""
        if self._transport is not None:
            self._transport.abort()

    def _frames(self) -> Iterable[tuple[int, bytes]]:
        """The whole frames that have come; the answer to the handshake is answered in its turn."""
        read, at = self._read, 0
        if read.startswith(b"HTTP/"):
            if b"\r\n\r\n" not in read or self._transport is None:
                return
            at = read.index(b"\r\n\r\n") + 4
            self._transport.write(self._first)
        while at + 2 <= len(read):
            size, start = read[at + 1], at + 2
            if size >= 126:
                wide = 2 if size == 126 else 8
                if start + wide > len(read):
                    break
                size, start = int.from_bytes(read[start : start + wide]), start + wide
            if start + size > len(read):
                break
            yield read[at] & 15, bytes(read[start : start + size])
            at = start + size
        del read[:at]

    def _take(self, message: Message) -> None:
        match message["type"]:
            case "welcome":
                self.mode, self.epoch, self.secret = message["mode"], message["epoch"], message["secret"]
                self.at = {view: list(place) for view, place in message["at"].items()}
                self.welcomed.set()
            case "event":
                view, n = message["view"], message["n"]
                if n != self.at[view][0] + 1:
                    self.faults.append(f"{self.seat}: {view} {n} came after {self.at[view][0]}")
                self.at[view] = [n, message["tag"]]
                if not self.throng.same_for_all(message):
                    self.faults.append(f"{self.seat}: {view} {n} is not what others were shown")
                self.throng.noted(self, message)
            case _:
                return  # counters, presence, the time: they have no number


class Throng:
    """So many observers of one rehearsal.

    Attributes:
        late: seconds from `said` to each onlooker who reads at once.
        turned_away: the codes of lines that were closed before they were welcomed; None where there was none.
    """

    def __init__(self, base: str, people: int) -> None:
        self.late: list[float] = []
        self.turned_away: list[int | None] = []
        self.people = [Onlooker(self, base, secrets.token_urlsafe(32)) for _ in range(people)]
        self._door = asyncio.Semaphore(AT_ONCE)
        self._lines: dict[str, list[Line]] = {}
        self._readings: dict[bytes, list[Message]] = {}
        self._told: dict[tuple[str, int], Message] = {}
        self._said: dict[str, float] = {}
        self._heard: dict[str, int] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self.people:
            one.leave()
        for line in (line for lines in self._lines.values() for line in lines):
            line[1].transport.abort()

    async def sit(self, key: str) -> None:
        """Everybody takes a seat by that key."""
        await asyncio.gather(*(self._sit(one, key) for one in self.people))

    async def come(self, *, resume: bool = False, to: str = "") -> float:
        """All open their sockets at once; gives the seconds until the last of them was welcomed."""
        began = monotonic()
        await asyncio.gather(*(self.comes(one, resume=resume, to=to) for one in self.people))
        return monotonic() - began

    async def comes(self, one: Onlooker, *, resume: bool = False, to: str = "") -> None:
        """One opens a socket and is welcomed; at another server, if it is named.

        Whoever is closed before tries again, as pages do, with another ticket.
        """
        one.leave()
        await one.gone.wait()
        one.base = to or one.base
        async with asyncio.timeout(PATIENCE):
            while not await self._is_welcome(one, resume=resume):
                self.turned_away.append(one.closed)
                await asyncio.sleep(AGAIN_AFTER)

    async def _is_welcome(self, one: Onlooker, *, resume: bool) -> bool:
        body = await self._post(one, f"/api/rehearsals/{one.rehearsal}/ticket", {"seat": one.seat})
        one.enters(body["ticket"], resume=resume)
        line = await _line(one)
        await asyncio.get_running_loop().create_connection(lambda: one, sock=line)
        either = [asyncio.ensure_future(event.wait()) for event in (one.welcomed, one.gone)]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiting in either:
                waiting.cancel()
        return one.welcomed.is_set()

    async def all_gone(self) -> None:
        """Until the last line has ended."""
        async with asyncio.timeout(PATIENCE):
            for one in self.people:
                await one.gone.wait()

    async def all_heard(self, text: str) -> None:
        """Until everybody was shown the post that was `said`."""
        async with asyncio.timeout(PATIENCE):
            while self._heard[text] < sum(not one.slow for one in self.people):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    def faults(self) -> list[str]:
        return [fault for one in self.people for fault in one.faults]

    def modes(self) -> set[str]:
        """How they were welcomed last."""
        return {one.mode for one in self.people}

    def said(self, text: str) -> None:
        """Somebody posts this now: `late` gets how long it takes to each who reads at once."""
        self._said[text], self._heard[text] = monotonic(), 0

    def noted(self, onlooker: Onlooker, message: Message) -> None:
        """An event came to somebody."""
        text = message["event"].get("text", "")
        if text in self._said and not onlooker.slow:
            self.late.append(monotonic() - self._said[text])
            self._heard[text] += 1

    def read(self, payload: bytes) -> list[Message]:
        """What a frame says; a frame that goes to many is read once."""
        known = self._readings.get(payload)
        if known is None:
            if len(self._readings) >= KEPT:
                self._readings.clear()
            known = self._readings[payload] = json.loads(payload)
        return known

    def same_for_all(self, message: Message) -> bool:
        """Whether whoever was shown this number before was shown the same."""
        known = self._told.setdefault((message["view"], message["n"]), message)
        return known is message or known == message

    async def _sit(self, one: Onlooker, key: str) -> None:
        body = await self._post(one, "/api/join", {"key": key, "name": "Somebody"})
        one.rehearsal, one.seat = body["id"], body["seat"]

    async def _post(self, one: Onlooker, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Ask, and again as pages do while a server says that it cannot now."""
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(ConnectionRefusedError):  # it is not up yet
                    status, told = await self._posted(one, path, body)
                    if status == HTTPStatus.OK:
                        return told
                    assert status == HTTPStatus.SERVICE_UNAVAILABLE, told
                await asyncio.sleep(AGAIN_AFTER)

    async def _posted(self, one: Onlooker, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        said = json.dumps(body)
        request = (
            f"POST {path} HTTP/1.1\r\nHost: {urlsplit(one.base).netloc}\r\nOrigin: {one.base}\r\n"
            f"Cookie: squall={one.cookie}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(said)}\r\n\r\n{said}"
        )
        async with self._door, asyncio.timeout(PATIENCE):
            reader, writer, _ = await self._request_line(one.base)
            writer.write(request.encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(head.partition("content-length:")[2].partition("\r\n")[0])
            told: dict[str, Any] = json.loads(await reader.readexactly(length))
            self._lines[one.base].append((reader, writer, monotonic()))
        return int(head.split(" ", 2)[1]), told

    async def _request_line(self, base: str) -> Line:
        kept = self._lines.setdefault(base, [])
        while kept:
            line = kept.pop()
            if monotonic() - line[2] < IDLE and not line[0].at_eof():
                return line
            line[1].transport.abort()
        where = urlsplit(base)
        return (*await asyncio.open_connection(where.hostname, where.port), monotonic())


async def _line(one: Onlooker) -> socket.socket:
    where = urlsplit(one.base)
    line = socket.socket()
    line.setblocking(False)
    if one.narrow:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
    await asyncio.get_running_loop().sock_connect(line, (where.hostname, where.port))
    return line
