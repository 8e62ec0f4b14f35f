"""A cluster without replicas whose one master is away: nothing is touched but what it holds."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from app.ids import ParticipantId, RehearsalId, SeatId, Seq
from app.store.bell_line import MISSES
from app.store.dry_runs import DryRunRecord, RedisDryRuns
from app.store.event_log import RedisLog
from app.store.lease import RedisLeases
from app.store.log import LogLost, Unavailable
from app.store.presence import RedisPresence
from app.store.reach import AWAY_AFTER
from app.store.redis_client import RedisClient
from app.store.tickets import Admission, RedisTickets
from tests.store.clusters import Cluster, Server, running
from tests.store.made import a_rehearsal_id, an_entry, until

CANARY = 0.3
TOLD_WITHIN = 2.0
HEARD_WITHIN = 1.0
"""Seconds on a busy machine; a node's own looks are minutes apart here."""
BACK_WITHIN = 15.0
MANY = 30
"""Ids, tickets, dry runs: of so many drawn by chance, some would lie on each server."""


@dataclass(slots=True)
class Node:
    """One node's view of the cluster, with rings and nothing else to go by."""

    client: RedisClient
    log: RedisLog
    leases: RedisLeases
    presence: RedisPresence
    tickets: RedisTickets

    @classmethod
    def of(cls, cluster: Cluster, name: str) -> "Node":
        client = RedisClient(cluster.url)
        return cls(
            client=client,
            log=RedisLog(client, name, canary_every=CANARY, check_every=600),
            leases=RedisLeases(client, name),
            presence=RedisPresence(client, name),
            tickets=RedisTickets(client),
        )


@dataclass(slots=True)
class Scene:
    """Two nodes, and a rehearsal on each of three masters; the last one's is going to be away."""

    cluster: Cluster
    here: Node
    there: Node
    others: list[RehearsalId]
    lost: RehearsalId

    @property
    def away(self) -> Server:
        return self.cluster.servers[-1]

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.away.port}"

    async def heard(self, rehearsal: RehearsalId, seq: int) -> float:
        """Seconds from an append at one node until it is heard at the other."""
        async with asyncio.timeout(10), aclosing(self.there.log.follow(rehearsal, Seq(seq - 1))) as entries:
            following = asyncio.create_task(anext(entries))
            await until(partial(self._is_rung, rehearsal))
            began = time.monotonic()
            await self.here.log.append(rehearsal, Seq(seq - 1), an_entry(seq, ask=f"a{seq}"))
            assert (await following).seq == seq
            return time.monotonic() - began

    async def _is_rung(self, rehearsal: RehearsalId) -> bool:
        server = await self.cluster.server_of(rehearsal)
        told = await server.ask("PUBSUB", "SHARDNUMSUB", f"{{{rehearsal}}}:bell")
        return bool(told[1])


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[Cluster]:
    async with running(Cluster(tmp_path)) as made:
        yield made


@pytest.fixture
async def scene(cluster: Cluster) -> AsyncIterator[Scene]:
    here, there = Node.of(cluster, "n1"), Node.of(cluster, "n2")
    *others, lost = await cluster.a_rehearsal_on_each()
    try:
        for node in (here, there):
            await node.log.start()
            await until(partial(_all_well, node))
        for rehearsal in (*others, lost):
            await here.log.create(rehearsal, an_entry(1), "epoch-1")
            await here.log.mark_live(rehearsal)
        yield Scene(cluster, here, there, others, lost)
    finally:
        for node in (here, there):
            await node.log.close()
            await node.client.close()


Told = TypeVar("Told")
Fault = Callable[[Server], None]
killed_or_frozen = pytest.mark.parametrize("fault", [Server.kill, Server.freeze], ids=["killed", "frozen"])


@killed_or_frozen
async def test_bells_of_the_others_ring_on_and_only_its_own_line_is_deaf(scene: Scene, fault: Fault) -> None:
    fault(scene.away)
    deaf = time.monotonic()
    seq = 1
    while time.monotonic() - deaf < 3 * MISSES * CANARY:
        seq += 1
        for rehearsal in scene.others:
            assert await scene.heard(rehearsal, seq) < HEARD_WITHIN
        for node in (scene.here, scene.there):
            assert all(server.hears for server in node.log.servers() if server.name != scene.place)
    for node in (scene.here, scene.there):
        hears = {server.name: server.hears for server in node.log.servers()}
        assert not hears[scene.place]
        assert not node.log.healthy


@killed_or_frozen
async def test_who_reaches_whom_is_known_for_each_server(scene: Scene, fault: Fault) -> None:
    fault(scene.away)
    log = scene.here.log

    async def is_known() -> bool:
        assert all(log.reaches(rehearsal) for rehearsal in scene.others)
        return not log.reaches(scene.lost)

    await until(is_known)
    began = time.monotonic()
    while time.monotonic() - began < AWAY_AFTER + 1:
        assert await is_known()
        await asyncio.sleep(0.05)
    parts = {server.name: server.part for server in log.servers() if not server.answers}
    assert parts == {scene.place: "slots 10922-16383"}


