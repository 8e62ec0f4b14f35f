import pytest

from app.ids import RehearsalId, Seq
from app.store.archive import Archive
from app.store.archiving import close_out, rebuild, write_through
from app.store.log import EventLog, LogLost
from app.store.memory_log import MemoryLog
from app.store.segments import ArchiveBroken
from tests.store.made import a_rehearsal_id, an_entry, packed, until
from tests.store.rows import a_rehearsal_row


@pytest.fixture
async def rehearsal(log: EventLog, archive: Archive) -> RehearsalId:
    """A rehearsal with three entries in its log and none in the archive."""
    made = a_rehearsal_id()
    await archive.add_rehearsal(a_rehearsal_row(made, epoch="epoch-1"))
    await log.create(made, an_entry(1), "epoch-1")
    await append(log, made, 2, 3)
    return made


async def append(log: EventLog, rehearsal: RehearsalId, *seqs: int) -> None:
    for seq in seqs:
        await log.append(rehearsal, Seq(seq - 1), an_entry(seq, ask=f"a{seq}"))


async def forgotten(log: EventLog, rehearsal: RehearsalId) -> None:
    """Wait until the log is gone."""

    async def gone() -> bool:
        try:
            await log.last(rehearsal)
        except LogLost:
            return True
        return False

    await until(gone)


async def test_writing_through_archives_what_is_new(
    log: EventLog, archive: Archive, rehearsal: RehearsalId
) -> None:
    assert await write_through(log, archive, rehearsal) == 3
    await append(log, rehearsal, 4, 5)
    assert await write_through(log, archive, rehearsal) == 5
    assert await write_through(log, archive, rehearsal) == 5
    assert await archive.read_entries(rehearsal) == await log.read(rehearsal, Seq(0))


@pytest.mark.trust(15)
async def test_redis_forgets_only_what_the_archive_was_proven_to_hold(
    log: EventLog, archive: Archive, rehearsal: RehearsalId
) -> None:
    whole = await log.read(rehearsal, Seq(0))
    assert (await close_out(log, archive, rehearsal, keep_seconds=1)).entries == 3
    await forgotten(log, rehearsal)
    assert await archive.read_entries(rehearsal) == whole


@pytest.mark.trust(15)
async def test_nothing_is_forgotten_while_the_archive_differs(
    log: EventLog, archive: Archive, rehearsal: RehearsalId
) -> None:
    await archive.write_entries(rehearsal, "epoch-1", packed(an_entry(1), an_entry(2, "otherwise")))
    with pytest.raises(ArchiveBroken):
        await close_out(log, archive, rehearsal, keep_seconds=0)
    assert await log.last(rehearsal) == 3


async def test_a_lost_log_comes_back_from_the_archive_under_a_new_epoch(
    archive: Archive, rehearsal: RehearsalId, log: EventLog
) -> None:
    await write_through(log, archive, rehearsal)
    await append(log, rehearsal, 4)
    empty = MemoryLog()
    assert await rebuild(empty, archive, rehearsal, "epoch-2") == "epoch-2"
    assert await empty.read(rehearsal, Seq(0)) == (await log.read(rehearsal, Seq(0)))[:3]
    assert await empty.append(rehearsal, Seq(3), an_entry(4, ask="a2")) == 2
    assert (await archive.verify(rehearsal, "epoch-2")).entries == 3
    row = await archive.rehearsal(rehearsal)
    assert row
    assert row.epoch == "epoch-2"


async def test_the_first_of_two_nodes_to_rebuild_decides_the_epoch(
    archive: Archive, rehearsal: RehearsalId, log: EventLog
) -> None:
    await write_through(log, archive, rehearsal)
    empty = MemoryLog()
    assert await rebuild(empty, archive, rehearsal, "epoch-2") == "epoch-2"
    assert await rebuild(empty, archive, rehearsal, "epoch-3") == "epoch-2"
    assert await archive.archived(rehearsal, "epoch-3") == 0


async def test_a_log_lost_twice_keeps_what_came_between(
    archive: Archive, rehearsal: RehearsalId, log: EventLog
) -> None:
    await write_through(log, archive, rehearsal)
    first, second = MemoryLog(), MemoryLog()
    await rebuild(first, archive, rehearsal, "epoch-2")
    await append(first, rehearsal, 4, 5)
    await write_through(first, archive, rehearsal)
    await rebuild(second, archive, rehearsal, "epoch-3")
    assert await second.last(rehearsal) == 5


async def test_a_log_in_no_store_is_lost(archive: Archive) -> None:
    with pytest.raises(LogLost):
        await rebuild(MemoryLog(), archive, a_rehearsal_id(), "epoch-2")


async def test_what_is_said_after_the_end_is_archived_and_proved_from_where_the_proof_ended(
    log: EventLog, archive: Archive, rehearsal: RehearsalId
) -> None:
    proved = await close_out(log, archive, rehearsal)
    await append(log, rehearsal, 4, 5)
    proved = await close_out(log, archive, rehearsal, since=proved)
    assert proved.entries == 5
    assert proved == await archive.verify(rehearsal, "epoch-1")
    assert await archive.read_entries(rehearsal) == await log.read(rehearsal, Seq(0))
    assert await close_out(log, archive, rehearsal, since=proved) == proved


async def test_what_is_said_after_the_end_is_proved_like_the_rest(
    log: EventLog, archive: Archive, rehearsal: RehearsalId
) -> None:
    proved = await close_out(log, archive, rehearsal)
    await append(log, rehearsal, 4)
    await archive.write_entries(rehearsal, "epoch-1", packed(an_entry(4, "otherwise")))
    with pytest.raises(ArchiveBroken):
        await close_out(log, archive, rehearsal, since=proved)


async def test_a_log_stays_for_as_long_as_people_still_write(
    log: EventLog, archive: Archive, rehearsal: RehearsalId
) -> None:
    other = a_rehearsal_id()
    await archive.add_rehearsal(a_rehearsal_row(other, epoch="epoch-1"))
    await log.create(other, an_entry(1), "epoch-1")
    proved = await close_out(log, archive, rehearsal, keep_seconds=1)
    await append(log, rehearsal, 4)
    await close_out(log, archive, rehearsal, since=proved)
    await close_out(log, archive, other, keep_seconds=1)
    await forgotten(log, other)
    assert await log.last(rehearsal) == 4


async def test_a_review_whose_log_was_forgotten_is_gone_on_with(
    log: EventLog, archive: Archive, rehearsal: RehearsalId
) -> None:
    await append(log, rehearsal, 4)
    await close_out(log, archive, rehearsal, keep_seconds=1)
    await forgotten(log, rehearsal)
    assert await rebuild(log, archive, rehearsal, "epoch-2") == "epoch-2"
    assert await log.append(rehearsal, Seq(4), an_entry(5, ask="a4")) == 4
    await append(log, rehearsal, 5)
    proved = await close_out(log, archive, rehearsal)
    assert proved.entries == 5
    assert [entry.seq for entry in await archive.read_entries(rehearsal)] == [1, 2, 3, 4, 5]
