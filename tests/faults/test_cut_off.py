"""A server that is cut off from Redis says so, sends its people elsewhere, and heals alone."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.store.embedded import EmbeddedRedis
from app.wire.closing import Close
from tests.checker import check_log, log_of
from tests.people import Person
from tests.redises import SORT
from tests.serving import ServerProcess
from tests.store.behind import Proxies, behind
from tests.store.killing import bring_back, kill_redis

pytestmark = pytest.mark.faults
PATIENCE = 3.5
"""Seconds without Redis until browsers are sent away; 30 where people work."""
TOLD_WITHIN = 2.0
PARTS = {"redis", "doorbell", "sql", "serving"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("redis")


@pytest.fixture(scope="module")
async def embedded(anyio_backend: str, data: Path) -> AsyncIterator[EmbeddedRedis | None]:
    """One that nobody starts again by itself; None where the run has its own servers."""
    assert anyio_backend == "asyncio"
    if SORT:
        yield None
        return
    made = EmbeddedRedis(data, look_every=3600.0)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture(scope="module")
async def proxy(data: Path, embedded: EmbeddedRedis | None) -> AsyncIterator[Proxies]:
    async with behind(data, embedded.url if embedded else "") as made:
        yield made


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, proxy: Proxies) -> AsyncIterator[ServerProcess]:
    environment = {"SQUALL_REDIS_URL": proxy.url, "SQUALL_STORE_PATIENCE": str(PATIENCE)}
    made = ServerProcess(tmp_path_factory.mktemp("node"), environment=environment)
    await asyncio.to_thread(made.start)
    yield made
    await asyncio.to_thread(made.kill)


async def readiness(base: str) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=base) as http:
        answer = await http.get("/ready")
        told: dict[str, Any] = answer.json()
        assert answer.status_code == (httpx.codes.OK if told["ready"] else httpx.codes.SERVICE_UNAVAILABLE)
        return told


async def seconds_until(holds: Callable[[], Awaitable[bool]], within: float = 20.0) -> float:
    began = time.monotonic()
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110 (another process)
            await asyncio.sleep(0.05)
    return time.monotonic() - began


async def is_red(base: str) -> bool:
    return not (await readiness(base))["ready"]


async def is_green(base: str) -> bool:
    return not await is_red(base)


async def test_each_part_is_named_with_its_age(server: ServerProcess) -> None:
    told = await readiness(server.base)
    assert told.keys() == {"ready", *PARTS}
    assert all(told[part]["ok"] and told[part]["error"] == "" for part in PARTS)
    assert all(0 <= told[part]["age_s"] < 7 for part in PARTS)


@pytest.mark.trust(4)
async def test_readiness_is_red_within_two_seconds_of_a_killed_redis_and_heals(
    server: ServerProcess, data: Path, embedded: EmbeddedRedis | None
) -> None:
    await kill_redis(data)
    assert await seconds_until(lambda: is_red(server.base)) < TOLD_WITHIN
    told = await readiness(server.base)
    assert told["redis"]["error"]
    assert told["sql"]["ok"]
    assert str(data) not in str(told)
    async with httpx.AsyncClient(base_url=server.base) as http:
        assert (await http.get("/health")).json()["status"] == "ok"
    await bring_back(data)
    if embedded:
        await embedded._ensure()
    await seconds_until(lambda: is_green(server.base))


@pytest.mark.trust(6)
@pytest.mark.parametrize("fault", ["fall_silent", "half_open", "refuse"])
async def test_people_are_told_within_two_seconds_and_sent_away_when_it_lasts(
    server: ServerProcess, proxy: Proxies, data: Path, fault: str
) -> None:
    async with Person(server.base) as dana, Person(server.base) as mara:
        code = (await dana.start(mode="room", name="Dana"))["links"]["code"]
        await mara.join(code, "Mara", "brand-comms")
        await mara.come()
        await dana.come()
        await dana.done("clock.start")
        before = await mara.done("chat.say", text="before")

        getattr(proxy, fault)()
        cut = time.monotonic()
        answers = [mara.ask("chat.say", ask=f"cut-{number}", text="unheard?") for number in range(3)]
        refused = await asyncio.gather(*answers)
        assert time.monotonic() - cut < TOLD_WITHIN
        assert {one["code"] for one in refused} == {"unavailable"}
        assert {one["retry"] for one in refused} == {"same_ask"}
        await seconds_until(lambda: is_red(server.base), within=TOLD_WITHIN)
        assert await mara.wait_closed() == Close.STORE_UNAVAILABLE
        assert time.monotonic() - cut > PATIENCE - 1

        proxy.reach_again()
        await seconds_until(lambda: is_green(server.base))
        place = mara.place()
        await mara.go()
        assert (await mara.come(resume=place))["mode"] == "resumed"
        again = [await mara.ask("chat.say", ask=f"cut-{number}", text="unheard?") for number in range(3)]
        assert {one["type"] for one in again} == {"done"}
        entries = await log_of(data, mara.rehearsal, redis=proxy.url)
        check_log(entries, [before["ask"], *(one["ask"] for one in again)])


@pytest.mark.trust(6)
async def test_a_reset_of_every_line_is_no_outage(server: ServerProcess, proxy: Proxies) -> None:
    async with Person(server.base) as mara:
        await mara.start(mode="solo", name="Mara", role="brand")
        await mara.come()
        for number in range(5):
            proxy.reset()
            await mara.done("chat.say", text=f"after cut {number}")
        assert mara.is_here
