"""The line to Redis that many commands share."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as LineLost

from app.ids import Seq
from app.store.embedded import EmbeddedRedis
from app.store.event_log import RedisLog
from app.store.redis_client import RedisClient
from app.store.shared_line import REOPEN_AFTER, SharedLine
from tests.chaos import ChaosProxy
from tests.store.made import a_rehearsal_id, an_entry

MANY = 200
SOON = 0.4


@pytest.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[ChaosProxy]:
    server = EmbeddedRedis(tmp_path)
    await server.start()
    async with ChaosProxy(server.url).running() as made:
        yield made
    await server.stop()


@pytest.fixture
async def redis(proxy: ChaosProxy) -> AsyncIterator[Redis]:
    made = Redis.from_url(proxy.url)
    yield made
    await made.aclose()


@pytest.fixture
async def line(redis: Redis) -> AsyncIterator[SharedLine]:
    made = SharedLine(redis.connection_pool.make_connection, SOON)
    await opened(made)
    yield made
    await made.close()


async def opened(line: SharedLine) -> Any:
    """The reply to the first command that it takes."""
    async with asyncio.timeout(20):
        while (reply := line.ask(("PING",))) is None:  # noqa: ASYNC110 (it opens by itself)
            await asyncio.sleep(REOPEN_AFTER / 10)
        return await reply


async def test_commands_of_one_turn_leave_in_one_write_and_replies_come_in_order(
    line: SharedLine, redis: Redis
) -> None:
    before = (await redis.info("stats"))["total_reads_processed"]
    asked = [line.ask(("ECHO", f"word {number}")) for number in range(MANY)]
    replies = await asyncio.gather(*[one for one in asked if one is not None])
    assert replies == [f"word {number}".encode() for number in range(MANY)]
    assert (await redis.info("stats"))["total_reads_processed"] - before < MANY / 10


@pytest.mark.parametrize("fault", ["reset", "fall_silent"])
async def test_what_is_under_way_when_it_breaks_is_told_so_and_it_opens_again(
    line: SharedLine, proxy: ChaosProxy, fault: str
) -> None:
    proxy.delay = 0.2
    reply = line.ask(("ECHO", "unheard"))
    assert reply is not None
    getattr(proxy, fault)()
    with pytest.raises(LineLost):
        await reply
    proxy.delay = 0.0
    proxy.speak_again()
    assert await opened(line) == b"PONG"


async def test_a_command_whose_caller_has_gone_takes_no_reply_of_another(line: SharedLine) -> None:
    left, stayed = line.ask(("ECHO", "left")), line.ask(("ECHO", "stayed"))
    assert left is not None
    assert stayed is not None
    left.cancel()
    assert await stayed == b"stayed"


async def test_a_function_that_the_line_loses_is_done_once_by_another(proxy: ChaosProxy) -> None:
    client = RedisClient(proxy.url)
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    proxy.lose_replies(b"squall_append", 1)
    assert await log.append(rehearsal, Seq(1), an_entry(2, ask="a1"), body="post") == 2
    assert await log.read(rehearsal, Seq(0)) == [an_entry(1), an_entry(2, ask="a1")]
    await client.close()
