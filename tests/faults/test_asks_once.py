"""An ask has one effect, wherever its server dies and however many servers are asked."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.store.embedded import EmbeddedRedis
from tests.chaos import ChaosProxy
from tests.checker import check_alike, check_gapless, check_log, log_of
from tests.people import Person
from tests.serving import ServerProcess, up

pytestmark = pytest.mark.faults
TIMES = 100
"""Replies that are lost: more than any server asks again before it is killed."""


@pytest.fixture(scope="module")
async def redis(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmbeddedRedis]:
    assert anyio_backend == "asyncio"
    made = EmbeddedRedis(tmp_path_factory.mktemp("redis"))
    await made.start()
    yield made
    await made.stop()


@pytest.fixture(scope="module")
async def proxy(redis: EmbeddedRedis) -> AsyncIterator[ChaosProxy]:
    async with ChaosProxy(redis.url).running() as made:
        yield made


@pytest.fixture(scope="module")
async def nodes(
    tmp_path_factory: pytest.TempPathFactory, redis: EmbeddedRedis, proxy: ChaosProxy
) -> AsyncIterator[tuple[ServerProcess, ServerProcess]]:
    """Two nodes on one Redis and one SQL: the first reaches Redis through the proxy."""
    folder: Path = tmp_path_factory.mktemp("nodes")
    one, two = (
        ServerProcess(folder / "data", environment={"SQUALL_REDIS_URL": url})
        for url in (proxy.url, redis.url)
    )
    two.output = folder / "two.log"
    async with up(one, two):
        yield one, two


async def kept(redis: EmbeddedRedis, person: Person, acknowledged: list[str]) -> None:
    check_log(await log_of(Path(), person.rehearsal, redis=redis.url), acknowledged)


@pytest.mark.trust(13)
async def test_an_ask_that_comes_over_two_sockets_at_two_servers_is_one_event_and_both_are_told_its_place(
    redis: EmbeddedRedis, nodes: tuple[ServerProcess, ServerProcess]
) -> None:
    one, two = nodes
    async with Person(one.base) as here, Person(two.base) as there, Person(two.base) as mara:
        links = (await here.start(mode="room", name="Dana"))["links"]
        await mara.join(links["code"], "Mara", "brand-comms")
        there.http.cookies = here.http.cookies
        there.rehearsal, there.seat = here.rehearsal, here.seat
        for person in (here, there, mara):
            await person.come()
        asks = [f"twice-{number}" for number in range(12)]
        for ask in asks:
            said = {"type": "ask", "ask": ask, "command": {"kind": "note.write", "text": ask}}
            await asyncio.gather(here.say(said), there.say(said))
        for ask in asks:
            answers = [await person.answered(ask) for person in (here, there)]
            assert [one["type"] for one in answers] == ["done", "done"]
            assert answers[0]["made"] == answers[1]["made"]
            note = answers[0]["made"][0]
            places = [(await person.event("note.written", note=note))["n"] for person in (here, there)]
            assert places[0] == places[1]
        check_alike([here.events(), there.events()])
        for person in (here, there):
            check_gapless(person.events(), {view: at[0] for view, at in person.welcome["at"].items()})
        await kept(redis, here, asks)


@pytest.mark.trust(1)
async def test_an_ask_whose_server_dies_before_it_answers_has_one_effect_when_it_is_told_elsewhere(
    redis: EmbeddedRedis, proxy: ChaosProxy, nodes: tuple[ServerProcess, ServerProcess]
) -> None:
    one, two = nodes
    async with Person(one.base) as dana, Person(two.base) as mara:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await mara.join(links["code"], "Mara", "brand-comms")
        await dana.come()
        await mara.come()
        place = dana.place()
        proxy.lose_replies(b"unheard", TIMES)
        said = {"kind": "whisper.send", "to": "brand-comms", "text": "unheard"}
        await dana.say({"type": "ask", "ask": "unheard-1", "command": said})
        # It stands: the other server shows it, and the first has not been told so.
        first = await mara.event("whisper.sent", text="unheard")
        one.kill()
        await dana.wait_closed()
        assert not [message for message in dana.messages if message.get("ask") == "unheard-1"]
        proxy.lose_replies(b"unheard", 0)
        await dana.go()
        dana.turn_to(two.base)
        assert (await dana.come(resume=place))["mode"] == "resumed"
        again = await dana.ask("whisper.send", ask="unheard-1", to="brand-comms", text="unheard")
        assert (again["type"], again["made"]) == ("done", [first["event"]["whisper"]])
        last = await dana.done("whisper.send", to="brand-comms", text="and on")
        await mara.event("whisper.sent", text="and on")
        heard = [frame["event"]["text"] for frame in mara.events("seat:brand-comms")]
        assert heard == ["unheard", "and on"]
        check_gapless(dana.events(), {view: at[0] for view, at in place["at"].items()})
        await kept(redis, dana, ["unheard-1", last["ask"]])
