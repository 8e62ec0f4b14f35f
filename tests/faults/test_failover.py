"""Redis fails over to a replica that lagged, in the middle of a drill: what it never had is told again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from app.wire.closing import Close
from tests.chaos import ChaosProxy
from tests.checker import check_alike, check_gapless, check_log, log_of
from tests.people import Person
from tests.serving import ServerProcess
from tests.store.clusters import Watch, running

pytestmark = pytest.mark.faults


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    async with running(Watch(tmp_path / "redis")) as made:
        yield made


@pytest.fixture
async def server(tmp_path: Path, watch: Watch) -> AsyncIterator[ServerProcess]:
    made = ServerProcess(tmp_path / "data", environment={"SQUALL_REDIS_URL": watch.url})
    await asyncio.to_thread(made.start)
    yield made
    await asyncio.to_thread(made.kill)


async def when_closed(person: Person) -> int:
    """The code a socket closes with, while its page goes on as pages do."""
    waiting = asyncio.create_task(person.wait_closed())
    while not waiting.done():
        with suppress(ConnectionClosed):
            await person.say({"type": "ping", "c0": 0})
        await asyncio.wait([waiting], timeout=1.0)
    return waiting.result()


@pytest.mark.trust(5)
async def test_what_a_lagging_replica_never_had_is_told_again_under_a_new_epoch(
    server: ServerProcess, watch: Watch
) -> None:
    proxy = ChaosProxy(f"redis://127.0.0.1:{watch.master.port}")
    async with proxy.running(), Person(server.base) as dana, Person(server.base) as mara:
        people = (dana, mara)
        for person in people:
            person.patience = 60.0
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await mara.join(links["code"], "Mara", "brand-comms")
        for person in people:
            await person.come()
        kept = await mara.done("chat.say", text="what the replica has")
        await watch.follow_through(int(proxy.url.rpartition(":")[2]))
        await watch.in_step()
        proxy.fall_silent()
        lost = await mara.done("chat.say", text="what only the master had")
        await dana.event("chat.said", text="what only the master had")
        places, epoch = [person.place() for person in people], mara.welcome["epoch"]
        watch.master.kill()

        assert await asyncio.gather(*map(when_closed, people)) == [Close.RESYNC] * 2
        for person, place in zip(people, places, strict=True):
            await person.go()
            assert (await person.come(resume=place))["mode"] == "snapshot"
            assert person.welcome["epoch"] != epoch
        chat = mara.welcome["snapshot"]["role"]["war_room"]["chat"]
        assert [line["text"] for line in chat] == ["what the replica has"]

        again = await mara.insist("chat.say", ask=lost["ask"], text="what only the master had")
        await dana.event("chat.said", chat=again["made"][0])
        check_alike([person.events() for person in people])
        for person in people:
            check_gapless(person.events(), {view: at[0] for view, at in person.welcome["at"].items()})
        entries = await log_of(server.data, mara.rehearsal, redis=watch.url)
        check_log(entries, [kept["ask"], lost["ask"]])
