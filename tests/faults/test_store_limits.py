"""Redis without its functions or its memory, two nodes at once, SQL out of reach."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.ids import Seq
from app.store.archive import Archive
from app.store.archiving import close_out
from app.store.embedded import redis_url
from app.store.event_log import RedisLog
from app.store.log import StoreFull, TooLarge, Unavailable
from app.store.redis_client import RedisClient
from tests.redises import shelf
from tests.store.made import a_rehearsal_id, an_entry, everywhere

pytestmark = pytest.mark.faults
MEGABYTE = 1024 * 1024


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[RedisClient]:
    async with redis_url(shelf.url_of(tmp_path), tmp_path) as url:
        made = RedisClient(url)
        yield made
        await made.close()


async def test_functions_that_were_flushed_are_loaded_again(client: RedisClient) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.start()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    await everywhere(client, "FUNCTION", "FLUSH")
    several = [log.append(rehearsal, Seq(1), an_entry(2, ask="a1"), body="post") for _ in range(8)]
    assert await asyncio.gather(*several) == [2] * 8
    await log.close()


async def test_the_same_ask_through_two_nodes_has_one_effect(client: RedisClient) -> None:
    nodes, rehearsal = [RedisLog(client, f"n{number}") for number in range(2)], a_rehearsal_id()
    await nodes[0].create(rehearsal, an_entry(1), "epoch-1")
    tries = [
        nodes[number % 2].append(rehearsal, Seq(1), an_entry(2, f"by {number}", ask="a1", tag=number))
        for number in range(10)
    ]
    assert await asyncio.gather(*tries) == [2] * 10
    assert await nodes[1].last(rehearsal) == 2


@pytest.mark.trust(15)
async def test_a_store_out_of_memory_refuses_whole_and_goes_on_when_there_is_more(
    client: RedisClient,
) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    await everywhere(client, "CONFIG", "SET", "maxmemory", 1)
    with pytest.raises(StoreFull):
        await log.append(rehearsal, Seq(1), an_entry(2, ask="a1"))
    assert await log.last(rehearsal) == 1
    assert await log.ask_seq(rehearsal, "a1") is None
    await everywhere(client, "CONFIG", "SET", "maxmemory", 0)
    assert await log.append(rehearsal, Seq(1), an_entry(2, ask="a1")) == 2


async def test_a_store_short_of_memory_begins_nothing_new_but_goes_on_with_what_runs(
    client: RedisClient,
) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    used = max(int(one["used_memory"]) for one in await everywhere(client, "INFO", "memory"))
    await everywhere(client, "CONFIG", "SET", "maxmemory", used * 10 // 8)
    with pytest.raises(StoreFull):
        await log.create(a_rehearsal_id(), an_entry(1), "epoch-1")
    assert await log.append(rehearsal, Seq(1), an_entry(2)) == 2


async def test_a_log_too_big_in_bytes_is_refused(client: RedisClient) -> None:
    log, rehearsal = RedisLog(client, "n1", max_bytes=MEGABYTE), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    with pytest.raises(TooLarge):
        await log.append(rehearsal, Seq(1), an_entry(2, "x" * MEGABYTE))
    assert await log.append(rehearsal, Seq(1), an_entry(2)) == 2


@pytest.mark.trust(15)
async def test_redis_forgets_nothing_while_sql_is_out_of_reach(client: RedisClient) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    nowhere = Archive("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(Unavailable):
        await close_out(log, nowhere, rehearsal, keep_seconds=0)
    assert await log.last(rehearsal) == 1
    await nowhere.close()
