"""The one way to Redis: short deadlines, our function library, our names for its failures."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
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
MOST_VARIANTS = 10_000
"""Of a name, until each of some hundred servers has one."""
AWAY = object()
"""In place of a reply: its server did not answer, and others did."""

_logger = logging.getLogger(__name__)


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

    def servers(self) -> tuple[str, ...]:
        """The names of the servers that take writes, as far as they are known."""
        return self._kind.servers()

    def server_of(self, key: str) -> str:
        """The name of the server where a key lies, or a channel rings; empty where there is but one."""
        return self._kind.server_of(key)

    def holds(self, server: str) -> str:
        """Which part of all keys lies there, in words without an address; empty where it is all of them."""
        return self._kind.holds(server)

    def listener(self, server: str) -> Redis:
        """A new client to listen to a server with, which never retries, so that a break shows."""
        return self._kind.listener(server)

    def one_on_each(self, variant: Callable[[int], str]) -> dict[str, str]:
        """For each server a name that lies there: the first of its variants that does."""
        names, found = set(self.servers()), dict[str, str]()
        for number in range(MOST_VARIANTS):
            if names <= found.keys():
                break
            found.setdefault(self.server_of(variant(number)), variant(number))
        return {server: name for server, name in found.items() if server in names}

    async def look_again(self) -> None:
        """Find out anew which server has what.

        Raises:
            Unavailable: no answer in time.
        """
        async with self._named_failures():
            await self._kind.look_again()

    async def memory_used(self, near: str) -> float:
        """Share of the memory it may use, of the server where a key lies; 0 where there is no limit."""
        async with self._named_failures():
            told = await self._kind.send_near(near, "INFO", "memory")
        used, limit = int(told["used_memory"]), int(told["maxmemory"])
        return used / limit if limit else 0.0

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
        """The replies to several commands sent at once, not atomically.

        Raises:
            Unavailable: as `command`, for one of them.
        """
        async with self._named_failures():
            replies = await self._kind.send_several(several)
            for reply in replies:
                if isinstance(reply, Exception):
                    raise reply
        return replies

    async def answered(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        """As `commands`, but `AWAY` is the reply to each whose server does not answer.

        Raises:
            Unavailable: none of them was answered.
        """
        async with self._named_failures():
            replies = await self._kind.send_several(several)
            faults = [reply for reply in replies if isinstance(reply, Exception)]
            if faults and len(faults) == len(replies):
                raise faults[0]
        return [AWAY if isinstance(reply, Exception) else reply for reply in replies]

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
        """Put them on every server that answers; on the others whoever misses them there does.

        Raises:
            Unavailable: none answers.
        """
        async with self._named_failures():
            await self._load()

    async def close(self) -> None:
        await self._kind.close()

    async def _load(self) -> None:
        async with self._loading:
            source = library(self._kind.rings)
            told = await self._kind.send_all("FUNCTION", "LOAD", "REPLACE", source)
        faults = {server: reply for server, reply in told.items() if isinstance(reply, Exception)}
        for server, fault in faults.items():
            _logger.warning("%s has no functions yet: %s", server, str(fault) or type(fault).__name__)
            if len(faults) == len(told):
                raise fault

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
