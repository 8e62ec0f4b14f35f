"""Each rehearsal costs the nodes that have its people, and no others."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from app.ids import DESK, ParticipantId, RehearsalId, SeatId
from app.live.rooms import Rooms
from app.rehearsal.commands import TakeSeat
from app.store.archive import Archive
from app.store.lease import MemoryLeaseBook, MemoryLeases
from app.store.memory_log import MemoryLog
from app.store.presence import MemoryPresence, MemoryPresenceBook
from tests.live.conftest import ID, log_of

LOOKS = 20
FACILITATOR = TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana")


class CountedLog(MemoryLog):
    """Counts how often somebody looks for what is live."""

    looks = 0

    async def live(self) -> list[RehearsalId]:
        self.looks += 1
        return await super().live()


class WatchedLeases(MemoryLeases):
    """Remembers which it was asked about, look by look."""

    def __init__(self, book: MemoryLeaseBook, node: str) -> None:
        super().__init__(book, node)
        self.asked: list[list[RehearsalId]] = []

    async def free(self, rehearsals: Sequence[RehearsalId]) -> list[RehearsalId]:
        self.asked.append(list(rehearsals))
        return await super().free(rehearsals)


class Nodes:
    """Two nodes that share a log, leases and presence."""

    def __init__(self, log: CountedLog, archive: Archive) -> None:
        self.log = log
        self.book, self.seen = MemoryLeaseBook(), MemoryPresenceBook()
        self.one, self.two = (
            Rooms(
                log,
                archive,
                MemoryLeases(self.book, name, held_ms=2_000),
                MemoryPresence(self.seen, name),
            )
            for name in ("one", "two")
        )

    def conducts(self, rooms: Rooms) -> bool:
        return any(hall.conductor.holding for hall in rooms.halls())

    async def looked(self) -> None:
        """Wait until both have looked a few times more."""
        upto = self.log.looks + 2 * LOOKS
        await self.until(lambda: self.log.looks >= upto)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds():  # noqa: ASYNC110 (nobody rings when a node looks)
                await asyncio.sleep(0.01)


@pytest.fixture
async def nodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Nodes]:
    for name, seconds in {
        "rooms.LOOK_EVERY": 0.02,
        "rooms.AWAY_FOR": 0.1,
        "conductor.RENEW_EVERY": 0.05,
        "conductor.HANDED_OVER_WITHIN": 1.0,
    }.items():
        monkeypatch.setattr(f"app.live.{name}", seconds)
    log, archive = CountedLog(), Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    await archive.open()
    await log_of("room", log)
    await log.mark_live(ID)
    made = Nodes(log, archive)
    made.one.start()
    await made.until(lambda: made.conducts(made.one))
    made.two.start()
    yield made
    await made.two.close()
    await made.one.close()
    await archive.close()


async def test_what_one_node_conducts_no_other_opens(nodes: Nodes) -> None:
    await nodes.looked()
    assert nodes.conducts(nodes.one)
    assert not nodes.two.serves(ID)


async def test_what_a_node_leaves_behind_another_takes_on(nodes: Nodes) -> None:
    await nodes.one.close()
    await nodes.until(lambda: nodes.conducts(nodes.two))


async def test_a_node_lets_go_what_another_conducts_and_nobody_watches_here(nodes: Nodes) -> None:
    await nodes.two.get(ID)
    await nodes.until(lambda: not nodes.two.serves(ID))
    assert nodes.conducts(nodes.one)


async def test_a_node_leaves_the_conducting_to_the_node_that_has_the_people(nodes: Nodes) -> None:
    hall = await nodes.two.get(ID)
    seat = SeatId((await hall.room.ask(DESK, FACILITATOR)).made[0])
    await MemoryPresence(nodes.seen, "two").here(ID, [seat])
    await nodes.until(lambda: nodes.conducts(nodes.two))
    await nodes.until(lambda: not nodes.conducts(nodes.one))


async def test_with_many_drills_a_node_looks_at_some_at_a_time_and_misses_none(
    nodes: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.rooms.MOST_LOOKED_AT", 2)
    others = {RehearsalId(f"other-{number}") for number in range(8)}
    for rehearsal in others:
        nodes.book.held[rehearsal] = ("somewhere", 1, float("inf"))
        await nodes.log.mark_live(rehearsal)
    archive = Archive(f"sqlite:///{tmp_path / 'third.db'}")
    leases = WatchedLeases(nodes.book, "three")
    three = Rooms(nodes.log, archive, leases, MemoryPresence(nodes.seen, "three"))
    three.start()
    await nodes.until(lambda: others <= {one for look in leases.asked for one in look})
    assert max(len(look) for look in leases.asked) == 2
    await three.close()
