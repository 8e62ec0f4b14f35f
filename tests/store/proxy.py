"""A proxy before Redis that can lose replies and fall silent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit


class ChaosProxy:
    """Listens on a loopback port and passes everything on, but for what it is told to break."""

    def __init__(self, redis_url: str) -> None:
        self._target = Path(unquote(urlsplit(redis_url).path))
        self._lines: set[asyncio.Task[None]] = set()
        self._to_lose = b""
        self._speaking = asyncio.Event()
        self._speaking.set()
        self.left_to_lose = 0
        self.url = ""

    def lose_replies(self, to: bytes, times: int) -> None:
        """Pass on the next `times` commands that contain `to`, but drop their replies and hang up."""
        self._to_lose, self.left_to_lose = to, times

    def fall_silent(self) -> None:
        """Keep every connection open, and pass on nothing in either direction."""
        self._speaking.clear()

    def speak_again(self) -> None:
        self._speaking.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["ChaosProxy"]:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
        try:
            yield self
        finally:
            server.close()
            for line in self._lines:
                line.cancel()
            await asyncio.gather(*self._lines, return_exceptions=True)

    def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.create_task(self._connect(reader, writer))
        self._lines.add(line)
        line.add_done_callback(self._lines.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_redis, to_redis = await asyncio.open_unix_connection(self._target)
        except OSError:
            writer.close()
            return
        replies = asyncio.create_task(self._pass_replies(from_redis, writer))
        try:
            await self._pass_commands(reader, to_redis, replies)
        except OSError:
            pass  # one of the two ends hung up
        finally:
            for end in (writer, to_redis):
                end.close()
            replies.cancel()
            await asyncio.gather(replies, return_exceptions=True)

    async def _pass_commands(
        self, reader: asyncio.StreamReader, to_redis: asyncio.StreamWriter, replies: asyncio.Task[None]
    ) -> None:
        while data := await reader.read(65536):
            await self._speaking.wait()
            lose = self.left_to_lose > 0 and self._to_lose in data
            if lose:
                # Nobody listens for the reply from here on, but Redis gets the command whole.
                self.left_to_lose -= 1
                replies.cancel()
            to_redis.write(data)
            await to_redis.drain()
            if lose:
                return

    async def _pass_replies(self, from_redis: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await from_redis.read(65536):
                await self._speaking.wait()
                writer.write(data)
                await writer.drain()
            writer.close()
