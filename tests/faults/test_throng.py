"""Hundreds of sockets at once: all come back, their server is killed, servers are restarted in turn."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from app.wire.closing import Close
from tests.checker import check_log, log_of
from tests.people import PATIENCE, Person
from tests.serving import ServerProcess
from tests.throng import Onlooker, Throng

pytestmark = pytest.mark.faults
PEOPLE = int(os.environ.get("SQUALL_THRONG", "24"))
DRAIN = 2.0
BACK_WITHIN = 15.0
BURST = 8
"""Posts asked for in one frame."""
QUARTER = 0.25
"""Seconds one snapshot serves all who come."""
FEW = 12
"""Snapshots more than that: those for the first who come, each of whom is shown what is newest."""
PLACES = 4
"""Onlookers who stop reading, each at another place."""
PATIENT = 60.0
"""Seconds within which anything has happened, on a busy machine too."""

Nodes = tuple[ServerProcess, ServerProcess]


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Two nodes on one Redis and one SQL."""
    folder: Path = tmp_path_factory.mktemp("throng")
    environment = {"SQUALL_DRAIN_SECONDS": str(DRAIN)}
    one, two = (ServerProcess(folder / "data", environment=environment) for _ in range(2))
    two.output = folder / "two.log"
    try:
        one.start()
        two.start()
        yield one, two
    finally:
        one.stop()
        two.stop()


