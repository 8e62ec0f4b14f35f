"""Writing a backup of a server that runs, and reading it back into one that is empty."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.ids import RehearsalId, Seq
from app.store.archive import Archive
from app.store.archiving import AT_ONCE
from app.store.backup_file import BackupBroken, Kept, Reader, Writer, member_of
from app.store.backup_records import Frozen, table_names
from app.store.log import EventLog, LogLost, Packed, StoreError
from app.store.segments import chain, squeeze, unsqueeze

TRIES = 5
"""How often SQL is looked at anew because a rehearsal began meanwhile."""

Tell = Callable[[str, int, int], None]
"""Told what is done, how much of it, and of how much."""


class StillBeginning(StoreError):
    """Rehearsals begin faster than they can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What of a server is backed up.

    Attributes:
        scenarios: the folder of its library.
        secret: the file with the secret it signs links with; None where it has it from its environment.
    """

    log: EventLog
    archive: Archive
    scenarios: Path
    secret: Path | None


async def back_up(parts: Parts, writer: Writer, tell: Tell) -> None:
    """Write everything: logs first, then SQL at one moment after them.

    So whoever took a seat by what a log holds is in SQL too; what came later is in neither.

    Raises:
        Unavailable: a store cannot be reached.
        StillBeginning: no moment was found at which SQL knew no rehearsal more.
    """
    seen: set[str] = set()
    for _ in range(TRIES):
        async with parts.archive.frozen() as sql:
            fresh = sorted(set(await sql.rehearsals()) - seen)
            if not fresh:
                await _keep_tables(sql, writer, tell)
                break
        for at, rehearsal in enumerate(fresh, start=1):
            await _keep_log(parts, writer, RehearsalId(rehearsal))
            tell("logs", at, len(fresh))
        seen.update(fresh)
    else:
        raise StillBeginning("rehearsals begin faster than they can be read; try again in a moment")
    _keep_files(parts, writer, tell)


async def _keep_tables(sql: Frozen, writer: Writer, tell: Tell) -> None:
    writer.manifest.revision = await sql.revision()
    names = table_names()
    for at, table in enumerate(names, start=1):
        count = 0
        with writer.member(member_of(table)) as write:
            async for row in sql.rows(table):
                write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
                count += 1
        writer.manifest.rows[table] = count
        tell("tables", at, len(names))


async def _keep_log(parts: Parts, writer: Writer, rehearsal: RehearsalId) -> None:
    """A log that is in Redis, whole; what is in SQL alone comes with the tables."""
    try:
        epoch = await parts.log.epoch(rehearsal)
        entries = await whole(parts.log, rehearsal)
    except LogLost:
        return
    live = rehearsal in await parts.log.live()
    kept = Kept(epoch=epoch, entries=len(entries), chain=chain("", entries), live=live)
    writer.manifest.logs[rehearsal] = kept
    writer.add(log_member(rehearsal), iter((squeeze(entries),)))


def _keep_files(parts: Parts, writer: Writer, tell: Tell) -> None:
    files = [one for one in sorted(parts.scenarios.rglob("*")) if one.is_file() and not one.is_symlink()]
    for at, file in enumerate(files, start=1):
        name = f"scenarios/{file.relative_to(parts.scenarios).as_posix()}"
        writer.add(name, iter((file.read_bytes(),)))
        tell("scenarios", at, len(files))
    if parts.secret is not None and parts.secret.is_file():
        writer.add("secret", iter((parts.secret.read_bytes(),)))


async def whole(log: EventLog, rehearsal: RehearsalId) -> list[Packed]:
    """Every entry of a log in Redis.

    Raises:
        LogLost: there is none.
    """
    entries: list[Packed] = []
    while some := await log.read_packed(rehearsal, Seq(len(entries)), AT_ONCE):
        entries += some
    return entries


def entries_of(reader: Reader, rehearsal: str) -> list[Packed]:
    """A log in a backup.

    Raises:
        BackupBroken: it is not the one the manifest names.
    """
    kept = reader.manifest.logs[rehearsal]
    entries = unsqueeze(Seq(1), reader.read(log_member(rehearsal)))
    if (len(entries), chain("", entries)) != (kept.entries, kept.chain):
        raise BackupBroken(f"the log of {rehearsal} is not as it was")
    return entries


def log_member(rehearsal: str) -> str:
    return f"logs/{rehearsal}"


def files_of(reader: Reader) -> Iterator[tuple[Path, str]]:
    """The files of the library, by their place below its folder, and their members.

    Raises:
        BackupBroken: one would lie elsewhere.
    """
    for name in reader.below("scenarios"):
        path = Path(name)
        if path.is_absolute() or ".." in path.parts:
            raise BackupBroken(f"{name} would lie outside the library")
        yield path, f"scenarios/{name}"
