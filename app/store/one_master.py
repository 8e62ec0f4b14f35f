"""One Redis, wherever it lies, and the master that Sentinel names: one server takes all writes."""

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote

from redis.asyncio import BlockingConnectionPool, Redis, Sentinel
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import ConnectionError as LineLost
from redis.exceptions import TimeoutError as NoReply

from app.store.shared_line import Argument, SharedLine

MOST_CONNECTIONS = 64
"""To one server, beside the shared line. Whoever comes when all are busy waits for one."""
TRIES = 2
"""How often a command is tried again, after the shared line and the first try of the client's."""
SENTINEL_PORT = 26379


class OneMaster:
    """What holds wherever one server takes all writes."""

    rings = "PUBLISH"
    _redis: Redis
    _shared: SharedLine

    def servers(self) -> tuple[str, ...]:
        return ("",)

    def server_of(self, _: str) -> str:
        return ""

    def holds(self, _: str) -> str:
        return ""

    def ask(self, parts: tuple[Argument, ...]) -> asyncio.Future[Any] | None:
        return self._shared.ask(parts)

    async def send(self, *parts: Argument) -> Any:
        return await self._redis.execute_command(*parts)  # type: ignore[no-untyped-call]

    async def send_near(self, _: str, *parts: Argument) -> Any:
        return await self.send(*parts)

    async def send_all(self, *parts: Argument) -> dict[str, Any]:
        return {"": await self.send(*parts)}

    async def send_several(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        return await self.piped(several, raising=True)

    async def piped(self, several: Sequence[Sequence[Argument]], *, raising: bool) -> list[Any]:
        """The replies to several commands in one write; what was refused is raised, or stands among them."""
        pipe = self._redis.pipeline(transaction=False)
        for parts in several:
            pipe.execute_command(*parts)
        replies: list[Any] = await pipe.execute(raise_on_error=raising)
        return replies

    async def look_again(self) -> None:
        """There is but one; where Sentinel names it, each new connection asks again."""

    async def close(self) -> None:
        await self._shared.close()
        await self._redis.aclose(close_connection_pool=True)


class Single(OneMaster):
    """One server, by its URL."""

    def __init__(self, url: str, answer_within: float, *, tries: int = TRIES) -> None:
        self._url = url
        self._within = answer_within
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=MOST_CONNECTIONS,
            timeout=answer_within,
            retry=_retry(tries),
            **_sockets(answer_within),
        )
        self._redis = Redis.from_pool(pool)
        self._shared = _shared(self._redis, answer_within)

    def listener(self, _: str) -> Redis:
        return Redis.from_url(self._url, retry=_never(), **_listening(self._within))


class Watched(OneMaster):
    """The master that Sentinel names, whichever server that is by now."""

    def __init__(self, parts: SplitResult, answer_within: float) -> None:
        self._name = unquote(parts.path.strip("/")) or "mymaster"
        self._within = answer_within
        self._sentinel = Sentinel(  # type: ignore[no-untyped-call]
            places(parts, SENTINEL_PORT), sentinel_kwargs=_sockets(answer_within), **_account(parts)
        )
        self._redis = self._sentinel.master_for(self._name, retry=_retry(TRIES), **_sockets(answer_within))
        self._shared = _shared(self._redis, answer_within)

    def listener(self, _: str) -> Redis:
        made: Redis = self._sentinel.master_for(self._name, retry=_never(), **_listening(self._within))
        return made

    async def close(self) -> None:
        await super().close()
        for sentinel in self._sentinel.sentinels:
            await sentinel.aclose(close_connection_pool=True)


def places(parts: SplitResult, port: int) -> list[tuple[str, int]]:
    """The servers of a URL: host:port, with commas between.

    Raises:
        ValueError: it names none.
    """
    named = parts.netloc.rpartition("@")[2].split(",")
    found = [_place(one, port) for one in named if one]
    if not found:
        raise ValueError("a URL of Redis names at least one host")
    return found


def _place(text: str, port: int) -> tuple[str, int]:
    host, _, number = text.rpartition(":")
    return (host.strip("[]"), int(number)) if host and number.isdecimal() else (text.strip("[]"), port)


def _account(parts: SplitResult) -> dict[str, Any]:
    """User and password, and nothing where there are none."""
    who, at, _ = parts.netloc.rpartition("@")
    user, _, password = who.partition(":")
    given = {"username": unquote(user) or None, "password": unquote(password)} if at else {}
    return given | {name: values[0] for name, values in parse_qs(parts.query).items() if name == "db"}


def _sockets(answer_within: float) -> dict[str, Any]:
    return {
        "protocol": 2,
        "driver_info": None,
        "socket_connect_timeout": answer_within / 2,
        "socket_timeout": answer_within / 2,
    }


def _listening(answer_within: float) -> dict[str, Any]:
    """A listener may hear nothing for long."""
    return {name: value for name, value in _sockets(answer_within).items() if name != "socket_timeout"}


def _shared(redis: Redis, answer_within: float) -> SharedLine:
    """A line beside those of a client's pool, to the same server."""
    return SharedLine(redis.connection_pool.make_connection, answer_within / 2)


def _retry(times: int) -> Retry:
    # A reply may be lost and the command sent again, so every write must bear being repeated.
    # A RuntimeError is what uvloop says of a line that is closed already.
    lost: Any = (LineLost, NoReply, RuntimeError)
    return Retry(ExponentialWithJitterBackoff(base=0.02, cap=0.2), times, supported_errors=lost)


def _never() -> Retry:
    return Retry(NoBackoff(), 0)
