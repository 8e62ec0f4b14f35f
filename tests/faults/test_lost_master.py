"""A cluster without replicas loses a master: its drills wait, all others go on, and it heals alone."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.ids import RehearsalId
from app.store.bell_line import CANARY_EVERY, MISSES
from app.wire.closing import Close
from tests.checker import check_gapless, check_log, log_of
from tests.people import Message, Person
from tests.serving import ServerProcess, up
from tests.store.clusters import Cluster, Server, running
from tests.store.made import until

pytestmark = pytest.mark.faults
PATIENCE = 4.0
"""Seconds without their master until people are sent to look elsewhere; 30 where people work."""
TOLD_WITHIN = 2.0
AT_ONCE = 1.5
"""Seconds on a busy machine: much less than any look of a node's own takes to come."""
NOTICED_WITHIN = MISSES * CANARY_EVERY + 4.0
BACK_WITHIN = 20.0
NEW = 8
"""Drills begun meanwhile: of so many drawn by chance, some would lie on the master that is away."""


@dataclass(slots=True)
class Drill:
    """Two people who sit at two nodes, and what they were told is done."""

    dana: Person
    mara: Person
    done: list[str]

    @property
    def id(self) -> RehearsalId:
        return RehearsalId(self.dana.rehearsal)

    async def heard_after(self, text: str) -> float:
        """Seconds from Dana's word at one node until Mara is shown it at the other."""
        began = time.monotonic()
        answer = await self.dana.done("whisper.send", to="brand-comms", text=text)
        self.done.append(answer["ask"])
        await self.mara.event("whisper.sent", text=text)
        return time.monotonic() - began


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[Cluster]:
    async with running(Cluster(tmp_path / "redis")) as made:
        yield made


@pytest.fixture
async def nodes(tmp_path: Path, cluster: Cluster) -> AsyncIterator[tuple[ServerProcess, ServerProcess]]:
    """Two nodes on one cluster and one SQL."""
    environment = {"SQUALL_REDIS_URL": cluster.url, "SQUALL_STORE_PATIENCE": str(PATIENCE)}
    one, two = (ServerProcess(tmp_path / "data", environment=environment) for _ in range(2))
    two.output = tmp_path / "two.log"
    async with up(one, two):
        yield one, two


async def test_a_lost_master_stops_its_own_drills_alone(
    cluster: Cluster, nodes: tuple[ServerProcess, ServerProcess]
) -> None:
    async with AsyncExitStack() as leaving:
        *others, lost = await a_drill_on_each(cluster, nodes, leaving)
        for drill in (*others, lost):
            assert await drill.heard_after("before") < AT_ONCE
        away = await cluster.server_of(lost.id)
        away.kill()
        await then_the_others_go_on(nodes, others)
        await then_its_own_are_told_so_and_sent_elsewhere(nodes, others, lost)
        await then_whoever_comes_meanwhile_is_let_in(nodes, others)
        await then_each_node_says_what_is_away(nodes, away)
        answers = await when_it_is_back(nodes, away, lost)
        for drill in (*others, lost):
            assert await drill.heard_after("after") < AT_ONCE
        for drill in others:
            for person in (drill.dana, drill.mara):
                assert person.is_here
                check_gapless(person.events(), {view: at[0] for view, at in person.welcome["at"].items()})
        for drill in (*others, lost):
            more = answers if drill is lost else []
            check_log(await log_of(Path(), drill.id, redis=cluster.url), [*drill.done, *more])


async def a_drill_on_each(
    cluster: Cluster, nodes: tuple[ServerProcess, ServerProcess], leaving: AsyncExitStack
) -> list[Drill]:
    """One for each master, in their order."""
    found: dict[int, Drill] = {}
    while len(found) < len(cluster.servers):
        drill = await a_drill(nodes, leaving)
        found.setdefault((await cluster.server_of(drill.id)).port, drill)
    drills = [found[server.port] for server in cluster.servers]
    for drill in drills:
        await drill.dana.come()
        await drill.mara.come()
        await drill.dana.done("clock.start")
    return drills


async def a_drill(nodes: tuple[ServerProcess, ServerProcess], leaving: AsyncExitStack) -> Drill:
    one, two = nodes
    dana = await leaving.enter_async_context(Person(one.base))
    mara = await leaving.enter_async_context(Person(two.base))
    links = (await dana.start(mode="room", name="Dana"))["links"]
    await mara.join(links["code"], "Mara", "brand-comms")
    return Drill(dana, mara, [])


async def then_the_others_go_on(nodes: tuple[ServerProcess, ServerProcess], others: list[Drill]) -> None:
    """For longer than a bell that is silent needs to be taken for dead."""
    began, words = time.monotonic(), 0
    while time.monotonic() - began < NOTICED_WITHIN:
        words += 1
        for drill in others:
            assert await drill.heard_after(f"meanwhile {words}") < AT_ONCE
        for node in nodes:
            assert (await readiness(node))["ready"]


