import asyncio

import pytest
from sqlalchemy import text

from app.ids import RehearsalId, Seq
from app.store.archive import Archive
from app.store.log import Packed
from app.store.log_records import MOST_IN_A_SEGMENT, ArchiveGap, Verified
from app.store.segments import ArchiveBroken, chain, squeeze, unsqueeze
from tests.store.made import an_entry, packed, poison
from tests.store.rows import R1, a_rehearsal_row

E1 = "epoch-1"
TEN = packed(*(an_entry(seq, f"line {seq}") for seq in range(1, 11)))


async def test_entries_come_back_as_they_went(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row(epoch=E1))
    assert await archive.write_entries(R1, E1, TEN) == 10
    assert await archive.read_packed(R1) == TEN
    assert [entry.seq for entry in await archive.read_entries(R1)] == list(range(1, 11))
    assert await archive.read_packed(RehearsalId("r2")) == []


async def test_bytes_nobody_can_read_are_kept_as_they_are(archive: Archive) -> None:
    odd = [*TEN, poison(11), Packed(Seq(12), b"\x00\n\xff"), Packed(Seq(13), b"")]
    await archive.write_entries(R1, E1, odd)
    assert await archive.read_packed(R1) == odd
    assert (await archive.verify(R1, E1)).entries == 13


async def test_writing_again_changes_nothing_and_adds_only_what_is_new(archive: Archive) -> None:
    await archive.write_entries(R1, E1, TEN[:4])
    assert await archive.write_entries(R1, E1, TEN[:2]) == 4
    assert await archive.write_entries(R1, E1, TEN[2:7]) == 7
    assert await archive.write_entries(R1, E1, TEN) == 10
    assert await archive.archived(R1, E1) == 10
    assert await archive.read_packed(R1) == TEN
    assert await archive.verify(R1, E1) == Verified(10, chain("", TEN))


async def test_a_gap_is_never_archived(archive: Archive) -> None:
    await archive.write_entries(R1, E1, TEN[:4])
    for entries in (TEN[5:], [TEN[4], TEN[6]]):
        with pytest.raises(ArchiveGap):
            await archive.write_entries(R1, E1, entries)
    assert await archive.archived(R1, E1) == 4


async def test_two_nodes_writing_through_at_once_archive_each_entry_once(
    archive: Archive, database_url: str
) -> None:
    other = Archive(database_url)
    pieces = [(archive, TEN[:6]), (other, TEN), (archive, TEN[:8]), (other, TEN[:3])]
    await asyncio.gather(*(node.write_entries(R1, E1, entries) for node, entries in pieces))
    await archive.write_entries(R1, E1, TEN)
    assert await archive.read_packed(R1) == TEN
    assert (await archive.verify(R1, E1)).entries == 10
    await other.close()


async def test_a_long_log_is_cut_into_segments(archive: Archive) -> None:
    long = [Packed(Seq(seq), b"%d" % seq) for seq in range(1, 2 * MOST_IN_A_SEGMENT + 2)]
    assert await archive.write_entries(R1, E1, long) == len(long)
    assert await archive.read_packed(R1) == long


async def test_the_current_epoch_counts_once_it_is_archived(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row(epoch="epoch-2"))
    await archive.write_entries(R1, "epoch-0", TEN[:2])
    await archive.write_entries(R1, E1, TEN)
    assert await archive.read_packed(R1) == TEN
    await archive.write_entries(R1, "epoch-2", TEN[:3])
    assert await archive.read_packed(R1) == TEN[:3]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM log_segments WHERE first = 1",
        "DELETE FROM log_segments WHERE first = 4",
        "UPDATE log_segments SET count = count + 1 WHERE first = 4",
        "UPDATE log_segments SET chain = 'ff' WHERE first = 7",
        "UPDATE log_segments SET data = (SELECT data FROM log_segments WHERE first = 7) WHERE first = 4",
        "UPDATE log_segments SET first = 2 WHERE first = 4",
    ],
)
async def test_a_damaged_archive_is_noticed(archive: Archive, damage: str) -> None:
    for upto in (3, 6, 9):
        await archive.write_entries(R1, E1, TEN[:upto])
    await archive.verify(R1, E1)
    async with archive._engine.begin() as connection:
        await connection.execute(text(damage))
    with pytest.raises(ArchiveBroken):
        await archive.verify(R1, E1)


def test_a_chain_depends_on_every_entry_and_its_place() -> None:
    whole = chain("", TEN)
    assert whole == chain(chain("", TEN[:4]), TEN[4:])
    assert whole != chain("", TEN[:9])
    assert whole != chain("", [*TEN[:8], Packed(Seq(9), TEN[9].data), Packed(Seq(10), TEN[8].data)])


def test_a_segment_cut_short_is_noticed() -> None:
    data = squeeze(TEN)
    assert unsqueeze(Seq(1), data) == TEN
    for broken in (data[:-3], b"", b"nonsense"):
        with pytest.raises(ArchiveBroken):
            unsqueeze(Seq(1), broken)
