"""A backup holds everything as it was at one moment, and goes where nothing is in its way."""

import shutil
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app import backups
from app.ids import RehearsalId, Seq
from app.store.archive import Archive
from app.store.archiving import write_through
from app.store.backing_up import Parts, back_up
from app.store.backup_file import BackupBroken, Manifest, Reader, Writer
from app.store.bringing_back import DoesNotFit, How, bring_back
from app.store.log import EventLog, Packed, StoreError, Unavailable
from app.store.memory_log import MemoryLog
from tests.store.made import an_entry
from tests.store.rows import a_participant_row, a_rehearsal_row

R1, R2 = RehearsalId("r1"), RehearsalId("r2")
SECRET = b"what links are signed with"


class Away(MemoryLog):
    """A log whose store does not answer."""

    async def epoch(self, rehearsal: RehearsalId) -> str:
        raise Unavailable(rehearsal)


def untold(_what: str, _done: int, _of: int) -> None:
    """Nobody looks on."""


@pytest.fixture
async def server(archive: Archive, memory_log: MemoryLog, tmp_path: Path) -> Parts:
    """A server with a drill that goes on, half of it archived, and one that is over and in SQL alone."""
    scenarios = tmp_path / "scenarios"
    (scenarios / "one" / "media").mkdir(parents=True)
    (scenarios / "one" / "scenario.yaml").write_text("title: One\n")
    (scenarios / "one" / "media" / "seat.png").write_bytes(b"\x89PNG\r\n\x00\xff")
    (tmp_path / "secret").write_bytes(SECRET)
    await archive.add_rehearsal(a_rehearsal_row(R1, epoch=""))
    await archive.add_rehearsal(a_rehearsal_row(R2, code="BCDFGH", epoch="epoch-2"))
    await archive.add_participant(a_participant_row("p1", "anna"))
    await memory_log.create(R1, an_entry(1), "epoch-1")
    await memory_log.append(R1, Seq(1), an_entry(2, ask="a2"))
    await write_through(memory_log, archive, R1)
    await memory_log.append(R1, Seq(2), an_entry(3, "not archived yet", ask="a3"))
    await memory_log.mark_live(R1)
    await archive.write_entries(R2, "epoch-2", await memory_log.read_packed(R1, Seq(0), 2))
    return Parts(log=memory_log, archive=archive, scenarios=scenarios, secret=tmp_path / "secret")


@asynccontextmanager
async def empty(folder: Path, url: str = "") -> AsyncIterator[Parts]:
    """A server that keeps nothing yet."""
    archive, log = Archive(url or f"sqlite:///{folder / 'squall.db'}"), MemoryLog()
    await archive.open()
    try:
        yield Parts(log=log, archive=archive, scenarios=folder / "scenarios", secret=folder / "secret")
    finally:
        await archive.close()
        await log.close()


async def written(server: Parts, to: Path) -> Path:
    with Writer(to, Manifest(version="1", made="now")) as writer:
        await back_up(server, writer, untold)
    return to


async def test_a_server_comes_back_elsewhere_whole_and_its_drill_goes_on(
    server: Parts, tmp_path: Path
) -> None:
    file = await written(server, tmp_path / "backup.zip")
    async with empty(tmp_path / "elsewhere") as other:
        done = await bring_back(other, Reader(file), How(), untold)
        assert (done.rehearsals, done.live, done.files, done.same_secret) == (2, 1, 2, True)
        assert await other.log.read(R1, Seq(0)) == await server.log.read(R1, Seq(0))
        assert await other.log.epoch(R1) != "epoch-1"
        assert await other.log.live() == [R1]
        assert await other.log.ask_seq(R1, "a3") == 3
        assert await other.archive.read_entries(R2) == await server.archive.read_entries(R2)
        assert await other.archive.participants(R1) == await server.archive.participants(R1)
        assert await other.log.append(R1, Seq(3), an_entry(4)) == 4
        for name in ("one/scenario.yaml", "one/media/seat.png"):
            assert (other.scenarios / name).read_bytes() == (server.scenarios / name).read_bytes()
        assert (tmp_path / "elsewhere" / "secret").read_bytes() == SECRET


async def test_a_backup_of_either_database_goes_into_the_other(
    request: pytest.FixtureRequest, server: Parts, tmp_path: Path
) -> None:
    file = await written(server, tmp_path / "backup.zip")
    name = f"b{tmp_path.name.replace('-', '_')}".lower()
    postgres = request.getfixturevalue("postgres")
    postgres.psql(f"CREATE DATABASE {name};")
    async with empty(tmp_path / "pg", str(postgres.get_uri(name))) as other:
        await bring_back(other, Reader(file), How(), untold)
        assert await other.archive.participants(R1) == await server.archive.participants(R1)
        assert await other.log.read(R1, Seq(0)) == await server.log.read(R1, Seq(0))


