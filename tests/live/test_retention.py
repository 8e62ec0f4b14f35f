"""Rehearsals that ended longer ago than they are kept are erased, by a clock of the test's own."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.ids import RehearsalId
from app.live import retention
from app.live.retention import DAY, Retention
from app.main import opened
from app.settings import Settings
from app.store.archive import Archive
from app.store.log import Unavailable
from app.store.memory_log import MemoryLog
from tests.store.made import an_entry, until
from tests.store.rows import a_rehearsal_row

ENDED = 1_000_000_000_000
"""Wall ms at which the rehearsals of the test ended."""


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    kept = Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    await kept.open()
    yield kept
    await kept.close()


async def over(archive: Archive, name: str, *, ended: int = ENDED, came: int = 1) -> None:
    await archive.add_rehearsal(a_rehearsal_row(name, created_at=came))
    await archive.set_state(RehearsalId(name), "ended", ended_at=ended)


def kept_for(archive: Archive, days: int, *, since: float, log: MemoryLog | None = None) -> Retention:
    """With a clock that stands that many days after the end."""
    now = ENDED + round(since * DAY * 1000)
    return Retention(log=log or MemoryLog(), archive=archive, days=days, now=lambda: now, settle=0)


async def test_it_goes_when_the_days_are_over_and_not_before(archive: Archive) -> None:
    log = MemoryLog()
    await over(archive, "r1")
    await log.create(RehearsalId("r1"), an_entry(1), "epoch-1")
    assert await kept_for(archive, 30, since=29.99, log=log).sweep() == 0
    assert await log.last(RehearsalId("r1")) == 1
    assert await kept_for(archive, 30, since=30.01, log=log).sweep() == 1
    assert await archive.rehearsals() == []
    assert await log.erase(RehearsalId("r1")) == 0
    assert [(one.act, one.about) for one in await archive.audited()] == [("rehearsal.outlived", "r1")]


async def test_without_days_everything_is_kept(archive: Archive) -> None:
    await over(archive, "r1")
    assert await kept_for(archive, 0, since=9_999).sweep() == 0
    assert len(await archive.rehearsals()) == 1


async def test_what_is_not_over_or_was_brought_here_lately_is_kept(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row("r1", created_at=1))
    await over(archive, "r2", came=ENDED + 99 * DAY * 1000)
    assert await kept_for(archive, 30, since=100).sweep() == 0


async def test_however_many_there_are_they_go_a_few_at_a_time(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for number in range(5):
        await over(archive, f"r{number}", ended=ENDED + number)
    await over(archive, "young", ended=ENDED + 90 * DAY * 1000)
    assert await kept_for(archive, 30, since=31).sweep() == 5
    assert [row.id for row in await archive.rehearsals()] == ["young"]


class Partly(MemoryLog):
    """One whose server of the odd rehearsals is away."""

    def reaches(self, rehearsal: RehearsalId) -> bool:
        return int(rehearsal[1:]) % 2 == 0


async def test_what_lies_on_a_server_that_is_away_keeps_nothing_else(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    for number in range(1, 6):
        await over(archive, f"r{number}", ended=ENDED + number)
    with pytest.raises(Unavailable, match="2 are erased, and 3 lie"):
        await kept_for(archive, 30, since=31, log=Partly()).sweep()
    assert {row.id for row in await archive.rehearsals()} == {"r1", "r3", "r5"}
    assert await kept_for(archive, 30, since=31).sweep() == 3


async def test_a_server_looks_when_it_starts(archive: Archive, tmp_path: Path) -> None:
    await over(archive, "r1")
    await over(archive, "r2", ended=retention.wall())

    async def one_is_left() -> bool:
        return [row.id for row in await archive.rehearsals()] == ["r2"]

    async with asyncio.timeout(20), opened(Settings(data=tmp_path, keep_days=1)):
        await until(one_is_left)
