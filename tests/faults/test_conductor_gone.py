"""The node that conducts is killed, or stands still: another goes on soon, and nothing comes twice."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from app.live.conductor import CAUGHT_UP_MS
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import fold
from tests.checker import check_alike, check_gapless, check_log, log_of
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.faults
SPEED = 60.0
STOPPED = float(os.environ.get("SQUALL_STOPPED", "5"))
"""Seconds the conductor stands still: longer than its lease lasts and than a stall takes to be one."""
TAKEN_OVER_WITHIN = 6.0
"""Seconds; three on a machine with time to spare."""
NOTICED_WITHIN = 3.0
"""Seconds until one that stood still knows that another conducts; what it appends meanwhile is refused."""
ON_TIME = 3.0
"""Wall seconds an inject may be late by more than a stall may cost."""


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """Two nodes on one Redis and one SQL."""
    one, two = (ServerProcess(tmp_path / "data") for _ in range(2))
    two.output = tmp_path / "two.log"
    try:
        one.start()
        two.start()
        yield one, two
    finally:
        one.kill()
        two.stop()


async def conducts(server: ServerProcess) -> bool:
    async with httpx.AsyncClient(base_url=server.base) as http:
        text = (await http.get("/metrics")).text
    return "squall_conducted 1" in text


async def when_conducted(server: ServerProcess, *, there: bool = True) -> float:
    """Seconds until the drill is conducted there, or is there no longer."""
    began = time.monotonic()
    async with asyncio.timeout(20):
        while await conducts(server) is not there:  # noqa: ASYNC110 (another process)
            await asyncio.sleep(0.02)
    return time.monotonic() - began


def check_no_avalanche(entries: Sequence[Entry]) -> int:
    """No inject went out later than a stall may cost; gives how many went out."""
    most = SPEED * (CAUGHT_UP_MS / 1000 + ON_TIME)
    planned = {inject.id: inject.at for inject in fold(entries).scenario.msel}
    sent = 0
    for place, entry in enumerate(entries):
        for event in entry.events:
            if event.kind == "inject.delivered" and (at := planned[event.inject]) is not None:
                sent += 1
                assert fold(entries[:place]).clock.time(entry.at) - at <= most
    return sent


@pytest.mark.trust(8)
@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL], ids=["stopped", "killed"])
async def test_another_node_conducts_within_three_seconds_and_each_inject_goes_out_once(
    nodes: tuple[ServerProcess, ServerProcess], how: signal.Signals
) -> None:
    one, two = nodes
    async with Person(one.base) as dana, Person(one.base) as teo:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await teo.join(links["code"], "Teo", "brand-legal")
        dana.turn_to(two.base)
        await dana.come()
        await teo.come()
        await dana.done("clock.speed", speed=SPEED)
        await dana.done("clock.start")
        await dana.event("inject.delivered")
        assert await conducts(one)

        os.kill(one.pid, how)
        stopped = time.monotonic()
        try:
            taken_after = await when_conducted(two)
            seen = len(dana.messages)
            await dana.wait_for(
                lambda frame: frame["type"] == "event" and frame["event"]["kind"] == "inject.delivered",
                since=seen,
            )
            await asyncio.sleep(max(0.0, STOPPED - (time.monotonic() - stopped)))  # the fault itself
        finally:
            if how == signal.SIGSTOP:
                os.kill(one.pid, signal.SIGCONT)
        assert taken_after < TAKEN_OVER_WITHIN
        said = await dana.done("whisper.send", to="brand-legal", text="who conducts?")
        if how == signal.SIGSTOP:
            await teo.event("whisper.sent", whisper=said["made"][0])
            assert await conducts(two)
            assert await when_conducted(one, there=False) < NOTICED_WITHIN
        for person in (dana, teo):
            check_gapless(person.events(), {view: at[0] for view, at in person.welcome["at"].items()})
        check_alike([dana.events(), teo.events()])
        entries = await log_of(two.data, dana.rehearsal)
        check_log(entries, [said["ask"]])
        assert check_no_avalanche(entries) > 1