async def test_what_begins_while_sql_is_read_is_in_the_backup_or_is_not_at_all(
    server: Parts, tmp_path: Path
) -> None:
    """While the first logs are read somebody opens a third rehearsal."""

    class Busy(MemoryLog):
        def __init__(self, log: EventLog) -> None:
            super().__init__()
            self.log = log
            self.begun = False

        async def epoch(self, rehearsal: RehearsalId) -> str:
            if not self.begun:
                self.begun = True
                await server.archive.add_rehearsal(a_rehearsal_row("r3"))
                await self.log.create(RehearsalId("r3"), an_entry(1), "epoch-3")
            return await self.log.epoch(rehearsal)

        async def read_packed(self, rehearsal: RehearsalId, after: Seq, count: int = 1000) -> list[Packed]:
            return await self.log.read_packed(rehearsal, after, count)

    file = await written(replace(server, log=Busy(server.log)), tmp_path / "backup.zip")
    reader = Reader(file)
    assert {row["id"] for row in reader.rows("rehearsals")} == {"r1", "r2", "r3"}
    assert reader.manifest.logs.keys() == {"r1", "r3"}


@pytest.mark.parametrize("table", ["rehearsals", "participants"])
async def test_a_server_that_is_not_empty_is_left_as_it_is(server: Parts, tmp_path: Path, table: str) -> None:
    file = await written(server, tmp_path / "backup.zip")
    async with empty(tmp_path / "elsewhere") as other:
        await other.archive.add_rehearsal(a_rehearsal_row("r9"))
        if table == "participants":
            await other.archive.add_participant(a_participant_row("p9", None, rehearsal="r9"))
        before = await other.archive.holds()
        with pytest.raises(DoesNotFit, match="--into"):
            await bring_back(other, Reader(file), How(), untold)
        assert await other.archive.holds() == before
        assert not other.scenarios.exists()
        await bring_back(other, Reader(file), How(into=True), untold)
        assert {row.id for row in await other.archive.rehearsals()} == {"r1", "r2", "r9"}


async def test_nothing_is_written_where_one_thing_clashes(server: Parts, tmp_path: Path) -> None:
    file = await written(server, tmp_path / "backup.zip")
    async with empty(tmp_path / "elsewhere") as other:
        await other.archive.add_rehearsal(a_rehearsal_row("r2", code="XXXXXX"))
        with pytest.raises(DoesNotFit, match="rehearsals: r2"):
            await bring_back(other, Reader(file), How(into=True), untold)
        assert await other.archive.holds() == {"rehearsals": 1}


async def test_a_log_that_redis_has_already_is_not_overwritten(server: Parts, tmp_path: Path) -> None:
    file = await written(server, tmp_path / "backup.zip")
    async with empty(tmp_path / "elsewhere") as other:
        await other.log.create(R1, an_entry(1, "another past"), "epoch-7")
        with pytest.raises(DoesNotFit, match="Redis has a log of r1"):
            await bring_back(other, Reader(file), How(), untold)
        assert await other.archive.holds() == {}


async def test_a_scenario_that_differs_here_is_kept_only_if_that_is_wanted(
    server: Parts, tmp_path: Path
) -> None:
    file = await written(server, tmp_path / "backup.zip")
    async with empty(tmp_path / "elsewhere") as other:
        shutil.copytree(server.scenarios, other.scenarios)
        (other.scenarios / "one" / "scenario.yaml").write_text("title: Newer\n")
        with pytest.raises(DoesNotFit, match=r"one/scenario\.yaml"):
            await bring_back(other, Reader(file), How(), untold)
        done = await bring_back(other, Reader(file), How(keep_scenarios=True), untold)
        assert done.files == 0
        assert (other.scenarios / "one" / "scenario.yaml").read_text() == "title: Newer\n"


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def changed(file: Path) -> None:
    rewritten(file, lambda _, data: data.replace(b"Too wide", b"Too slim"))


def without_a_log(file: Path) -> None:
    rewritten(file, lambda name, data: None if name.startswith("logs/") else data)


def rewritten(file: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    other = file.with_suffix(".other")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    other.replace(file)


@pytest.mark.parametrize("damage", [cut_off, changed, without_a_log])
async def test_a_damaged_backup_is_told_and_nothing_of_it_is_written(
    server: Parts, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file = await written(server, tmp_path / "backup.zip")
    damage(file)
    async with empty(tmp_path / "elsewhere") as other:
        with pytest.raises(BackupBroken):
            await bring_back(other, Reader(file), How(), untold)
        assert await other.archive.holds() == {}


async def test_a_backup_that_fails_leaves_no_file(server: Parts, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    await server.archive.close()
    with pytest.raises(StoreError):
        await written(replace(server, log=Away()), tmp_path / "backups" / "backup.zip")
    assert not sorted((tmp_path / "backups").iterdir())


async def test_a_backup_is_for_its_owner_alone(server: Parts, tmp_path: Path) -> None:
    file = await written(server, tmp_path / "backup.zip")
    assert file.stat().st_mode & 0o077 == 0


async def test_a_backup_is_never_written_over_another(tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.touch()
    with pytest.raises(FileExistsError, match="overwritten"):
        backups.back_up(empty(tmp_path), file)


async def test_a_check_writes_nothing(server: Parts, tmp_path: Path) -> None:
    file = await written(server, tmp_path / "backup.zip")
    said = await backups.restore(empty(tmp_path / "elsewhere"), file, How(), check=True)
    assert "2 rehearsals, 1 of them not over" in said
    async with empty(tmp_path / "elsewhere") as other:
        assert await other.archive.holds() == {}
