"""One Redis, a Redis that Sentinel watches over, or a Redis Cluster: what differs between them.

redis://host:6379   rediss://...   unix:///path          one server
redis-sentinel://host:26379,other:26379/name             the master of that name
redis-cluster://host:7000,other:7001                     a cluster, found through any of these
rediss-cluster://...                                     the same over TLS
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from redis.asyncio import BlockingConnectionPool, Redis, Sentinel
from redis.asyncio.cluster import ClusterNode, RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import ClusterDownError, RedisClusterException, SlotNotCoveredError
from redis.exceptions import ConnectionError as LineLost
from redis.exceptions import TimeoutError as NoReply

from app.store.shared_line import Argument, SharedLine

MOST_CONNECTIONS = 64
"""To one server, beside the shared line. Whoever comes when all are busy waits for one."""
PIPES = 8
"""Connections more in a cluster, for several commands at once, which wait for none."""
TRIES = 2
"""How often a command is tried again, after the shared line and the first try of the client's."""
SENTINEL_PORT, CLUSTER_PORT = 26379, 6379


class Kind(Protocol):
    """How to send, and whom to listen to.

    Attributes:
        rings: the command that rings a doorbell: in a cluster only the channel's own server hears it.
    """

    rings: str

    def ask(self, parts: tuple[Argument, ...]) -> asyncio.Future[Any] | None:
        """The reply to one command that left with others, if there is a line for that; tried once."""
        ...

    async def send(self, *parts: Argument) -> Any:
        """The reply to one command, of the server that has its keys."""
        ...

    async def send_all(self, *parts: Argument) -> list[Any]:
        """The reply of every server that takes writes."""
        ...

    async def send_several(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        """The replies to several commands, not atomically."""
        ...

    async def lines(self) -> Mapping[str, Redis]:
        """Every server to listen to, by name, each with a new client for it that never retries."""
        ...

    def line_of(self, channel: str) -> str:
        """The name of the server where a channel rings."""
        ...

    async def look_again(self) -> None:
        """Something moved: find out who is where."""
        ...

    async def close(self) -> None: ...


def kind_of(url: str, answer_within: float) -> Kind:
    """What a URL leads to.

    Raises:
        ValueError: it names no server.
    """
    parts = urlsplit(url)
    if parts.scheme == "redis-sentinel":
        return Watched(parts, answer_within)
    if parts.scheme in ("redis-cluster", "rediss-cluster"):
        return Clustered(parts, answer_within)
    return Single(url, answer_within)


class _OneMaster:
    """What holds wherever one server takes all writes."""

    rings = "PUBLISH"
    _redis: Redis
    _shared: SharedLine

    def ask(self, parts: tuple[Argument, ...]) -> asyncio.Future[Any] | None:
        return self._shared.ask(parts)

    async def send(self, *parts: Argument) -> Any:
        return await self._redis.execute_command(*parts)  # type: ignore[no-untyped-call]

    async def send_all(self, *parts: Argument) -> list[Any]:
        return [await self.send(*parts)]

    async def send_several(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        return await _piped(self._redis.pipeline(transaction=False), several)

    def line_of(self, _: str) -> str:
        return ""

    async def look_again(self) -> None:
        """There is but one; where Sentinel names it, each new connection asks again."""

    async def close(self) -> None:
        await self._shared.close()
        await self._redis.aclose(close_connection_pool=True)


class Single(_OneMaster):
    """One server."""

    def __init__(self, url: str, answer_within: float) -> None:
        self._url = url
        self._within = answer_within
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=MOST_CONNECTIONS,
            timeout=answer_within,
            retry=_retry(),
            **_sockets(answer_within),
        )
        self._redis = Redis.from_pool(pool)
        self._shared = _shared(self._redis, answer_within)

    async def lines(self) -> Mapping[str, Redis]:
        return {"": Redis.from_url(self._url, retry=_never(), **_listening(self._within))}


class Watched(_OneMaster):
    """The master that Sentinel names, whichever server that is by now."""

    def __init__(self, parts: SplitResult, answer_within: float) -> None:
        self._name = unquote(parts.path.strip("/")) or "mymaster"
        self._within = answer_within
        self._sentinel = Sentinel(  # type: ignore[no-untyped-call]
            _places(parts, SENTINEL_PORT), sentinel_kwargs=_sockets(answer_within), **_account(parts)
        )
        self._redis = self._sentinel.master_for(self._name, retry=_retry(), **_sockets(answer_within))
        self._shared = _shared(self._redis, answer_within)

    async def lines(self) -> Mapping[str, Redis]:
        return {"": self._sentinel.master_for(self._name, retry=_never(), **_listening(self._within))}

    async def close(self) -> None:
        await super().close()
        for sentinel in self._sentinel.sentinels:
            await sentinel.aclose(close_connection_pool=True)


class Clustered:
    """A cluster: keys of one rehearsal live on one server, and its doorbell rings there."""

    rings = "SPUBLISH"

    def __init__(self, parts: SplitResult, answer_within: float) -> None:
        self._within = answer_within
        self._account = _account(parts) | ({"ssl": True} if parts.scheme.startswith("rediss") else {})
        self._cluster = RedisCluster(
            startup_nodes=[ClusterNode(host, port) for host, port in _places(parts, CLUSTER_PORT)],
            max_connections=MOST_CONNECTIONS + PIPES,
            retry=_retry(),
            **_sockets(answer_within),
            **self._account,
        )
        self._failed: str | None = None
        # Once more than elsewhere: the line to this server of them may never have been wanted before.
        self._retry = _retry(ClusterDownError, RedisClusterException, times=TRIES + 1)
        self._doors: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MOST_CONNECTIONS))
        self._shared: dict[str, SharedLine] = {}

    def ask(self, parts: tuple[Argument, ...]) -> asyncio.Future[Any] | None:
        # Whom a server sends elsewhere asks again by the client's own lines, which learn where.
        try:
            node = self._cluster.get_node_from_key(_key_of(parts))
        except SlotNotCoveredError:
            return None
        return self._line_to(node).ask(parts) if node else None

    async def send(self, *parts: Argument) -> Any:
        # The library would ask a server for each FCALL where its keys are, sending it all twice, and
        # would not try that again. It also refuses whoever finds all connections busy.
        key = _key_of(parts)
        return await self._retry.call_with_retry(lambda: self._send_once(key, parts), self._note)

    async def _send_once(self, key: str, parts: Sequence[Argument]) -> Any:
        await self._know()
        node = self._cluster.get_node_from_key(key)
        if node is None:
            raise SlotNotCoveredError(f"nobody has {key}")
        return await self._send_to(node, parts)

    async def _send_to(self, node: ClusterNode, parts: Sequence[Argument]) -> Any:
        async with self._doors[node.name]:
            return await self._cluster.execute_command(*parts, target_nodes=node)

    async def _know(self) -> None:
        """Find out who is where, unless that is known; whoever failed last is asked last."""
        _ = await self._cluster.initialize(last_failed_node_name=self._failed)

    async def _note(self, fault: Exception) -> None:
        self._failed = getattr(fault, "last_failed_node_name", None)

    async def send_all(self, *parts: Argument) -> list[Any]:
        return await self._retry.call_with_retry(lambda: self._send_all_once(parts), self._note)

    async def _send_all_once(self, parts: Sequence[Argument]) -> list[Any]:
        await self._know()
        return list(
            await asyncio.gather(*(self._send_to(node, parts) for node in self._cluster.get_primaries()))
        )

    async def send_several(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        return await _piped(self._cluster.pipeline(), several)

    async def lines(self) -> Mapping[str, Redis]:
        _ = await self._cluster.initialize()
        return {node.name: self._listener(node) for node in self._cluster.get_primaries()}

    def line_of(self, channel: str) -> str:
        node = self._cluster.get_node_from_key(channel)
        return node.name if node else ""

    async def look_again(self) -> None:
        # Nothing is closed: what is on its way to servers that are well arrives.
        await self._know()
        await self._cluster.nodes_manager.initialize(last_failed_node_name=self._failed)

    async def close(self) -> None:
        await self._cluster.aclose()
        await asyncio.gather(*(line.close() for line in self._shared.values()))
        self._shared.clear()
        # After a failure the library holds itself for closed, and leaves its connections open.
        await asyncio.gather(*(node.disconnect() for node in self._cluster.get_nodes()))

    def _line_to(self, node: ClusterNode) -> SharedLine:
        if node.name not in self._shared:
            self._shared[node.name] = _shared(self._listener(node), self._within)
        return self._shared[node.name]

    def _listener(self, node: ClusterNode) -> Redis:
        return Redis(
            host=node.host, port=int(node.port), retry=_never(), **_listening(self._within), **self._account
        )


def _key_of(parts: Sequence[Argument]) -> str:
    """Where our commands have their key, or the first of several."""
    return str(parts[3] if parts[0] == "FCALL" else parts[1])


async def _piped(pipe: Any, several: Sequence[Sequence[Argument]]) -> list[Any]:
    for parts in several:
        pipe.execute_command(*parts)
    replies: list[Any] = await pipe.execute()
    return replies


def _places(parts: SplitResult, port: int) -> list[tuple[str, int]]:
    """The servers of a URL: host:port, with commas between."""
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


def _retry(*more: type[Exception], times: int = TRIES) -> Retry:
    # A reply may be lost and the command sent again, so every write must bear being repeated.
    # A RuntimeError is what uvloop says of a line that is closed already.
    lost: Any = (LineLost, NoReply, RuntimeError, *more)
    return Retry(ExponentialWithJitterBackoff(base=0.02, cap=0.2), times, supported_errors=lost)


def _never() -> Retry:
    return Retry(NoBackoff(), 0)
