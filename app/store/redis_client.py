"""The one way to Redis: short deadlines, our function library, our names for its failures."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import OutOfMemoryError, RedisError, ResponseError

from app.store.log import StoreFull, Unavailable

ANSWER_WITHIN = 1.8
"""Seconds until Redis counts as out of reach; people are told within 2."""
MOST_CONNECTIONS = 64

Argument = str | bytes | int


class RedisClient:
    """Commands and functions of one Redis, for one node."""

    def __init__(self, url: str, *, answer_within: float = ANSWER_WITHIN) -> None:
        self.url = url
        self._answer_within = answer_within
        # A reply may be lost and the command sent again, so every write must bear being repeated.
        retry = Retry(ExponentialWithJitterBackoff(base=0.02, cap=0.2), 3)
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=MOST_CONNECTIONS,
            timeout=answer_within,
            protocol=2,
            driver_info=None,
            socket_connect_timeout=answer_within / 2,
            socket_timeout=answer_within / 2,
            retry=retry,
        )
        self._redis = Redis.from_pool(pool)
        self._loading = asyncio.Lock()

    def for_subscribing(self) -> Redis:
        """Another client for the doorbell: it never retries by itself, so that a break shows."""
        return Redis.from_url(
            self.url,
            protocol=2,
            driver_info=None,
            socket_connect_timeout=self._answer_within / 2,
            retry=Retry(NoBackoff(), 0),
        )

    async def command(self, *parts: Argument) -> Any:
        """The reply to one command.

        Raises:
            Unavailable: no answer in time, or Redis cannot do it now.
        """
        async with self._named_failures():
            return await self._send(*parts)

    async def commands(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        """The replies to several commands sent at once, not atomically."""
        async with self._named_failures():
            pipe = self._redis.pipeline(transaction=False)
            for parts in several:
                pipe.execute_command(*parts)
            replies: list[Any] = await pipe.execute()
            return replies

    async def function(self, name: str, keys: Sequence[str], args: Sequence[Argument]) -> Any:
        """The reply of one of our Lua functions, which is loaded anew where Redis has lost it."""
        async with self._named_failures():
            try:
                return await self._send("FCALL", name, len(keys), *keys, *args)
            except ResponseError as fault:
                if "function not found" not in str(fault).lower():
                    raise
            await self._load()
            return await self._send("FCALL", name, len(keys), *keys, *args)

    async def load_functions(self) -> None:
        async with self._named_failures():
            await self._load()

    async def close(self) -> None:
        await self._redis.aclose(close_connection_pool=True)

    async def _load(self) -> None:
        async with self._loading:
            await self._send("FUNCTION", "LOAD", "REPLACE", library())

    async def _send(self, *parts: Argument) -> Any:
        return await self._redis.execute_command(*parts)  # type: ignore[no-untyped-call]

    @asynccontextmanager
    async def _named_failures(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        cancels = task.cancelling() if task else 0
        try:
            async with asyncio.timeout(self._answer_within):
                yield
        except OutOfMemoryError as fault:
            raise StoreFull("Redis is out of memory") from fault
        except (RedisError, OSError, TimeoutError) as fault:
            raise Unavailable(f"Redis: {str(fault) or type(fault).__name__}") from fault
        finally:
            # The client swallows a cancellation that comes while it connects; a task that was
            # told to end must end all the same.
            if task and task.cancelling() > cancels:
                raise asyncio.CancelledError


def library() -> str:
    """The source of our Redis functions."""
    return (files("app.store") / "append.lua").read_text(encoding="utf-8")
