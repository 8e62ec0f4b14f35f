import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.ids import DESK, ParticipantId, RehearsalId, Seq
from app.live.hall import Hall
from app.live.rooms import Rooms
from app.rehearsal.commands import AddAction, EndClock, StartClock, TakeSeat
from app.rehearsal.entry import Entry
from app.store.archive import Archive
from app.store.archiving import write_through
from app.store.lease import MemoryLeaseBook, MemoryLeases
from app.store.log import LogLost
from app.store.memory_log import MemoryLog
from app.store.presence import MemoryPresence, MemoryPresenceBook
from app.store.tables import RehearsalRow
from tests.build import created, facilitator
from tests.live.conftest import ID

DANA = TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana")
FIRST = Entry(seq=Seq(1), at=1_000, by=DESK, ask="", tag=1, events=(created(),))


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    kept = Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    await kept.open()
    row = RehearsalRow(
        id=ID,
        code="K7M4R9",
        title="Too wide for the seat",
        scenario="too-wide",
        scenario_hash="",
        mode="room",
        state="lobby",
        epoch="",
        created_at=0,
    )
    await kept.add_rehearsal(row)
    yield kept
    await kept.close()
    # A query that was cancelled on its way still answers to this loop: wait until it has.
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 10)


@pytest.fixture
async def log() -> MemoryLog:
    return MemoryLog()


@pytest.fixture
async def rooms(log: MemoryLog, archive: Archive) -> AsyncIterator[Rooms]:
    leases = MemoryLeases(MemoryLeaseBook(), "one")
    kept = Rooms(log, archive, leases, MemoryPresence(MemoryPresenceBook(), "one"))
    yield kept
    await kept.close()


async def again(rooms: Rooms, hall: Hall) -> Hall:
    """The hall that takes the place of one whose log went away."""
    async with asyncio.timeout(10):
        await hall.room.lost.wait()
    return await rooms.get(ID)


async def closed_out(log: MemoryLog) -> None:
    """Wait until the archivist, who looks once a second, has unmarked the rehearsal."""
    live = await log.live()
    while live:
        await asyncio.sleep(0.05)
        live = await log.live()


async def test_a_log_redis_lost_comes_back_from_the_archive_under_a_new_epoch(
    rooms: Rooms, log: MemoryLog, archive: Archive
) -> None:
    hall = await rooms.create(FIRST, ID)
    await hall.room.ask(DESK, DANA)
    await write_through(log, archive, ID)
    before, epoch = hall.room.state, hall.room.epoch
    await log.expire(ID, 0)
    reopened = await again(rooms, hall)
    assert reopened.room.state == before
    assert reopened.room.epoch != epoch
    assert await log.live() == [ID]


@pytest.mark.trust(5)
async def test_a_log_that_was_set_back_goes_on_under_a_new_epoch(rooms: Rooms, log: MemoryLog) -> None:
    hall = await rooms.create(FIRST, ID)
    await hall.room.ask(DESK, DANA)
    epoch = hall.room.epoch
    early = await log.read_packed(ID, Seq(0), 1)
    await log.restore(ID, epoch, early, replacing=epoch)
    reopened = await again(rooms, hall)
    assert reopened.room.state.seq == 1
    assert reopened.room.epoch != epoch


class BrokenOnce(MemoryLog):
    """A store that holds something no reader understands, the first time it is asked."""

    broken = True

    async def live(self) -> list[RehearsalId]:
        if self.broken:
            self.broken = False
            raise ValueError("what stands there is no id")
        return await super().live()


