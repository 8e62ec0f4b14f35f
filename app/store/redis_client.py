"""The one way to Redis: short deadlines, our function library, our names for its failures."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import OutOfMemoryError, RedisClusterException, RedisError, ResponseError

from app.store.log import StoreFull, Unavailable
from app.store.redis_kinds import kind_of
from app.store.shared_line import Argument

ANSWER_WITHIN = 1.8
"""Seconds until Redis counts as out of reach; people are told within 2."""


class RedisClient:
    """Commands and functions of one Redis, or of a cluster, for one node."""

    def __init__(self, url: str, *, answer_within: float = ANSWER_WITHIN) -> None:
        self.url = url
        self._answer_within = answer_within
        self._kind = kind_of(url, answer_within)
        self._loading = asyncio.Lock()

    @property
    def rings(self) -> str:
        """The command that rings a doorbell."""
        return self._kind.rings

    async def lines(self) -> Mapping[str, Redis]:
        """Every server to listen to: clients for the doorbell that never retry, so that a break shows."""
        return await self._kind.lines()

    def line_of(self, channel: str) -> str:
        """The name of the server where a channel rings."""
        return self._kind.line_of(channel)

    async def look_again(self) -> None:
        """Find out anew which server has what.

        Raises:
            Unavailable: no answer in time.
        """
        async with self._named_failures():
            await self._kind.look_again()

    async def memory_used(self) -> float:
        """Share of the memory it may use, of the fullest server; 0 where there is no limit."""
        async with self._named_failures():
            told = await self._kind.send_all("INFO", "memory")
        limits = [(int(one["used_memory"]), int(one["maxmemory"])) for one in told]
        return max((used / limit if limit else 0.0 for used, limit in limits), default=0.0)

    async def command(self, *parts: Argument) -> Any:
        """The reply to one command.

        Raises:
            Unavailable: no answer in time, or Redis cannot do it now.
        """
        async with self._named_failures():
            return await self._kind.send(*parts)

    async def plain(self, *parts: Argument) -> Any:
        """The reply to one command, as Redis gives it: by the line that all share, as functions."""
        began = asyncio.get_running_loop().time()
        if (reply := self._kind.ask(parts)) is not None:
            with suppress(RedisError):
                return await reply
        async with self._named_failures(since=began):
            return await self._kind.send(*parts)

    async def commands(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        """The replies to several commands sent at once, not atomically."""
        async with self._named_failures():
            return await self._kind.send_several(several)

    async def function(self, name: str, keys: Sequence[str], args: Sequence[Argument]) -> Any:
        """The reply of one of our Lua functions, which is loaded anew where Redis has lost it.

        It goes by the line that all share; where that fails, by one of the client's, which retries.
        """
        call = ("FCALL", name, len(keys), *keys, *args)
        began = asyncio.get_running_loop().time()
        if (reply := self._kind.ask(call)) is not None:
            with suppress(RedisError):
                return await reply
        async with self._named_failures(since=began):
            try:
                return await self._kind.send(*call)
            except ResponseError as fault:
                if "function not found" not in str(fault).lower():
                    raise
            await self._load()
            return await self._kind.send(*call)

    async def load_functions(self) -> None:
        async with self._named_failures():
            await self._load()

    async def close(self) -> None:
        await self._kind.close()

    async def _load(self) -> None:
        async with self._loading:
            await self._kind.send_all("FUNCTION", "LOAD", "REPLACE", library(self._kind.rings))

    @asynccontextmanager
    async def _named_failures(self, since: float | None = None) -> AsyncIterator[None]:
        task = asyncio.current_task()
        cancels = task.cancelling() if task else 0
        now = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at((now if since is None else since) + self._answer_within):
                yield
        except OutOfMemoryError as fault:
            raise StoreFull("Redis is out of memory") from fault
        except (RedisError, RedisClusterException, OSError, TimeoutError, RuntimeError) as fault:
            # A RuntimeError is what uvloop says of a line that is closed already; where no server of a
            # cluster can be reached the client says so in words that are no RedisError.
            raise Unavailable(f"Redis: {str(fault) or type(fault).__name__}") from fault
        finally:
            # The client swallows a cancellation that comes while it connects; a task that was
            # told to end must end all the same.
            if task and task.cancelling() > cancels:
                raise asyncio.CancelledError


def library(rings: str) -> str:
    """The source of our Redis functions, in which `rings` is the command that rings a doorbell."""
    source = (files("app.store") / "append.lua").read_text(encoding="utf-8")
    return source.replace("'PUBLISH'", f"'{rings}'")