@dataclass(slots=True)
class Pen:
    """A facilitator who posts in bursts, and asks again under the same ids wherever they have to go."""

    person: Person
    done: list[str] = field(default_factory=list)

    async def burst(self) -> None:
        """Post some more, answered or not: the asks are kept until they are."""
        first = len(self.done)
        asks = [f"burst-{first + number}" for number in range(BURST)]
        posts = ({"kind": "post.publish", **a_post(ask)} for ask in asks)
        await self.person.say(
            *({"type": "ask", "ask": ask, "command": post} for ask, post in zip(asks, posts, strict=True))
        )
        for ask in asks:
            answer = await self.person.answered(ask)
            if answer["type"] == "refused":  # not now: a busy machine, or a server that leaves
                self.person.messages.remove(answer)
                await self.person.insist("post.publish", ask=ask, **a_post(ask))
            self.done.append(ask)

    async def until_it_ends(self) -> None:
        """Post until the line ends."""
        try:
            while True:
                await self.burst()
        except (AssertionError, ConnectionClosed):
            assert not self.person.is_here
            del self.done[len(self.done) // BURST * BURST :]

    async def moves(self, to: ServerProcess) -> None:
        """Go on at another server from the same place."""
        person, place = self.person, self.person.place()
        await person.go()
        person.turn_to(to.base)
        assert (await person.come(resume=place))["mode"] == "resumed"


def a_post(text: str) -> dict[str, str]:
    return {"author": "kevmarsh", "text": f"{text}: {'still no word ' * 15}"}


@asynccontextmanager
async def a_drill(nodes: Nodes, people: int) -> AsyncIterator[tuple[Pen, Throng]]:
    """A running drill at the first node with so many onlookers, seated."""
    base = nodes[0].base
    async with Person(base) as dana, Throng(base, people) as throng:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await throng.sit(links["observer"].rpartition("#")[2])
        await dana.come()
        await dana.done("clock.start")
        yield Pen(dana), throng


@pytest.fixture(scope="module")
async def drill(anyio_backend: str, nodes: Nodes) -> AsyncIterator[tuple[Pen, Throng]]:
    assert anyio_backend == "asyncio"
    async with a_drill(nodes, PEOPLE) as made:
        yield made


async def check(nodes: Nodes, pen: Pen, throng: Throng) -> None:
    """Whatever was answered stands once, and all were shown it, in order, without a gap or a double."""
    last = f"last-words-{len(pen.done)}"
    throng.said(last)
    await pen.person.insist("post.publish", author="kevmarsh", text=last, ask=last)
    pen.done.append(last)
    await throng.all_heard(last)
    assert throng.faults() == []
    check_log(await log_of(nodes[0].data, pen.person.rehearsal), pen.done)


async def snapshots(server: ServerProcess) -> float:
    """How many it has built."""
    async with httpx.AsyncClient(base_url=server.base, timeout=PATIENCE) as http:
        text = (await http.get("/metrics")).text
    built = 'squall_snapshots_total{how="built"}'
    return next(float(line.split()[-1]) for line in text.splitlines() if line.startswith(built))


@pytest.mark.trust(11)
async def test_all_who_come_back_at_once_share_a_snapshot_a_quarter_second(
    nodes: Nodes, drill: tuple[Pen, Throng]
) -> None:
    pen, throng = drill
    await throng.come(to=nodes[0].base)
    for one in throng.people:
        one.leave()
    await throng.all_gone()
    # Nobody posts meanwhile: a snapshot is of its moment, and is built anew when the view has moved on.
    before, began = await snapshots(nodes[0]), monotonic()
    assert await throng.come() < BACK_WITHIN
    built = await snapshots(nodes[0]) - before
    quarters = (monotonic() - began) / QUARTER
    assert throng.modes() == {"snapshot"}
    assert built <= quarters + FEW
    await check(nodes, pen, throng)


@pytest.mark.trust(2)
async def test_each_goes_on_at_its_own_place_when_the_server_is_killed_in_the_middle_of_a_burst(
    nodes: Nodes, drill: tuple[Pen, Throng]
) -> None:
    pen, throng = drill
    one, two = nodes
    await throng.come(to=one.base)
    posting = asyncio.create_task(pen.until_it_ends())
    stopped: list[Onlooker] = []
    for onlooker in throng.people[: PLACES + 1]:
        async with asyncio.timeout(PATIENT):
            while stopped and onlooker.place <= stopped[-1].place:
                assert not posting.done(), posting
                await asyncio.sleep(0.01)
        if len(stopped) < PLACES:
            onlooker.stop_reading()
            stopped.append(onlooker)
    assert len({onlooker.place for onlooker in throng.people}) > PLACES
    one.kill()
    for onlooker in throng.people:
        onlooker.read_on()
    await posting
    await throng.all_gone()
    await pen.moves(two)
    await throng.come(resume=True, to=two.base)
    assert throng.modes() == {"resumed"}
    await check(nodes, pen, throng)
    await asyncio.to_thread(one.start)


@pytest.mark.trust(12)
async def test_servers_are_restarted_in_turn_under_load_and_everybody_goes_on(
    nodes: Nodes, drill: tuple[Pen, Throng]
) -> None:
    pen, throng = drill
    here, there = nodes
    if pen.person.base != here.base:
        here, there = there, here
    await throng.come(to=here.base)
    for leaving, staying in ((here, there), (there, here)):
        posting = asyncio.create_task(goes_on(pen, staying))
        leaving.told_to_stop()
        closed = await asyncio.gather(*(goes_over(throng, one, staying) for one in throng.people))
        assert {code for _, code in closed} == {Close.DRAINING}
        times = sorted(at for at, _ in closed)
        assert times[-1] - times[0] > DRAIN / 2
        await posting
        assert throng.modes() == {"resumed"}
        await check(nodes, pen, throng)
        assert await asyncio.to_thread(leaving.wait) == 0, leaving.written()
        await asyncio.to_thread(leaving.start)


async def goes_over(throng: Throng, one: Onlooker, to: ServerProcess) -> tuple[float, int | None]:
    """Wait to be sent away, and go on elsewhere; when that was, and why."""
    async with asyncio.timeout(PATIENT):
        await one.gone.wait()
    left, code = monotonic(), one.closed
    await throng.comes(one, resume=True, to=to.base)
    return left, code


async def goes_on(pen: Pen, to: ServerProcess) -> None:
    """Post until one is sent away, and then some more elsewhere."""
    await pen.until_it_ends()
    await pen.moves(to)
    await pen.burst()
