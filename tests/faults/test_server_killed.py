"""Real servers are killed, stopped and restarted in the middle of a drill."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.wire.closing import Close
from tests.checker import check_alike, check_gapless, check_log, check_silent, log_of
from tests.people import Person
from tests.redises import on_its_own_only
from tests.serving import ServerProcess
from tests.store.clusters import Cluster, Watch, running

pytestmark = pytest.mark.faults


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    running = ServerProcess(tmp_path).start()
    try:
        yield running
    finally:
        running.stop()


async def seated(dana: Person, mara: Person, teo: Person, speed: float = 4) -> None:
    """A facilitator, a communicator and a critic in one room that has started."""
    code = (await dana.start(mode="room", name="Dana"))["links"]["code"]
    await mara.join(code, "Mara", "brand-comms")
    await teo.join(code, "Teo", "critic-1")
    for person in (dana, mara, teo):
        await person.come()
    await dana.done("clock.speed", speed=speed)
    await dana.done("clock.start")


async def test_everybody_goes_on_where_they_were_after_a_kill(server: ServerProcess) -> None:
    async with Person(server.base) as dana, Person(server.base) as mara, Person(server.base) as teo:
        await seated(dana, mara, teo)
        acknowledged = []
        for number in range(4):
            answer = await mara.done("chat.say", text=f"canary-words {number}")
            acknowledged.append(answer["ask"])
        posted = await teo.done("post.publish", author="kevmarsh", text="Still at the gate. Still no answer.")
        acknowledged.append(posted["ask"])
        first = await teo.event("post.published", post=posted["made"][0])

        people = (dana, mara, teo)
        places = [person.place() for person in people]
        before = [person.events() for person in people]
        raw = list(teo.raw)
        server.kill()
        for person in people:
            await person.wait_closed()
            await person.go()
        server.start()

        for person, place in zip(people, places, strict=True):
            welcome = await person.come(resume=place)
            assert welcome["mode"] == "resumed"
        again = await teo.ask(
            "post.publish", ask=posted["ask"], author="kevmarsh", text="Still at the gate. Still no answer."
        )
        assert again["made"] == posted["made"]
        after = await mara.done("chat.say", text="canary-words after")
        acknowledged.append(after["ask"])
        await teo.event("post.published", author="kevmarsh")

        for person, place in zip(people, places, strict=True):
            check_gapless(person.events(), {view: at[0] for view, at in place["at"].items()})
        check_alike([*before, *(person.events() for person in people)])
        teo.raw += raw
        check_silent(teo, "canary-words")
        state = check_log(await log_of(server.data, dana.rehearsal), acknowledged)
        assert sum(post.text == first["event"]["text"] for post in state.feed.posts.values()) == 1


@pytest.fixture(params=[pytest.param("embedded", marks=on_its_own_only), "cluster", "sentinel"])
async def redis(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The embedded Redis, which needs no address; a cluster of three; a master under Sentinel."""
    if request.param == "embedded":
        yield ""
        return
    made = Cluster(tmp_path / "redis") if request.param == "cluster" else Watch(tmp_path / "redis")
    async with running(made):
        yield made.url


async def test_a_second_node_conducts_when_the_first_is_killed(tmp_path: Path, redis: str) -> None:
    environment = {"SQUALL_REDIS_URL": redis}
    one = ServerProcess(tmp_path / "data", environment=environment).start()
    two = ServerProcess(tmp_path / "data", environment=environment)
    two.output = tmp_path / "two.log"
    two.start()
    try:
        async with Person(one.base) as dana, Person(two.base) as mara, Person(one.base) as teo:
            await seated(dana, mara, teo, speed=30)
            said = await mara.done("chat.say", text="through the other server")
            await dana.event("chat.said", chat=said["made"][0])
            await mara.event("post.published", post="p1")
            one.kill()
            seen = mara.place()["at"]["brand"][0]
            await mara.wait_for(
                lambda frame: (
                    frame["type"] == "event"
                    and frame["n"] > seen
                    and frame["event"]["kind"] == "post.published"
                )
            )
            check_alike([dana.events(), mara.events(), teo.events()])
            check_log(await log_of(tmp_path / "data", dana.rehearsal, redis=redis), [said["ask"]])
    finally:
        one.kill()
        two.stop()


@pytest.mark.trust(9)
async def test_a_stopped_server_owns_up_to_the_time_it_lost(server: ServerProcess) -> None:
    async with Person(server.base) as dana, Person(server.base) as mara, Person(server.base) as teo:
        await seated(dana, mara, teo)
        await teo.event("post.published", post="p1")
        os.kill(server.pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(6)  # the fault itself: nothing can be waited for while the server stands
        finally:
            os.kill(server.pid, signal.SIGCONT)
        rebased = await dana.event("clock.rebased")
        assert rebased["event"]["lost"] > 4 * 2
        check_log(await log_of(server.data, dana.rehearsal))


async def test_ctrl_c_ends_everything_and_the_next_start_goes_on(server: ServerProcess) -> None:
    async with Person(server.base) as dana, Person(server.base) as mara, Person(server.base) as teo:
        await seated(dana, mara, teo)
        await mara.done("chat.say", text="before the break")
        place = mara.place()
        assert await asyncio.to_thread(server.stop) == 0
        code = await mara.wait_closed()
        goodbye = [one for one in mara.messages if one["type"] == "bye"]
        assert goodbye[0]["code"] == code == Close.DRAINING
        assert "Traceback" not in server.written()
        assert not _alive_children(server.data)
        await mara.go()
        server.start()
        assert (await mara.come(resume=place))["mode"] == "resumed"
        await dana.go()
        again = await dana.come()
        assert again["clock"]["state"] == "live"
        assert [line["text"] for line in again["snapshot"]["role"]["war_room"]["chat"]] == [
            "before the break"
        ]


def _alive_children(data: Path) -> list[str]:
    """Processes that still hold a file below the data folder open as their working place."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(data) in command and "redis" in command:
            found.append(command)
    return found
