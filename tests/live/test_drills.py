"""The drills of a browser in little: made once, made anew when it must be, and soon there for a hundred."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from app.ids import RehearsalId, Seq
from app.live.drills import Drills
from app.log_importing import looked_through
from app.rehearsal.entry import Entry
from app.rehearsal.events import RehearsalCreated
from app.review.trends import trends
from app.review.words import never_apart, unread
from app.store.archive import Archive
from app.store.import_records import TakenIn
from app.store.importing import take_in
from app.store.log_file import write_log_file
from app.store.memory_log import MemoryLog
from app.store.tables import DigestRow
from tests.everything import everything
from tests.store.rows import ANNAS_BROWSER, BORISS_BROWSER, a_rehearsal_row

LOG = everything().log
R1 = RehearsalId("r1")


def a_file(log: list[Entry], name: str) -> TakenIn:
    created = log[0].events[0]
    assert isinstance(created, RehearsalCreated)
    first = replace(log[0], events=(replace(created, rehearsal=RehearsalId(name)),))
    return looked_through(BytesIO(write_log_file([first, *log[1:]])))


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    made = Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def drills(archive: Archive) -> AsyncIterator[Drills]:
    log = MemoryLog()
    yield Drills(log, archive, never_apart, unread)
    await log.close()


async def stale(archive: Archive, found: TakenIn, **differs: object) -> None:
    kept = found.digest.model_dump()
    await archive.keep_digest(DigestRow(**{**kept, **differs}))


async def test_a_digest_of_other_rules_or_of_a_shorter_log_is_made_anew(
    archive: Archive, drills: Drills
) -> None:
    found = a_file(LOG, "r1")
    await take_in(None, archive, found, browser=ANNAS_BROWSER, now=1)
    (kept,) = (await drills.known(ANNAS_BROWSER)).digests
    for differs in ({"version": "of last year", "body": b"?"}, {"entries": 3, "body": b"?"}):
        await stale(archive, found, **differs)
        assert (await drills.listed(ANNAS_BROWSER, 5))[0].digest is None
        again = await drills.known(ANNAS_BROWSER)
        assert (again.missing, again.broken, len(again.digests)) == (0, 0, 1)
        assert again.digests[0].entries == kept.entries
        assert (await drills.listed(ANNAS_BROWSER, 5))[0].digest == again.digests[0]


async def test_what_is_said_after_endex_makes_a_new_digest(archive: Archive, drills: Drills) -> None:
    short, whole = a_file(LOG[:-1], "r1"), a_file(LOG, "r1")
    await take_in(None, archive, short, browser=ANNAS_BROWSER, now=1)
    assert (await drills.known(ANNAS_BROWSER)).digests[0].entries == len(LOG) - 1
    assert isinstance(drills.log, MemoryLog)
    await drills.log.restore(R1, "hot wash", whole.entries)
    assert (await drills.known(ANNAS_BROWSER)).digests[0].entries == len(LOG)


async def test_a_drill_that_cannot_be_told_hides_no_other(archive: Archive, drills: Drills) -> None:
    await take_in(None, archive, a_file(LOG, "r1"), browser=ANNAS_BROWSER, now=1)
    await archive.add_rehearsal(a_rehearsal_row("lost", created_at=2))
    await archive.set_state(RehearsalId("lost"), "ended", ended_at=3)
    await archive.add_reader(RehearsalId("lost"), ANNAS_BROWSER, 3)
    for _ in range(2):
        known = await drills.known(ANNAS_BROWSER)
        assert [one.rehearsal for one in known.digests] == ["r1"]
        assert (known.missing, known.broken) == (0, 1)


async def test_nobody_is_told_of_the_drills_of_others(archive: Archive, drills: Drills) -> None:
    await take_in(None, archive, a_file(LOG, "r1"), browser=ANNAS_BROWSER, now=1)
    assert (await drills.known(BORISS_BROWSER)).digests == ()
    assert await drills.listed(BORISS_BROWSER, 5) == []
    assert await drills.one(BORISS_BROWSER, R1) is None
    assert await drills.one(ANNAS_BROWSER, R1) is not None


async def test_a_hundred_drills_are_told_within_a_second(archive: Archive, drills: Drills) -> None:
    first = a_file(LOG, "r0")
    for number in range(100):
        name = f"r{number}"
        body = first.digest.body.replace(b'"rehearsal":"r0"', f'"rehearsal":"{name}"'.encode())
        digest = DigestRow(**{**first.digest.model_dump(), "rehearsal": name, "body": body})
        one = replace(first, rehearsal=RehearsalId(name), digest=digest)
        await take_in(None, archive, one, browser=ANNAS_BROWSER, now=number)
    began = time.process_time()
    known = await drills.known(ANNAS_BROWSER)
    told = trends(known.digests)
    took = time.process_time() - began
    assert [one.rehearsal for one in told.drills][:2] == ["r0", "r1"]
    assert (len(told.drills), known.missing) == (100, 0)
    assert took < 1.0


async def test_the_newest_drills_come_first_and_no_more_than_asked(archive: Archive, drills: Drills) -> None:
    for number in (1, 3, 2):
        await take_in(None, archive, a_file(LOG, f"r{number}"), browser=ANNAS_BROWSER, now=number)
    listed = await drills.listed(ANNAS_BROWSER, 2)
    assert [one.row.id for one in listed] == ["r3", "r2"]
    assert all(one.imported for one in listed)
    assert await archive.how_many_ended_of(ANNAS_BROWSER) == 3
    assert await archive.how_many_ended_of(BORISS_BROWSER) == 0
    assert [last for _, last, _ in await archive.ended_of(ANNAS_BROWSER, 2)] == [Seq(len(LOG))] * 2
