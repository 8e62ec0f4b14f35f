"""Redis dies in mid-sentence and comes back with what it had said."""

import asyncio
from contextlib import aclosing
from pathlib import Path

import pytest

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.store.embedded import EmbeddedRedis
from app.store.event_log import RedisLog
from app.store.log import EventLog, Unavailable
from app.store.redis_client import RedisClient
from tests.redises import SORT, shelf
from tests.store.killing import bring_back, kill_redis
from tests.store.made import a_rehearsal_id, an_entry, until

pytestmark = pytest.mark.faults
ENTRIES = 400


async def say_until_heard(log: EventLog, rehearsal: RehearsalId, entry: Entry) -> Seq:
    """Append as a room does: the same ask again until it is answered."""
    while True:
        try:
            return await log.append(rehearsal, Seq(entry.seq - 1), entry)
        except Unavailable:
            await asyncio.sleep(0.01)


@pytest.mark.trust(4)
async def test_nothing_acknowledged_is_lost_when_redis_is_killed_and_comes_back(tmp_path: Path) -> None:
    embedded = None if SORT else EmbeddedRedis(tmp_path, look_every=0.05)
    if embedded:
        await embedded.start()
    client = RedisClient(embedded.url if embedded else shelf.url_of(tmp_path))
    log, rehearsal = RedisLog(client, "n1", canary_every=0.2), a_rehearsal_id()
    await log.start()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    seen: list[Entry] = []

    async def follow() -> None:
        async with aclosing(log.follow(rehearsal, Seq(0))) as entries:
            async for entry in entries:
                seen.append(entry)
                if entry.seq == ENTRIES:
                    return

    following = asyncio.create_task(follow())
    for seq in range(2, ENTRIES + 1):
        assert await say_until_heard(log, rehearsal, an_entry(seq, ask=f"a{seq}")) == seq
        if seq % 100 == 50:
            await kill_redis(tmp_path)
            await bring_back(tmp_path)
    async with asyncio.timeout(20):
        await following
    assert [entry.seq for entry in seen] == list(range(1, ENTRIES + 1))
    assert seen == await log.read(rehearsal, Seq(0))

    async def healthy() -> bool:
        return log.healthy

    await until(healthy)
    await log.close()
    await client.close()
    if embedded:
        await embedded.stop()
