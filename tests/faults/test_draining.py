"""A server that is told to stop in the middle of a drill: nobody loses more than a moment."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.wire.closing import Close
from tests.checker import check_alike, check_gapless, check_log, log_of
from tests.people import PATIENCE, Message, Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.faults
DRAIN = 4.0
BUSY = 4
"""How many times as long things may take while other tests run beside this one."""
WATCHERS = 12
"""With three at the table they leave over 3.75 seconds, a quarter of a second apart."""


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """Two nodes on one Redis and one SQL."""
    folder: Path = tmp_path_factory.mktemp("nodes")
    one = ServerProcess(folder / "data", environment={"SQUALL_DRAIN_SECONDS": str(DRAIN)}).start()
    two = ServerProcess(folder / "data")
    two.output = folder / "two.log"
    two.start()
    try:
        yield one, two
    finally:
        one.kill()
        two.stop()


async def measured(server: ServerProcess, name: str) -> float:
    async with httpx.AsyncClient(base_url=server.base, timeout=PATIENCE) as http:
        text = (await http.get("/metrics")).text
    return float(next(line for line in text.splitlines() if line.startswith(f"{name} ")).split()[-1])


async def when_red(server: ServerProcess) -> tuple[float, dict[str, Any]]:
    """How long until `/ready` was red, and what it said."""
    began = time.monotonic()
    async with asyncio.timeout(5 * BUSY), httpx.AsyncClient(base_url=server.base, timeout=PATIENCE) as http:
        while (answer := await http.get("/ready")).status_code == httpx.codes.OK:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    told: dict[str, Any] = answer.json()
    return time.monotonic() - began, told


async def when_conducted(server: ServerProcess) -> float:
    began = time.monotonic()
    async with asyncio.timeout(10 * BUSY):
        while await measured(server, "squall_conducted") < 1:  # noqa: ASYNC110 (another process)
            await asyncio.sleep(0.05)
    return time.monotonic() - began


async def when_closed(person: Person) -> tuple[float, int]:
    code = await person.wait_closed()
    return time.monotonic(), code


async def say_on(person: Person) -> list[str]:
    """Say things until the socket ends; gives every ask that was sent, answered or not."""
    sent = []
    for number in range(1000):
        ask = f"on-{number}"
        sent.append(ask)
        try:
            await person.ask("chat.say", ask=ask, text=f"line {number}")
        except (AssertionError, ConnectionClosed):
            return sent
        await asyncio.sleep(0.4)
    return sent


@pytest.mark.trust(12)
async def test_a_node_leaves_in_the_middle_of_a_drill(
    nodes: tuple[ServerProcess, ServerProcess],
) -> None:
    one, two = nodes
    async with Person(one.base) as dana, Person(one.base) as mara, Person(one.base) as teo:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await mara.join(links["code"], "Mara", "brand-comms")
        await teo.join(links["code"], "Teo", "critic-1")
        table = (dana, mara, teo)
        watchers = [Person(one.base) for _ in range(WATCHERS)]
        for number, watcher in enumerate(watchers):
            await watcher.join(links["observer"].rpartition("#")[2], f"Watcher {number}")
        people = (*table, *watchers)
        for person in people:
            await person.come()
        await dana.done("clock.start")
        await when_conducted(one)

        saying = asyncio.create_task(say_on(mara))
        await mara.event("chat.said")
        one.told_to_stop()
        (red_after, told), taken_after, *closed = await asyncio.gather(
            when_red(one), when_conducted(two), *(when_closed(person) for person in people)
        )
        assert red_after < 1 * BUSY
        assert told["serving"] == {"ok": False, "age_s": 0.0, "error": "it is about to stop"}
        assert taken_after < 3 * BUSY
        assert {code for _, code in closed} == {Close.DRAINING}
        times = sorted(at for at, _ in closed)
        assert 0.4 * DRAIN < times[-1] - times[0] < DRAIN + 2 * BUSY
        goodbye = [message for message in dana.messages if message["type"] == "bye"]
        assert goodbye[0]["after_ms"][0] < goodbye[0]["after_ms"][1]

        asks = await saying
        before = {person: (person.place(), person.events()) for person in table}
        for person in table:
            await person.go()
            person.turn_to(two.base)
            assert (await person.come(resume=before[person][0]))["mode"] == "resumed"
        for ask in asks:
            await mara.insist("chat.say", ask=ask, text=f"line {ask.removeprefix('on-')}")
        after = await mara.insist("chat.say", ask="after", text="on the other node")
        assert await asyncio.to_thread(one.wait) == 0
        for person in table:
            at: Message = before[person][0]["at"]
            check_gapless(person.events(), {view: place[0] for view, place in at.items()})
        check_alike([*(events for _, events in before.values()), *(person.events() for person in table)])
        entries = await log_of(two.data, dana.rehearsal)
        check_log(entries, [*asks, after["ask"]])
        assert not [event for entry in entries for event in entry.events if event.kind == "clock.rebased"]
        for watcher in watchers:
            await watcher.go()
            await watcher.http.aclose()


@pytest.mark.trust(12)
async def test_a_node_that_leaves_takes_no_new_sockets(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, environment={"SQUALL_DRAIN_SECONDS": "30"}).start()
    try:
        async with Person(server.base) as dana:
            await dana.start(mode="room", name="Dana")
            await dana.come()
            os.kill(server.pid, 15)
            await when_red(server)
            with pytest.raises(InvalidStatus) as refused:
                await dana.open()
            assert refused.value.response.status_code == httpx.codes.SERVICE_UNAVAILABLE
    finally:
        server.stop()
