"""A proxy on loopback between a server and what it needs, that breaks lines in every way lines break."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

PIECE = 65536
SUBSCRIBES = b"SUBSCRIBE"
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER of no seconds: a close that tells the other end nothing but a reset."""


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Losing:
    """How many replies to what are still to be lost; proxies may share it."""

    to: bytes = b""
    left: int = 0


class ChaosProxy:
    """Passes everything on, but for what it is told to break.

    Attributes:
        url: where it listens: as the target's, with its own address.
        losing: the replies that are still to be lost.
        delay: seconds every piece waits, each way.
        throttle: bytes a second that pass each way on each line; 0 for no limit.
    """

    def __init__(self, target: str) -> None:
        self._target = urlsplit(target)
        self._lines: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self.losing = Losing()
        self._listening: set[asyncio.StreamWriter] = set()
        self._deaf: set[asyncio.StreamWriter] = set()
        self._speaking = asyncio.Event()
        self._speaking.set()
        self._reaching = True
        self.delay = 0.0
        self.throttle = 0
        self.url = ""
        self._port = 0

    @property
    def port(self) -> int:
        return self._port

    @property
    def left_to_lose(self) -> int:
        return self.losing.left

    def lose_replies(self, to: bytes, times: int) -> None:
        """Pass on the next `times` commands that contain `to`, but drop their replies and hang up."""
        self.losing = Losing(to, times)

    def fall_silent(self) -> None:
        """A black hole: keep every line open, take new ones, and pass on nothing in either direction."""
        self._speaking.clear()

    def speak_again(self) -> None:
        self._speaking.set()

    def deafen(self) -> None:
        """Keep every line that subscribed to something, and pass nothing on to it; new ones hear again."""
        self._deaf |= self._listening

    def reset(self) -> None:
        """Cut every line with a reset, as a machine that lost its power and came back does."""
        for writer in self._lines.values():
            held: socket.socket = writer.get_extra_info("socket")
            with suppress(OSError):  # it has hung up by itself just now
                held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()

    def half_open(self) -> None:
        """Lose the far ends of all lines, and let the near ones believe that theirs still stand."""
        self._reaching = False
        self._speaking.clear()

    def refuse(self) -> None:
        """Cut every line, and each new one at once."""
        self._reaching = False
        self.reset()

    def reach_again(self) -> None:
        """New lines go through; those that lost their far end hear of it with the next byte."""
        self._reaching = True
        self.reset()
        self._speaking.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["ChaosProxy"]:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        self.url = self._address(f"127.0.0.1:{self._port}")
        try:
            yield self
        finally:
            server.close()
            for line in self._lines:
                line.cancel()
            await asyncio.gather(*self._lines, return_exceptions=True)

    def _address(self, here: str) -> str:
        if self._target.scheme == "unix":
            return f"redis://{here}/0"
        who, at, _ = self._target.netloc.rpartition("@")
        return self._target._replace(netloc=f"{who}{at}{here}").geturl()

    async def _open(self) -> Line:
        if not self._reaching:
            raise ConnectionRefusedError
        if self._target.scheme == "unix":
            return await asyncio.open_unix_connection(Path(unquote(self._target.path)))
        return await asyncio.open_connection(self._target.hostname, self._target.port)

    def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.create_task(self._connect(reader, writer))
        self._lines[line] = writer
        line.add_done_callback(lambda done: self._lines.pop(done, None))

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._speaking.wait()
            far_reader, far_writer = await self._open()
            try:
                await self._join((reader, writer), (far_reader, far_writer))
            finally:
                far_writer.transport.abort()
        except OSError:
            pass  # the far end takes nobody
        finally:
            await _hung_up(writer)

    async def _join(self, near: Line, far: Line) -> None:
        replies = asyncio.create_task(self._pass_on(far[0], near[1], self._as_it_is))
        try:
            await self._pass_on(near[0], far[1], lambda data: self._heard(data, near[1], replies))
            await far[1].drain()
        finally:
            self._listening.discard(near[1])
            self._deaf.discard(near[1])
            replies.cancel()
            await asyncio.gather(replies, return_exceptions=True)

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        last: Callable[[bytes], Awaitable[bool]],
    ) -> None:
        """Pass on until an end hangs up, or `last` says that this was the last piece."""
        with suppress(OSError):
            while data := await reader.read(PIECE):
                await asyncio.sleep(self.delay)
                await self._speaking.wait()
                is_last = await last(data)
                if writer not in self._deaf:
                    await self._write(writer, data)
                if is_last:
                    return
            writer.close()

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        step = max(1, self.throttle // 10) if self.throttle else len(data)
        for start in range(0, len(data), step):
            writer.write(data[start : start + step])
            await writer.drain()
            if self.throttle:
                await asyncio.sleep(0.1)

    async def _heard(self, data: bytes, near: asyncio.StreamWriter, replies: asyncio.Task[None]) -> bool:
        if SUBSCRIBES in data:
            self._listening.add(near)
        return await self._lose(data, replies)

    async def _lose(self, data: bytes, replies: asyncio.Task[None]) -> bool:
        """Nobody listens for the reply from here on, but the command goes out whole."""
        lose = self.losing.left > 0 and self.losing.to in data
        if lose:
            self.losing.left -= 1
            replies.cancel()
        return lose

    async def _as_it_is(self, _: bytes) -> bool:
        return False


async def _hung_up(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    with suppress(OSError):
        await writer.wait_closed()
