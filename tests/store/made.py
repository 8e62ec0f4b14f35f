"""Entries and ids for the tests of the stores."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from app.ids import ChatId, RehearsalId, SeatId, Seq
from app.rehearsal.entry import Entry
from app.rehearsal.events import ChatSaid
from app.store.codec import encode
from app.store.log import Packed
from app.store.redis_client import RedisClient

ANNA = SeatId("anna")
BORIS = SeatId("boris")


def a_rehearsal_id() -> RehearsalId:
    return RehearsalId(f"r-{secrets.token_hex(6)}")


def an_entry(
    seq: int, text: str = "hello", *, ask: str = "", by: SeatId = ANNA, tag: int | None = None
) -> Entry:
    """Entry `seq`, with a tag of its own unless one is given."""
    said = ChatSaid(chat=ChatId(f"c{seq}"), seat=by, text=text)
    return Entry(
        seq=Seq(seq), at=1000 + seq, by=by, ask=ask, tag=seq * 10 if tag is None else tag, events=(said,)
    )


def packed(*entries: Entry) -> list[Packed]:
    return [Packed(entry.seq, encode(entry)) for entry in entries]


def poison(seq: int) -> Packed:
    """Bytes that begin like an entry and cannot be read."""
    return Packed(
        Seq(seq), b'{"seq":%d,"tag":%d,"at":1,"by":"x","ask":"","events":[{"kind":"?"}]}' % (seq, seq)
    )


async def until(holds: Callable[[], Awaitable[bool]], within: float = 10.0) -> None:
    """Wait for a condition, looking at it every few milliseconds."""
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110 (the servers tried here raise no events of ours)
            await asyncio.sleep(0.01)


async def everywhere(client: RedisClient, *parts: str | int) -> list[Any]:
    """The reply to a command of each server that takes writes."""
    if not client.servers():
        await client.look_again()
    servers = [client.listener(name) for name in client.servers()]
    try:
        return [await server.execute_command(*parts) for server in servers]  # type: ignore[no-untyped-call]
    finally:
        for server in servers:
            await server.aclose(close_connection_pool=True)


async def keys_like(client: RedisClient, pattern: str) -> list[bytes]:
    """All keys that are like that, on every server."""
    return [key for keys in await everywhere(client, "KEYS", pattern) for key in keys]