async def then_its_own_are_told_so_and_sent_elsewhere(
    nodes: tuple[ServerProcess, ServerProcess], others: list[Drill], lost: Drill
) -> None:
    one, two = nodes
    for person, node in ((lost.dana, one), (lost.mara, two)):
        assert await person.wait_closed() == Close.STORE_UNAVAILABLE
        assert "browsers are sent elsewhere" in node.written()
    asked = time.monotonic()
    answer = await lost.mara.http.post(
        f"/api/rehearsals/{lost.id}/ticket", json={"seat": lost.mara.seat}, timeout=10.0
    )
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert "the store does not answer" in answer.json()["detail"]
    assert time.monotonic() - asked < TOLD_WITHIN
    assert all(person.is_here for drill in others for person in (drill.dana, drill.mara))


async def then_whoever_comes_meanwhile_is_let_in(
    nodes: tuple[ServerProcess, ServerProcess], others: list[Drill]
) -> None:
    async with AsyncExitStack() as leaving:
        for _ in range(NEW):
            drill = await a_drill(nodes, leaving)
            await drill.dana.come()
            await drill.mara.come()
            assert await drill.heard_after("a new one") < AT_ONCE
    for drill in others:
        place = drill.mara.place()
        await drill.mara.go()
        assert (await drill.mara.come(resume=place))["mode"] == "resumed"


async def then_each_node_says_what_is_away(nodes: tuple[ServerProcess, ServerProcess], away: Server) -> None:
    for node in nodes:
        told = await readiness(node)
        assert told["ready"]
        for part in ("redis", "doorbell"):
            assert told[part]["ok"]
            assert told[part]["error"] == ""
            assert [word.split()[0] for word in told[part]["away"]] == ["slots"]
        assert str(away.port) not in str(told)
        levels = await levels_of(node)
        assert len(levels) == 6
        assert {at for at, level in levels.items() if not level} == {
            (part, f"127.0.0.1:{away.port}") for part in ("redis", "doorbell")
        }


async def when_it_is_back(nodes: tuple[ServerProcess, ServerProcess], away: Server, lost: Drill) -> list[str]:
    """Its people go on where they were, and nobody did anything for it; gives what was done then."""
    away.start()
    began = time.monotonic()

    async def all_is_there() -> bool:
        told = [await readiness(node) for node in nodes]
        return not any(one[part]["away"] for one in told for part in ("redis", "doorbell"))

    await until(all_is_there, within=BACK_WITHIN)
    assert time.monotonic() - began < BACK_WITHIN
    done = []
    for person in (lost.dana, lost.mara):
        place = person.place()
        await person.go()
        assert (await person.come(resume=place))["mode"] == "resumed"
    answer: Message = await lost.mara.insist("chat.say", ask="mara-is-back", text="here again")
    done.append(answer["ask"])
    return done


async def test_an_ask_is_refused_in_time_whose_master_is_lost(
    cluster: Cluster, nodes: tuple[ServerProcess, ServerProcess]
) -> None:
    async with AsyncExitStack() as leaving:
        drill = await a_drill(nodes, leaving)
        await drill.dana.come()
        await drill.mara.come()
        await drill.dana.done("clock.start")
        away = await cluster.server_of(drill.id)
        away.freeze()
        cut = time.monotonic()
        asked = (drill.mara.ask("chat.say", ask=f"cut-{number}", text="unheard?") for number in range(3))
        refused = await asyncio.gather(*asked)
        assert time.monotonic() - cut < TOLD_WITHIN
        assert {(one["code"], one["detail"], one["retry"]) for one in refused} == {
            ("unavailable", "the store does not answer", "same_ask")
        }
        away.thaw()
        drill.mara.patience = BACK_WITHIN
        done = [
            await drill.mara.insist("chat.say", ask=f"cut-{number}", text="unheard?") for number in range(3)
        ]
        check_log(await log_of(Path(), drill.id, redis=cluster.url), [one["ask"] for one in done])


async def readiness(node: ServerProcess) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=node.base) as http:
        answer = await http.get("/ready")
    told: dict[str, Any] = answer.json()
    assert answer.status_code == (httpx.codes.OK if told["ready"] else httpx.codes.SERVICE_UNAVAILABLE)
    return told


async def levels_of(node: ServerProcess) -> dict[tuple[str, str], float]:
    """Of each server of Redis whether it takes writes, and whether its bells are heard."""
    async with httpx.AsyncClient(base_url=node.base) as http:
        text = (await http.get("/metrics")).text
    found = re.findall(r'^squall_redis_up\{part="(\w+)",server="([^"]+)"\} (\S+)$', text, re.MULTILINE)
    return {(part, server): float(level) for part, server, level in found}
