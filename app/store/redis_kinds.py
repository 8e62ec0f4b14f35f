"""One Redis, a Redis that Sentinel watches over, or a Redis Cluster: what differs between them.

redis://host:6379   rediss://...   unix:///path          one server
redis-sentinel://host:26379,other:26379/name             the master of that name
redis-cluster://host:7000,other:7001                     a cluster, found through any of these
rediss-cluster://...                                     the same over TLS
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from redis.asyncio import Redis

from app.store.cluster import Clustered
from app.store.one_master import Single, Watched
from app.store.shared_line import Argument


class Kind(Protocol):
    """How to send, and whom to listen to.

    Attributes:
        rings: the command that rings a doorbell: in a cluster only the channel's own server hears it.
    """

    rings: str

    def servers(self) -> tuple[str, ...]:
        """The names of the servers that take writes, as far as they are known; asks nobody."""
        ...

    def server_of(self, key: str) -> str:
        """The name of the server where a key lies, or a channel rings; empty where there is but one."""
        ...

    def holds(self, server: str) -> str:
        """Which part of all keys lies there, in words without an address; empty where it is all of them."""
        ...

    def listener(self, server: str) -> Redis:
        """A new client to listen to a server with; it never retries."""
        ...

    def ask(self, parts: tuple[Argument, ...]) -> asyncio.Future[Any] | None:
        """The reply to one command that left with others, if there is a line for that; tried once."""
        ...

    async def send(self, *parts: Argument) -> Any:
        """The reply to one command, of the server that has its keys."""
        ...

    async def send_near(self, key: str, *parts: Argument) -> Any:
        """The reply to a command that names no key, of the server where `key` lies."""
        ...

    async def send_all(self, *parts: Argument) -> Mapping[str, Any]:
        """The reply of every server that takes writes; a fault in its place where one is away."""
        ...

    async def send_several(self, several: Sequence[Sequence[Argument]]) -> list[Any]:
        """The replies to several commands, not atomically; a fault in place of each whose server is away."""
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