async def test_one_bad_look_does_not_end_the_looking(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.rooms.LOOK_EVERY", 0.01)
    log = BrokenOnce()
    await log.create(ID, FIRST, "epoch-1")
    await log.mark_live(ID)
    rooms = Rooms(
        log, archive, MemoryLeases(MemoryLeaseBook(), "one"), MemoryPresence(MemoryPresenceBook(), "one")
    )
    rooms.start()
    try:
        async with asyncio.timeout(5):
            while not rooms.serves(ID):  # noqa: ASYNC110 - the looking itself is what is tried
                await asyncio.sleep(0.01)
    finally:
        await rooms.close()


async def test_what_is_marked_as_live_and_in_no_store_is_marked_no_more(
    rooms: Rooms, log: MemoryLog, caplog: pytest.LogCaptureFixture
) -> None:
    await log.mark_live(ID)
    rooms.start()
    async with asyncio.timeout(10):
        await closed_out(log)
    assert "is in no store" in caplog.text


class Partly(MemoryLog):
    """One of whose servers, which has half of all ids, is away."""

    def server_of(self, rehearsal: RehearsalId) -> str:
        return "one" if rehearsal < RehearsalId("8") else "two"

    def reaches(self, rehearsal: RehearsalId) -> bool:
        return self.server_of(rehearsal) == "two"


async def test_a_new_rehearsal_begins_where_somebody_answers(archive: Archive) -> None:
    leases = MemoryLeases(MemoryLeaseBook(), "one")
    rooms = Rooms(Partly(), archive, leases, MemoryPresence(MemoryPresenceBook(), "one"))
    drawn = {rooms.fresh_id() for _ in range(50)}
    assert len(drawn) == 50
    assert min(drawn) >= RehearsalId("8")


async def test_a_rehearsal_nobody_ever_stored_is_not_opened(rooms: Rooms) -> None:
    with pytest.raises(LogLost):
        await rooms.get(ID)


async def test_everybody_who_opens_it_at_once_gets_the_same_hall(rooms: Rooms, log: MemoryLog) -> None:
    await log.create(ID, FIRST, "epoch-1")
    halls = await asyncio.gather(*(rooms.get(ID) for _ in range(8)))
    assert len({id(hall) for hall in halls}) == 1


async def an_ended_hall(rooms: Rooms, log: MemoryLog) -> Hall:
    """After EndEx, closed out."""
    hall = await rooms.create(FIRST, ID)
    await hall.room.ask(DESK, DANA)
    await hall.room.ask(facilitator(), StartClock())
    await hall.room.ask(facilitator(), EndClock())
    async with asyncio.timeout(20):
        await closed_out(log)
    return hall


async def test_an_ended_rehearsal_is_archived_whole_and_needs_no_conductor(
    rooms: Rooms, log: MemoryLog, archive: Archive
) -> None:
    hall = await an_ended_hall(rooms, log)
    assert await archive.read_entries(ID) == await log.read(ID, Seq(0))
    row = await archive.rehearsal(ID)
    assert row is not None
    assert (row.state, row.ended_at) == ("ended", hall.room.state.clock.w0)


async def test_that_a_rehearsal_is_over_and_kept_is_told_once_and_no_fault_of_the_told_harms_the_archive(
    rooms: Rooms, log: MemoryLog, archive: Archive
) -> None:
    told: list[tuple[RehearsalId, int]] = []

    async def tell(rehearsal: RehearsalId) -> None:
        told.append((rehearsal, len(await archive.read_entries(rehearsal))))
        raise OSError("no room")

    rooms.over = tell
    hall = await an_ended_hall(rooms, log)
    await hall.room.ask(facilitator(), AddAction(what="A deputy says yes"))
    async with asyncio.timeout(20):
        await closed_out(log)
    assert told == [(ID, len(await log.read(ID, Seq(0))) - 1)]
    assert hall.archivist.proved_all


async def test_what_is_said_in_the_hot_wash_is_archived_too(
    rooms: Rooms, log: MemoryLog, archive: Archive
) -> None:
    hall = await an_ended_hall(rooms, log)
    await hall.room.ask(facilitator(), AddAction(what="A deputy says yes"))
    # Whoever starts after a fall of this node finds it by that, and writes the rest through.
    assert await log.live() == [ID]
    async with asyncio.timeout(20):
        await closed_out(log)
    assert hall.archivist.proved_all
    assert await archive.read_entries(ID) == await log.read(ID, Seq(0))


async def test_a_hot_wash_goes_on_when_redis_has_forgotten_the_log(
    rooms: Rooms, log: MemoryLog, archive: Archive
) -> None:
    hall = await an_ended_hall(rooms, log)
    before, epoch = hall.room.state, hall.room.epoch
    await log.expire(ID, 0)
    reopened = await again(rooms, hall)
    assert reopened.room.state == before
    assert reopened.room.epoch != epoch
    await reopened.room.ask(facilitator(), AddAction(what="A deputy says yes"))
    async with asyncio.timeout(20):
        await closed_out(log)
    assert (await archive.read_entries(ID))[-1] == (await log.read(ID, before.seq))[-1]


async def test_rooms_close_although_a_look_at_the_store_swallows_that_it_was_told_to_end(
    rooms: Rooms, log: MemoryLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = asyncio.Event()

    async def live() -> list[RehearsalId]:
        with contextlib.suppress(asyncio.CancelledError):
            looking.set()
            await asyncio.Event().wait()
        return []

    monkeypatch.setattr(log, "live", live)
    rooms.start()
    await looking.wait()
    async with asyncio.timeout(5):
        await rooms.close()
