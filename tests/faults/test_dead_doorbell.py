"""No bell of Redis reaches a server that is answered all it asks: it notices, and nobody misses a thing."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from app.store.bell_line import CANARY_EVERY, MISSES
from app.store.embedded import EmbeddedRedis
from app.store.log import CHECK_EVERY
from tests.chaos import ChaosProxy
from tests.checker import check_alike, check_gapless, check_log, log_of
from tests.people import Person
from tests.serving import ServerProcess, up

pytestmark = pytest.mark.faults
NOTICED_WITHIN = MISSES * CANARY_EVERY
SLACK = 6.0
"""Seconds a busy machine may add."""
AT_ONCE = 1.0
"""Seconds: much less than any look of a server's own takes to come."""


@pytest.fixture
async def redis(tmp_path: Path) -> AsyncIterator[EmbeddedRedis]:
    made = EmbeddedRedis(tmp_path / "redis")
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def proxy(redis: EmbeddedRedis) -> AsyncIterator[ChaosProxy]:
    async with ChaosProxy(redis.url).running() as made:
        yield made


@pytest.fixture
async def nodes(
    tmp_path: Path, redis: EmbeddedRedis, proxy: ChaosProxy
) -> AsyncIterator[tuple[ServerProcess, ServerProcess]]:
    """Two nodes on one SQL and one Redis, which the first reaches through the proxy."""
    one, two = (
        ServerProcess(tmp_path / "data", environment={"SQUALL_REDIS_URL": url})
        for url in (proxy.url, redis.url)
    )
    two.output = tmp_path / "two.log"
    async with up(one, two):
        yield one, two


@pytest.mark.trust(7)
async def test_bells_that_died_while_commands_live_ring_again_within_three_canaries_and_leave_no_gap(
    redis: EmbeddedRedis, proxy: ChaosProxy, nodes: tuple[ServerProcess, ServerProcess]
) -> None:
    one, two = nodes
    async with Person(one.base) as mara, Person(two.base) as dana:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await mara.join(links["code"], "Mara", "brand-comms")
        await dana.come()
        await mara.come()
        acknowledged: list[str] = []

        async def heard_after(text: str) -> float:
            """Seconds until what is said at the one server is shown at the other."""
            said = await dana.done("whisper.send", to="brand-comms", text=text)
            acknowledged.append(said["ask"])
            began = time.monotonic()
            await mara.event("whisper.sent", text=text)
            return time.monotonic() - began

        assert await heard_after("before") < AT_ONCE
        proxy.deafen()
        deaf = time.monotonic()
        took = [await heard_after("the first nobody rang for")]
        while "silence" not in one.written():
            assert time.monotonic() - deaf < NOTICED_WITHIN + SLACK
            took.append(await heard_after(f"unrung {len(took)}"))
            await asyncio.sleep(0.05)
        assert max(took) < CHECK_EVERY + SLACK
        assert await mara.ask("chat.say", text="I can speak, too")
        while await heard_after(f"again {len(acknowledged)}") > AT_ONCE:
            assert time.monotonic() - deaf < NOTICED_WITHIN + 2 * SLACK
        for person in (mara, dana):
            check_gapless(person.events(), {view: at[0] for view, at in person.welcome["at"].items()})
            assert person.is_here
        check_alike([mara.events(), dana.events()])
        check_log(await log_of(Path(), mara.rehearsal, redis=redis.url), acknowledged)


@pytest.mark.trust(7)
async def test_a_server_that_is_deaf_shows_nobody_the_past_who_comes_from_another(
    proxy: ChaosProxy, nodes: tuple[ServerProcess, ServerProcess]
) -> None:
    one, two = nodes
    async with AsyncExitStack() as here:
        dana, mara, teo, bo, cy = [
            await here.enter_async_context(Person(base))
            for base in (two.base, two.base, one.base, two.base, two.base)
        ]
        code = (await dana.start(mode="room", name="Dana"))["links"]["code"]
        await mara.join(code, "Mara", "brand-comms")
        await teo.join(code, "Teo", "critic-1")
        for person in (dana, mara, teo):
            await person.come()
        proxy.deafen()
        await cy.join(code, "Cy", "brand-legal")
        cy.http.headers["origin"] = one.base  # both are behind one address
        ticket = await cy.ticket()
        cy.turn_to(one.base)
        await cy.open()
        await cy.say({"type": "enter", "ticket": ticket, "tab": "tab-1"})
        assert (await cy.wait_for(lambda told: told["type"] == "welcome"))["you"]["name"] == "Cy"
        await bo.join(code, "Bo", "critic-2")
        bo.turn_to(one.base)
        assert (await bo.come())["you"]["name"] == "Bo"
        await dana.done("whisper.send", to="brand-comms", text="Only two knows.")
        await mara.event("whisper.sent", text="Only two knows.")
        place = mara.place()
        await mara.go()
        mara.turn_to(one.base)
        assert (await mara.come(resume=place))["mode"] == "resumed"
        assert "silence" not in one.written(), "it had not noticed yet"


@pytest.mark.trust(7)
@pytest.mark.trust(26)
async def test_a_server_that_is_deaf_turns_nobody_away_who_knocked_at_another(
    proxy: ChaosProxy, nodes: tuple[ServerProcess, ServerProcess]
) -> None:
    one, two = nodes
    async with Person(two.base) as dana, Person(two.base) as bo:
        code = (await dana.start(mode="room", name="Dana"))["links"]["code"]
        await dana.come()
        await dana.done("door.watch", on=True)

        async def stands() -> tuple[bool, list[str]]:
            """Whether Bo waits, and where he sits, as the server says that is deaf."""
            bo.turn_to(one.base)
            looked = (await bo.http.post("/api/join/look", json={"key": code})).json()
            return looked["waits"], looked["mine"]

        assert await stands() == (False, [])
        proxy.deafen()
        bo.turn_to(two.base)
        knocked = {"key": code, "name": "Bo", "seat": "critic-1"}
        assert (await bo.http.post("/api/join", json=knocked)).json()["waits"]
        assert await stands() == (True, [])
        heard = (await dana.event("knock.heard", name="Bo"))["event"]
        await dana.done("knock.answer", participant=heard["participant"], admit=True)
        assert "silence" not in one.written(), "it had not noticed yet"
        while (now := await stands()) != (False, ["critic-1"]):
            assert now == (True, [])
            await asyncio.sleep(0.1)
