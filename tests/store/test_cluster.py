"""What only a cluster can get wrong: where functions lie and doorbells ring, how often servers are asked."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.ids import RehearsalId, Seq
from app.store.doorbell import Doorbell
from app.store.event_log import RedisLog
from app.store.keys import Keys
from app.store.log import Unavailable
from app.store.one_master import MOST_CONNECTIONS
from app.store.redis_client import RedisClient
from tests.store.clusters import Cluster, Server
from tests.store.made import a_rehearsal_id, an_entry, until

BUSY = 2 * MOST_CONNECTIONS


@pytest.fixture
async def client(cluster: Cluster) -> AsyncIterator[RedisClient]:
    made = RedisClient(cluster.url, answer_within=20.0)
    yield made
    await made.close()


async def calls(server: Server, command: str) -> int:
    told = (await server.ask("INFO", "commandstats")).get(f"cmdstat_{command}", {"calls": 0})
    return int(told["calls"])


async def test_a_start_puts_the_functions_on_every_server(cluster: Cluster, client: RedisClient) -> None:
    for server in cluster.servers:
        await server.ask("FUNCTION", "FLUSH")
    await client.load_functions()
    libraries = [await server.ask("FUNCTION", "LIST") for server in cluster.servers]
    assert [len(loaded) for loaded in libraries] == [1, 1, 1]


async def test_each_function_costs_one_call_and_no_question(cluster: Cluster, client: RedisClient) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await client.load_functions()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    for server in cluster.servers:
        await server.ask("CONFIG", "RESETSTAT")
    for seq in range(2, 12):
        await log.append(rehearsal, Seq(seq - 1), an_entry(seq))
    assert await calls(await cluster.server_of(rehearsal), "fcall") == 10
    asked = [await calls(server, name) for server in cluster.servers for name in ("command|getkeys", "fcall")]
    assert sum(asked) == 10


async def test_more_at_once_than_there_are_connections_wait_and_are_served(cluster: Cluster) -> None:
    client = RedisClient(cluster.url, answer_within=30.0)
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    appended = [log.append(rehearsal, Seq(1), an_entry(2, ask="a1")) for _ in range(BUSY)]
    assert await asyncio.gather(*appended) == [2] * BUSY
    await client.close()


async def test_a_doorbell_rings_on_its_own_server_and_on_no_other(
    cluster: Cluster, client: RedisClient
) -> None:
    log = RedisLog(client, "n1", check_every=600)
    await log.start()
    rehearsals = await cluster.a_rehearsal_on_each()
    for rehearsal in rehearsals:
        await log.create(rehearsal, an_entry(1), "epoch-1")
    following = [asyncio.create_task(_second(log, rehearsal)) for rehearsal in rehearsals]
    for rehearsal in rehearsals:
        bell = Keys(rehearsal).bell

        async def is_heard(bell: str = bell, rehearsal: RehearsalId = rehearsal) -> bool:
            told = await (await cluster.server_of(rehearsal)).ask("PUBSUB", "SHARDNUMSUB", bell)
            return bool(told[1] == 1)

        await until(is_heard)
        elsewhere = [server for server in cluster.servers if server != await cluster.server_of(rehearsal)]
        assert [await server.ask("PUBSUB", "SHARDNUMSUB", bell) for server in elsewhere] == [
            [bell.encode(), 0]
        ] * 2
    for rehearsal in rehearsals:
        await log.append(rehearsal, Seq(1), an_entry(2))
    async with asyncio.timeout(10):
        assert await asyncio.gather(*following) == [2, 2, 2]
    await log.close()


async def _second(log: RedisLog, rehearsal: RehearsalId) -> int:
    """The first entry after the first; nobody looks for it by themselves."""
    async for entry in log.follow(rehearsal, Seq(1)):
        return entry.seq
    raise AssertionError("the log ended")


async def test_a_node_hears_a_cluster_again_whose_servers_all_fell(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path)
    client = RedisClient(cluster.url)
    bell = Doorbell(client, "n1", canary_every=0.2)

    async def hears() -> bool:
        return bell.healthy

    async def writes() -> bool:
        try:
            return bool(await client.command("SET", "key", "value"))
        except Unavailable:
            return False

    async def is_deaf() -> bool:
        return not bell.healthy

    try:
        await cluster.start()
        bell.start()
        await until(hears)
        for server in cluster.servers:
            server.kill()
        await until(is_deaf)
        assert not await writes()
        for server in cluster.servers:
            server.start()
        await until(writes, within=30.0)
        await until(hears, within=30.0)
    finally:
        await bell.close()
        await client.close()
        cluster.stop()
