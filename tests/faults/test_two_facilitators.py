"""Two facilitators at two servers press the same buttons at once; and the servers' clocks are set back."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.checker import check_alike, check_gapless, check_log, check_silent, log_of
from tests.faults.stepping import WallClock
from tests.people import Message, Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.faults
HOUR = 3_600.0
SOON = 0.25
"""Seconds within which what nobody delays is said on a busy machine, beyond the line's own."""


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> WallClock:
    return WallClock(tmp_path_factory.mktemp("clock") / "hook", os.environ.get("PYTHONPATH", ""))


@pytest.fixture(scope="module")
def nodes(
    tmp_path_factory: pytest.TempPathFactory, clock: WallClock
) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """Two servers that share their Redis and the wall clock that they read."""
    data: Path = tmp_path_factory.mktemp("two")
    one, two = (ServerProcess(data / "data", environment=clock.environment) for _ in range(2))
    two.output = data / "two.log"
    try:
        one.start()
        two.start()
        yield one, two
    finally:
        two.stop()
        one.stop()


@pytest.fixture
async def cast(nodes: tuple[ServerProcess, ServerProcess]) -> AsyncIterator[tuple[Person, Person, Person]]:
    """Dana, who calls the show, at one server; at the other Noa, who could, and a critic."""
    one, two = nodes
    async with AsyncExitStack() as stack:
        dana, noa, teo = [
            await stack.enter_async_context(Person(base)) for base in (one.base, two.base, two.base)
        ]
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await noa.join(links["facilitator"].partition("#")[2], "Noa")
        await teo.join(links["code"], "Teo", "critic-1")
        for person in (dana, noa, teo):
            await person.come()
        await dana.done("clock.start")
        yield dana, noa, teo


async def at_once(*asks: tuple[Person, str, dict[str, Any]]) -> list[Message]:
    """What each is answered."""
    return list(await asyncio.gather(*(person.ask(kind, **fields) for person, kind, fields in asks)))


def codes(answers: list[Message]) -> list[str]:
    return [str(answer.get("code", answer["type"])) for answer in answers]


@pytest.mark.trust(14)
async def test_of_two_at_once_one_wins_and_the_other_is_told(
    nodes: tuple[ServerProcess, ServerProcess], cast: tuple[Person, Person, Person]
) -> None:
    dana, noa, teo = cast
    done: list[str] = []
    for speed in (2, 4):
        held = await at_once((dana, "clock.pause", {}), (noa, "clock.pause", {}))
        assert sorted(codes(held)) == ["done", "paused"]
        resumed = await at_once((dana, "clock.resume", {}), (noa, "clock.resume", {}))
        assert codes(resumed) == ["done", "conflict"]
        sped = await at_once((dana, "clock.speed", {"speed": speed}), (noa, "clock.speed", {"speed": 8}))
        assert codes(sped) == ["done", "conflict"]
        done += [one["ask"] for one in (*held, *resumed, *sped) if one["type"] == "done"]
    out = await at_once((dana, "inject.deliver", {"inject": "02"}), (noa, "inject.deliver", {"inject": "02"}))
    assert codes(out)[0] == "done"
    jumped = await at_once((dana, "clock.jump", {"to": 400.0, "passed": "skip"}), (noa, "baton.take", {}))
    assert codes(jumped)[1] == "done"
    assert codes(jumped)[0] in ("done", "conflict")
    done += [one["ask"] for one in (*out, *jumped) if one["type"] == "done"]
    assert codes([await dana.ask("clock.speed", speed=1)]) == ["conflict"]
    await dana.event("baton.passed", to=noa.seat)

    await noa.done("clock.end")
    await dana.event("clock.ended")
    await teo.event("clock.ended")
    state = check_log(await log_of(nodes[0].data, dana.rehearsal), done)
    assert state.clock.speed == 4
    assert state.baton == noa.seat
    check_alike([dana.events(), noa.events(), teo.events()])
    for person in cast:
        check_gapless(person.events(), {view: n for view, (n, _) in person.welcome["at"].items()})
    check_silent(teo, "baton.passed", "cue.backed")


@pytest.mark.trust(16)
async def test_clocks_that_are_set_back_an_hour_neither_turn_time_back_nor_stop_it(
    nodes: tuple[ServerProcess, ServerProcess], cast: tuple[Person, Person, Person], clock: WallClock
) -> None:
    dana, noa, teo = cast
    for off in (-HOUR, 0.0):
        before, began = await moment_of(dana), time.monotonic()
        clock.step(off)
        await asyncio.wait_for(passed(noa, before + 2.0), 30)
        there, waited = await moment_of(noa), time.monotonic() - began
        assert before + 2.0 <= there <= before + waited + 0.5
        await counts_right(teo)
    await dana.done("clock.end")
    check_log(await log_of(nodes[0].data, dana.rehearsal))
    check_alike([dana.events(), noa.events(), teo.events()])


async def moment_of(person: Person) -> float:
    """Exercise time at which the log has what this facilitator says now."""
    note = f"{person.seat} {time.monotonic()}"
    await person.done("note.write", text=note)
    frame = await person.event("note.written", text=note)
    return float(frame["t"])


async def passed(person: Person, t: float) -> None:
    """Until exercise time is there."""
    while await moment_of(person) < t:  # noqa: ASYNC110 - time itself is waited for
        await asyncio.sleep(0.2)


async def counts_right(person: Person) -> None:
    """A browser that reckons by the clock's numbers is as far as the log, within half a round trip."""
    clock = person.welcome["clock"]
    for frame in person.events():
        assert frame["event"]["kind"] not in ("clock.sped", "clock.jumped")
        if frame["event"]["kind"] in ("clock.started", "clock.rebased"):
            clock = {"t0": frame["event"].get("to", 0.0), "w0": frame["at"], "speed": 1.0}
    sent = time.monotonic()
    pings = sum(one["type"] == "pong" for one in person.messages)
    await person.say({"type": "ping", "c0": pings})
    pong = await person.wait_for(lambda one: one["type"] == "pong" and one["c0"] == pings)
    trip = time.monotonic() - sent
    shown = clock["t0"] + clock["speed"] * (pong["s2"] - clock["w0"]) / 1000
    post = await person.done("post.publish", author="kevmarsh", text=f"At {shown:.1f}.")
    frame = await person.event("post.published", post=post["made"][0])
    assert -trip / 2 - SOON <= frame["t"] - shown <= time.monotonic() - sent + SOON
