"""Half of a throng read a thousand bytes a second, and one never reads: it costs the others nothing."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.checker import check_log, log_of
from tests.people import PATIENCE, Person
from tests.serving import ServerProcess
from tests.throng import Throng

pytestmark = pytest.mark.faults
PEOPLE = int(os.environ.get("SQUALL_THRONG", "80"))
SLOW = 1_000
"""Bytes a second."""
SLOW_OF = int(os.environ.get("SQUALL_SLOW_OF", "2"))
"""One in so many is slow: more than would ever be, so that what they cost shows."""
BURST, WARM, POSTS, TOGETHER = 8, 12, 60, 4
"""Posts in a frame, frames before anybody is slow, frames after, and frames until all have heard them."""
MEGABYTE = 1_000_000
MOST_MEMORY = 25 * MEGABYTE
"""What a drill itself grows by in that time, with room to spare; a copy for each slow reader is far more."""
FAR_BEHIND = 100


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ServerProcess]:
    running = ServerProcess(tmp_path).start()
    try:
        yield running
    finally:
        running.stop()


async def measured(server: ServerProcess, name: str) -> float:
    async with httpx.AsyncClient(base_url=server.base, timeout=PATIENCE) as http:
        text = (await http.get("/metrics")).text
    return next((float(line.split()[-1]) for line in text.splitlines() if line.startswith(f"{name} ")), 0.0)


async def posts(dana: Person, throng: Throng, frames: int, word: str) -> tuple[list[str], float]:
    """So many frames of posts, each as soon as the one before is done; the asks, and the p99 of the quick."""
    asks: list[str] = []
    throng.late.clear()
    for frame in range(frames):
        some = [f"{word}-{frame}-{number}" for number in range(BURST)]
        for ask in some:
            throng.said(text_of(ask))
        await dana.say(*({"type": "ask", "ask": ask, "command": a_post(text_of(ask))} for ask in some))
        for ask in some:
            assert (await dana.answered(ask))["type"] == "done"
        asks.extend(some)
        if frame % TOGETHER == TOGETHER - 1:
            await throng.all_heard(text_of(some[-1]))
    late = sorted(throng.late)
    return asks, late[len(late) * 99 // 100]


def a_post(text: str) -> dict[str, str]:
    return {"kind": "post.publish", "author": "kevmarsh", "text": text}


def text_of(ask: str) -> str:
    return f"{ask} {'no word from them ' * 14}".strip()


@pytest.mark.trust(10)
async def test_slow_readers_and_one_who_never_reads_cost_no_memory_and_nobody_else(
    server: ServerProcess,
) -> None:
    async with Person(server.base) as dana, Throng(server.base, PEOPLE) as throng:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await throng.sit(links["observer"].rpartition("#")[2])
        await dana.come()
        await dana.done("clock.start")
        await throng.come()
        first, usual = await posts(dana, throng, WARM, "usual")

        slow = throng.people[::SLOW_OF]
        for one in slow:
            one.narrow = True
            await throng.comes(one)
            one.slow = SLOW
        slow[0].stop_reading()
        before = await measured(server, "process_resident_memory_bytes")
        then, beside = await posts(dana, throng, POSTS, "beside")

        assert await measured(server, 'squall_view_lag_events{role="observer"}') > FAR_BEHIND
        assert await measured(server, "process_resident_memory_bytes") - before < MOST_MEMORY
        assert beside < 3 * usual + 1.0, (usual, beside)
        assert throng.faults() == []
        check_log(await log_of(server.data, dana.rehearsal), [*first, *then])
