import asyncio
from collections.abc import Callable

import pytest

from app.store.dry_runs import DryRunRecord, DryRunRecords, MemoryDryRuns, RedisDryRuns
from app.store.redis_client import RedisClient
from tests.store.made import until

Shelf = Callable[[int], DryRunRecords]
"""Records kept, and wanted, for so many ms."""
HOUR = 3_600_000
PLAYING = DryRunRecord(state="playing", done=0.25, ahead=1)
DONE = DryRunRecord(state="done", done=1.0, took=21.5, report='{"title": "Öl im Fluß"}')


@pytest.fixture
def memory_shelf() -> Shelf:
    return lambda ms: MemoryDryRuns(kept_ms=ms, wanted_ms=ms)


@pytest.fixture
def redis_shelf(client: RedisClient) -> Shelf:
    return lambda ms: RedisDryRuns(client, kept_ms=ms, wanted_ms=ms)


@pytest.fixture(params=["memory_shelf", "redis_shelf"])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    made: Shelf = request.getfixturevalue(request.param)
    return made


async def test_a_dry_run_is_told_as_it_was_kept_last(shelf: Shelf) -> None:
    records = shelf(HOUR)
    assert await records.read("nobody's") is None
    for record in (PLAYING, DONE, DryRunRecord(state="failed", problem="It could not be played.")):
        await records.keep("run-1", record)
        assert await records.read("run-1") == record
    assert await records.read("run-2") is None


async def test_what_it_showed_is_kept_for_a_while_only(shelf: Shelf) -> None:
    records = shelf(20)
    await records.keep("run-3", PLAYING)
    await records.keep("run-4", DONE)

    async def gone() -> bool:
        return await records.read("run-4") is None

    await until(gone)
    # One that plays is kept as long as its node may be silent.
    assert await records.read("run-3") == PLAYING


async def test_somebody_waits_until_they_leave(shelf: Shelf) -> None:
    records = shelf(HOUR)
    assert not await records.wanted("run-5")
    await asyncio.gather(*(records.want("run-5") for _ in range(3)))
    assert await records.wanted("run-5")
    await records.leave("run-5")
    assert not await records.wanted("run-5")


async def test_who_asks_no_more_does_not_wait_any_more(shelf: Shelf) -> None:
    records = shelf(20)
    await records.want("run-6")

    async def unwanted() -> bool:
        return not await records.wanted("run-6")

    await until(unwanted)
