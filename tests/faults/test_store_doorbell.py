"""Doorbells are lost, entries are not."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.client import PubSub

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.store.doorbell import Doorbell
from app.store.embedded import redis_url
from app.store.event_log import RedisLog
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from app.store.shared_line import Argument
from tests.redises import SORT, shelf
from tests.store.behind import Proxies, behind
from tests.store.made import a_rehearsal_id, an_entry, everywhere, until

pytestmark = pytest.mark.faults
ENTRIES = 200


@pytest.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[Proxies]:
    async with behind(tmp_path) as made:
        yield made


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[RedisClient]:
    async with redis_url(shelf.url_of(tmp_path), tmp_path) as url:
        made = RedisClient(url)
        yield made
        await made.close()


async def followed(log: RedisLog, rehearsal: RehearsalId, upto: int) -> list[int]:
    """The numbers a follower was given, until entry `upto`."""
    seqs: list[int] = []
    async with asyncio.timeout(30), aclosing(log.follow(rehearsal, Seq(0))) as entries:
        async for entry in entries:
            seqs.append(entry.seq)
            if entry.seq == upto:
                break
    return seqs


async def say(log: RedisLog, rehearsal: RehearsalId, *seqs: int) -> None:
    for seq in seqs:
        await log.append(rehearsal, Seq(seq - 1), an_entry(seq))


async def test_a_follower_sees_no_gap_while_its_bells_are_killed_again_and_again(client: RedisClient) -> None:
    log, rehearsal = RedisLog(client, "n1", canary_every=0.2, check_every=60), a_rehearsal_id()
    await log.start()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    following = asyncio.create_task(followed(log, rehearsal, ENTRIES))
    for seq in range(2, ENTRIES + 1):
        await say(log, rehearsal, seq)
        if seq % 20 == 0:
            await everywhere(client, "CLIENT", "KILL", "TYPE", "pubsub")
            await asyncio.sleep(0)
    assert await following == list(range(1, ENTRIES + 1))
    await log.close()


async def test_a_follower_looks_for_itself_when_no_bell_ever_rings(client: RedisClient) -> None:
    deaf, rehearsal = RedisLog(client, "n1", check_every=0.05), a_rehearsal_id()
    await client.load_functions()  # and no doorbell is started
    await deaf.create(rehearsal, an_entry(1), "epoch-1")
    following = asyncio.create_task(followed(deaf, rehearsal, 20))
    await say(deaf, rehearsal, *range(2, 21))
    assert await following == list(range(1, 21))
    assert not deaf.healthy


@pytest.mark.skipif(
    SORT == "cluster", reason="nobody gets past its proxies; test_cut_off.py cuts all of it off"
)
async def test_a_connection_that_went_silent_is_noticed_and_rebuilt(
    proxy: Proxies, caplog: pytest.LogCaptureFixture
) -> None:
    past = RedisClient(proxy.past)
    writer, rehearsal = RedisLog(past, "writer"), a_rehearsal_id()
    await past.load_functions()
    await writer.create(rehearsal, an_entry(1), "epoch-1")
    cut_off = RedisClient(proxy.url, answer_within=0.3)
    log = RedisLog(cut_off, "n1", canary_every=0.05, check_every=60)
    await log.start()
    following = asyncio.create_task(followed(log, rehearsal, 30))
    await until(lambda: _is(log, healthy=True))
    with caplog.at_level(logging.WARNING, logger="app.store.bell_line"):
        proxy.fall_silent()
        await say(writer, rehearsal, *range(2, 31))
        await until(lambda: _is(log, healthy=False))
        await until(lambda: _logged(caplog))
        proxy.speak_again()
    assert await following == list(range(1, 31))
    await until(lambda: _is(log, healthy=True))
    await log.close()
    await cut_off.close()
    await past.close()


class Tripping(RedisClient):
    """One that trips a few times: where a line is asked for or is to listen to more, where it looks again,
    and where it sings.

    The library does, with an AttributeError, when one task writes to a line that another finds broken.
    """

    asks, listens, looks, songs = 0, 0, 0, 0

    async def look_again(self) -> None:
        if self.looks:
            self.looks -= 1
            raise ValueError("something unforeseen")
        await super().look_again()

    async def command(self, *parts: Argument) -> Any:
        if self.songs:
            self.songs -= 1
            raise ValueError("something unforeseen")
        return await super().command(*parts)

    def listener(self, server: str) -> Redis:
        if self.asks:
            self.asks -= 1
            raise ValueError("something unforeseen")
        redis = super().listener(server)
        redis.pubsub = lambda: _TrippingPubSub(self, redis.connection_pool)  # type: ignore[method-assign,assignment,misc]
        return redis


class _TrippingPubSub(PubSub):
    def __init__(self, client: Tripping, pool: ConnectionPool) -> None:
        super().__init__(pool)
        self._client = client

    async def execute_command(self, *args: Any) -> Any:
        if self._client.listens:
            self._client.listens -= 1
            raise AttributeError("'NoneType' object has no attribute 'writelines'")
        return await super().execute_command(*args)


@pytest.mark.parametrize(
    ("trips", "unforeseen"),
    [
        ({"listens": 3}, 0),
        ({"asks": 3}, 3),
        ({"listens": 2, "looks": 2}, 2),
        ({"songs": 3}, 3),
    ],
)
async def test_a_bell_outlives_whatever_its_client_trips_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, trips: dict[str, int], unforeseen: int
) -> None:
    async with redis_url(shelf.url_of(tmp_path), tmp_path) as url:
        client = Tripping(url)
        vars(client).update(trips)
        bell = Doorbell(client, "n1", canary_every=0.05)
        bell.start()

        async def is_over() -> bool:
            return not any(getattr(client, name) for name in trips)

        await until(is_over)
        await until(partial(_heard_since, bell, asyncio.get_running_loop().time()))
        assert [record.levelname for record in caplog.records].count("ERROR") == unforeseen
        await bell.close()
        await client.close()


@pytest.mark.trust(6)
async def test_an_append_without_redis_is_refused_within_two_seconds_and_heals(proxy: Proxies) -> None:
    client = RedisClient(proxy.url)
    log, rehearsal = RedisLog(client, "n1", canary_every=0.2), a_rehearsal_id()
    await log.start()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    proxy.fall_silent()
    with pytest.raises(Unavailable):
        async with asyncio.timeout(2):
            await log.append(rehearsal, Seq(1), an_entry(2, ask="a1"))
    await until(lambda: _is(log, healthy=False))
    proxy.speak_again()
    await until(lambda: _heals(log, rehearsal, an_entry(2, ask="a1")))
    assert await log.last(rehearsal) == 2
    await until(lambda: _is(log, healthy=True))
    await log.close()
    await client.close()


async def _is(log: RedisLog, *, healthy: bool) -> bool:
    return log.healthy is healthy


async def _heard_since(bell: Doorbell, moment: float) -> bool:
    return asyncio.get_running_loop().time() - bell.heard_ago > moment


async def _logged(caplog: pytest.LogCaptureFixture) -> bool:
    return "silence" in caplog.text


async def _heals(log: RedisLog, rehearsal: RehearsalId, entry: Entry) -> bool:
    try:
        return await log.append(rehearsal, Seq(1), entry) == 2
    except Unavailable:
        return False