@killed_or_frozen
async def test_what_it_holds_is_refused_in_time_and_nothing_else_waits(scene: Scene, fault: Fault) -> None:
    fault(scene.away)
    log, began = scene.here.log, time.monotonic()
    refused = asyncio.gather(
        *(log.append(scene.lost, Seq(1), an_entry(2, ask=f"a{number}")) for number in range(20)),
        return_exceptions=True,
    )
    for seq in range(2, 12):
        for rehearsal in scene.others:
            asked = time.monotonic()
            await log.append(rehearsal, Seq(seq - 1), an_entry(seq))
            assert time.monotonic() - asked < HEARD_WITHIN
    assert {type(answer) for answer in await refused} == {Unavailable}
    assert time.monotonic() - began < TOLD_WITHIN + HEARD_WITHIN


@killed_or_frozen
async def test_what_is_live_or_free_is_told_of_those_that_answer(scene: Scene, fault: Fault) -> None:
    here = scene.here
    drawn = [a_rehearsal_id() for _ in range(MANY)]
    elsewhere = [one for one in drawn if here.log.server_of(one) != scene.place]
    for rehearsal in elsewhere:
        await here.log.mark_live(rehearsal)
    assert set(await here.log.live()) == {*scene.others, scene.lost, *elsewhere}
    fault(scene.away)
    assert set(await _in_time(here.log.live())) == {*scene.others, *elsewhere}
    free = await _in_time(here.leases.free([*scene.others, scene.lost]))
    assert free == scene.others
    for rehearsal in scene.others:
        fence = await here.leases.acquire(rehearsal)
        assert fence is not None
        assert await here.leases.renew(rehearsal, fence)
        await here.log.mark_live(rehearsal)
        await here.presence.here(rehearsal, [SeatId("anna")], 3)
        assert (await scene.there.presence.present(rehearsal)).watchers == 3
    assert await _in_time(scene.there.leases.free([*scene.others, scene.lost])) == []
    await _in_time(here.log.unmark_live(scene.others[0]))
    assert set(await _in_time(here.log.live())) == {scene.others[1], *elsewhere}


@killed_or_frozen
async def test_tickets_and_dry_runs_lie_where_somebody_answers(scene: Scene, fault: Fault) -> None:
    fault(scene.away)
    for rehearsal in scene.others:
        admission = Admission(
            rehearsal=rehearsal, seat=SeatId("anna"), participant=ParticipantId("p1"), origin="http://here"
        )
        for _ in range(MANY):
            ticket = await scene.here.tickets.issue(admission)
            assert await scene.there.tickets.redeem(ticket) == admission
            assert await scene.there.tickets.redeem(ticket) is None

    async def is_known() -> bool:
        return not scene.here.log.reaches(scene.lost)

    await until(is_known)
    runs = RedisDryRuns(scene.here.client, scene.here.log.reaches_key)
    for _ in range(MANY):
        run = runs.fresh()
        await runs.keep(run, DryRunRecord(state="playing"))
        assert await runs.read(run) == DryRunRecord(state="playing")


@killed_or_frozen
async def test_a_node_starts_while_a_master_is_away_and_has_it_when_it_is_back(
    scene: Scene, fault: Fault
) -> None:
    fault(scene.away)
    late = Node.of(scene.cluster, "n3")
    try:
        await late.log.start()
        for rehearsal in scene.others:
            assert await late.log.append(rehearsal, Seq(1), an_entry(2)) == 2
        await _back(scene)
        await until(partial(_appends, late.log, scene.lost, 2), within=BACK_WITHIN)
        await until(partial(_all_well, late), within=BACK_WITHIN)
    finally:
        await late.log.close()
        await late.client.close()


@pytest.mark.parametrize("data", ["kept", "gone"])
async def test_all_comes_back_by_itself(scene: Scene, data: str) -> None:
    scene.away.kill()
    await until(partial(_misses, scene.here, scene.place))
    await until(partial(_misses, scene.there, scene.place))
    if data == "gone":
        scene.away.lose_data()
    began = time.monotonic()
    scene.away.start()
    for node in (scene.here, scene.there):
        await until(partial(_all_well, node), within=BACK_WITHIN)
    assert time.monotonic() - began < BACK_WITHIN
    if data == "gone":
        with pytest.raises(LogLost):
            await scene.here.log.append(scene.lost, Seq(1), an_entry(2))
        await scene.here.log.create(scene.lost, an_entry(1), "epoch-2")
    for rehearsal in (*scene.others, scene.lost):
        assert await scene.heard(rehearsal, 2) < HEARD_WITHIN
    assert set(await scene.here.log.live()) == {*scene.others, *([] if data == "gone" else [scene.lost])}


async def _back(scene: Scene) -> None:
    if scene.away.running:
        scene.away.thaw()
    else:
        scene.away.start()
    await scene.away.up()


async def _appends(log: RedisLog, rehearsal: RehearsalId, seq: int) -> bool:
    try:
        return await log.append(rehearsal, Seq(seq - 1), an_entry(seq, ask=f"a{seq}")) == seq
    except Unavailable:
        return False


async def _in_time(work: Awaitable[Told]) -> Told:
    began = time.monotonic()
    told = await work
    assert time.monotonic() - began < TOLD_WITHIN
    return told


async def _all_well(node: Node) -> bool:
    servers = node.log.servers()
    return len(servers) == 3 and all(one.answers and one.known and one.hears for one in servers)


async def _misses(node: Node, place: str) -> bool:
    return any(one.name == place and not (one.hears or one.answers) for one in node.log.servers())
