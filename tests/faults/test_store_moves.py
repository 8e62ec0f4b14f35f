"""A rehearsal's server changes while it runs: its slot moves in a cluster, a replica is promoted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest
from redis.crc import key_slot

from app.ids import RehearsalId, Seq
from app.store.event_log import RedisLog
from app.store.keys import Keys
from app.store.log import Rewound, Unavailable
from app.store.redis_client import RedisClient
from tests.chaos import ChaosProxy
from tests.store.clusters import Cluster, Watch, running
from tests.store.made import a_rehearsal_id, an_entry, until

pytestmark = pytest.mark.faults
ENTRIES = 240
MOVES = 4


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[Cluster]:
    async with running(Cluster(tmp_path)) as made:
        yield made


@asynccontextmanager
async def two_nodes(cluster: Cluster) -> AsyncIterator[tuple[RedisLog, RedisLog]]:
    """The log as two nodes see it; the second never looks by itself: what it has was rung, or stood there."""
    here, there = RedisClient(cluster.url), RedisClient(cluster.url)
    log = RedisLog(here, "n1", canary_every=0.3)
    other = RedisLog(there, "n2", canary_every=0.3, check_every=600)
    try:
        await log.start()
        await other.start()
        yield log, other
    finally:
        for one, client in ((log, here), (other, there)):
            await one.close()
            await client.close()


async def followed(log: RedisLog, rehearsal: RehearsalId, upto: int) -> list[int]:
    """The numbers a follower was given, until entry `upto`."""
    seqs: list[int] = []
    async with asyncio.timeout(40), aclosing(log.follow(rehearsal, Seq(0))) as entries:
        async for entry in entries:
            seqs.append(entry.seq)
            if entry.seq == upto:
                break
    return seqs


async def said(log: RedisLog, rehearsal: RehearsalId, seq: int) -> None:
    """Append, as often as it takes; whoever asks again under the same id is answered the same."""
    async with asyncio.timeout(20):
        while True:
            try:
                stands = await log.append(rehearsal, Seq(seq - 1), an_entry(seq, ask=f"a{seq}"))
            except Unavailable:
                await asyncio.sleep(0.05)
            else:
                assert stands == seq
                return


async def test_a_follower_sees_no_gap_while_its_slot_moves_under_load(cluster: Cluster) -> None:
    rehearsal = a_rehearsal_id()
    slot = key_slot(Keys(rehearsal).log.encode())
    async with two_nodes(cluster) as (log, other):
        await log.create(rehearsal, an_entry(1), "epoch-1")
        following = asyncio.create_task(followed(other, rehearsal, ENTRIES))
        moving = asyncio.create_task(moves(cluster, slot))
        for seq in range(2, ENTRIES + 1):
            await said(log, rehearsal, seq)
            await asyncio.sleep(0.02)
        await moving
        assert await following == list(range(1, ENTRIES + 1))
        assert [entry.seq for entry in await log.read(rehearsal, Seq(0))] == list(range(1, ENTRIES + 1))


async def moves(cluster: Cluster, slot: int) -> None:
    """Move a slot from server to server while others write to it."""
    for _ in range(MOVES):
        await asyncio.sleep(0.8)
        await cluster.move(slot, (await cluster.owner(slot) + 1) % 3)


@pytest.mark.trust(4)
@pytest.mark.trust(5)
async def test_a_cluster_goes_on_with_the_replica_it_promotes_and_bells_ring_there(tmp_path: Path) -> None:
    rehearsal = a_rehearsal_id()
    slot = key_slot(Keys(rehearsal).log.encode())
    async with running(Cluster(tmp_path, replicas=True)) as cluster, two_nodes(cluster) as (log, other):
        await log.create(rehearsal, an_entry(1), "epoch-1")
        following = asyncio.create_task(followed(other, rehearsal, 41))
        for seq in range(2, 21):
            await said(log, rehearsal, seq)
        promoted = await cluster.fell(slot)
        for seq in range(21, 41):
            await said(log, rehearsal, seq)

        async def is_heard() -> bool:
            told = await promoted.ask("PUBSUB", "SHARDNUMSUB", Keys(rehearsal).bell)
            return bool(told[1]) and other.healthy

        await until(is_heard, within=30.0)
        await said(log, rehearsal, 41)
        assert await following == list(range(1, 42))
        entries = await log.read(rehearsal, Seq(0))
        assert [entry.ask for entry in entries[1:]] == [f"a{seq}" for seq in range(2, 42)]
        assert await log.epoch(rehearsal) == "epoch-1"
        assert (await promoted.ask("ROLE"))[0] == b"master"


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    async with running(Watch(tmp_path)) as made:
        yield made


@pytest.mark.trust(5)
async def test_a_promoted_replica_goes_on_where_the_master_fell(watch: Watch) -> None:
    client = RedisClient(watch.url)
    log, rehearsal = RedisLog(client, "n1", canary_every=0.3), a_rehearsal_id()
    await log.start()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    following = asyncio.create_task(followed(log, rehearsal, 40))
    for seq in range(2, 21):
        await said(log, rehearsal, seq)
    await watch.fell()
    for seq in range(21, 41):
        await said(log, rehearsal, seq)
    assert await following == list(range(1, 41))
    assert await watch.master_port() == watch.replica.port
    await log.close()
    await client.close()


@pytest.mark.trust(5)
async def test_a_replica_that_lagged_is_noticed_by_the_tag(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    watch.master.start()
    await watch.master.up()
    proxy = ChaosProxy(f"redis://127.0.0.1:{watch.master.port}")
    async with proxy.running():
        try:
            await watch.start(through=int(proxy.url.rpartition(":")[2]))
            client = RedisClient(watch.url)
            log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
            await log.start()
            await log.create(rehearsal, an_entry(1), "epoch-1")
            for seq in range(2, 6):
                await said(log, rehearsal, seq)
            await watch.in_step()
            proxy.fall_silent()
            for seq in range(6, 9):
                await said(log, rehearsal, seq)
            watch.master.kill()
            with pytest.raises(Rewound):
                await until_answered(log, rehearsal)
            await log.close()
            await client.close()
        finally:
            watch.stop()


async def until_answered(log: RedisLog, rehearsal: RehearsalId) -> None:
    """Go on after entry 8, which only the master had, until somebody answers."""
    async with asyncio.timeout(30):
        while True:
            try:
                await log.append(rehearsal, Seq(8), an_entry(9), tag=80)
            except Unavailable:
                await asyncio.sleep(0.1)
            else:
                return
