"""Logs from elsewhere in SQLite and PostgreSQL: kept whole or not at all, and the same log once."""

import asyncio
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import RehearsalId
from app.log_importing import looked_through
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.review.build import review_of
from app.store.archive import Archive
from app.store.codec import unpack
from app.store.import_records import TakenIn
from app.store.importing import OtherLog, Outcome, take_in, whole_log
from app.store.log import Unavailable
from app.store.log_file import write_log_file
from app.store.memory_log import MemoryLog
from app.store.review_file import write_review
from tests.build import a_drill, brand, facilitator, observer
from tests.rehearsal.test_long_drills import wild_drill
from tests.store.rows import ANNAS_BROWSER, BORISS_BROWSER, a_participant_row, a_rehearsal_row

R1 = RehearsalId("r1")
NOW = 1_795_300_000_000


def a_log(said: str = "Who was at the gate?") -> list[Entry]:
    """A drill in which somebody with a name sat, and that goes on for an entry after EndEx."""
    drill = a_drill()
    drill.sit(brand(), "Quillon Ashby")
    drill.ask(facilitator(), c.StartClock())
    drill.ask(brand(), c.SayInChat(text=said), at=20)
    drill.ask(facilitator(), c.EndClock(), at=60)
    drill.ask(observer(), c.WriteNote(text="Quick.", noticed=20))
    return drill.log


def a_file(log: list[Entry]) -> TakenIn:
    return looked_through(BytesIO(write_log_file(log)))


async def brought(archive: Archive, log: list[Entry], browser: str | None = ANNAS_BROWSER) -> Outcome:
    return await take_in(None, archive, a_file(log), browser=browser, now=NOW)


async def test_what_was_imported_is_exported_and_reviewed_byte_for_byte(archive: Archive) -> None:
    log = a_log()
    file = write_log_file(log)
    assert await brought(archive, log) == "new"
    here = await whole_log(None, archive, R1)
    assert write_log_file(here) == file
    assert write_review(review_of(here)) == write_review(review_of(log))
    row = await archive.rehearsal(R1)
    assert row is not None
    assert (row.state, row.ended_at, row.title) == ("ended", log[-2].at, log[0].events[0].scenario.title)  # type: ignore[union-attr]
    assert (await archive.verify(R1, row.epoch)).entries == len(log)


async def test_the_browser_that_brought_it_reads_it_from_no_seat_and_no_other(archive: Archive) -> None:
    await brought(archive, a_log())
    (reader,) = await archive.of_browser(R1, ANNAS_BROWSER)
    assert (reader.seat, reader.name) == (None, "")
    assert await archive.of_browser(R1, BORISS_BROWSER) == []
    assert [row.id for row in await archive.rehearsals_of(ANNAS_BROWSER)] == [R1]


async def test_the_same_log_again_is_the_same_rehearsal_for_another_reader_too(archive: Archive) -> None:
    await brought(archive, a_log())
    assert await brought(archive, a_log()) == "known"
    assert await brought(archive, a_log(), BORISS_BROWSER) == "known"
    for browser in (ANNAS_BROWSER, BORISS_BROWSER):
        assert len(await archive.of_browser(R1, browser)) == 1
    assert len(await archive.read_entries(R1)) == len(a_log())


async def test_a_log_that_was_changed_is_refused_and_the_first_stays(archive: Archive) -> None:
    await brought(archive, a_log())
    with pytest.raises(OtherLog, match="one of the two was changed"):
        await brought(archive, a_log("Nobody saw it."), BORISS_BROWSER)
    assert await archive.of_browser(R1, BORISS_BROWSER) == []
    assert write_log_file(await archive.read_entries(R1)) == write_log_file(a_log())


async def test_a_longer_log_takes_the_place_of_what_it_goes_on_from(archive: Archive) -> None:
    log = a_log()
    assert await brought(archive, log[:-1]) == "new"
    assert await brought(archive, log) == "longer"
    assert write_log_file(await archive.read_entries(R1)) == write_log_file(log)
    assert await brought(archive, log[:-1]) == "known"
    with pytest.raises(
        OtherLog, match=f"longer log of this drill, {len(log)} entries and not {len(log) - 1}"
    ):
        await brought(archive, log[:-1], BORISS_BROWSER)


async def test_a_longer_log_replaces_what_redis_shows_of_it_too(archive: Archive) -> None:
    log, redis = a_log(), MemoryLog()
    first, whole = a_file(log[:-1]), a_file(log)
    await take_in(redis, archive, first, browser=ANNAS_BROWSER, now=NOW)
    await redis.restore(R1, "looked-at", first.entries)
    await take_in(redis, archive, whole, browser=ANNAS_BROWSER, now=NOW)
    assert len(await whole_log(redis, archive, R1)) == len(log)
    assert len(await archive.read_entries(R1)) == len(log)
    await redis.close()


async def test_a_drill_held_here_is_never_written_over(archive: Archive) -> None:
    log = a_log()
    found = a_file(log)
    await archive.add_rehearsal(a_rehearsal_row(R1, epoch="live"))
    await archive.add_participant(a_participant_row("p1", "brand-comms"))
    await archive.write_entries(R1, "live", found.entries[:-1])
    with pytest.raises(OtherLog, match="under way on this server"):
        await brought(archive, log, BORISS_BROWSER)
    await archive.set_state(R1, "ended", ended_at=NOW)
    with pytest.raises(OtherLog, match="another log"):
        await brought(archive, log, BORISS_BROWSER)
    assert await brought(archive, log[:-1], BORISS_BROWSER) == "known"
    assert await archive.archived(R1, "live") == len(log) - 1


async def test_two_who_bring_the_same_log_at_once_make_one_rehearsal(archive: Archive) -> None:
    both = (brought(archive, a_log(), browser) for browser in (ANNAS_BROWSER, BORISS_BROWSER))
    done = await asyncio.gather(*both)
    assert sorted(done) == ["known", "new"]


async def test_an_import_that_fails_on_its_way_leaves_nothing_behind(archive: Archive) -> None:
    found = a_file(a_log())
    found.digest.rehearsal = "nobody"
    with pytest.raises((OtherLog, Unavailable)):
        await take_in(None, archive, found, browser=ANNAS_BROWSER, now=NOW)
    assert await archive.rehearsal(R1) is None
    assert await archive.read_packed(R1) == []
    assert await archive.of_browser(R1, ANNAS_BROWSER) == []
    assert await brought(archive, a_log()) == "new"


@settings(max_examples=12, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_any_drills_log_is_the_same_after_export_import_and_export(seed: int) -> None:
    drill = wild_drill(seed, 300)
    file = write_log_file(drill.log)
    found = looked_through(BytesIO(file))
    again = [unpack(one) for one in found.entries]
    assert write_log_file(again) == file
    assert write_review(review_of(again)) == write_review(review_of(drill.log))
