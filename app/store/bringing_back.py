"""Reading a backup into a server: nothing is written before all of it is known to fit."""

import secrets
from dataclasses import dataclass

from app.ids import RehearsalId
from app.store.archiving import rebuild
from app.store.backing_up import Parts, Tell, entries_of, files_of
from app.store.backup_file import Reader
from app.store.backup_records import key_of, table_names
from app.store.log import LogLost, StoreError

MOST_NAMED = 5


class DoesNotFit(StoreError):
    """This backup cannot go into this server; the text says why, and what would help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a backup is brought back.

    Attributes:
        into: into a server that is not empty, if nothing in it clashes.
        keep_scenarios: leave folders of the library that differ as they are here.
    """

    into: bool = False
    keep_scenarios: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """What a restore did: rehearsals in all, those that go on, files written; whether links keep opening."""

    rehearsals: int
    live: int
    files: int
    same_secret: bool


async def bring_back(parts: Parts, reader: Reader, how: How, tell: Tell) -> BroughtBack:
    """Check everything, then write SQL, files and the logs of drills that go on.

    Raises:
        BackupBroken: the file is not as it was written.
        DoesNotFit: something here is in the way; nothing was written.
        Unavailable: a store cannot be reached.
    """
    members = len(reader.manifest.members)
    for at, _ in enumerate(reader.check(), start=1):
        tell("checked", at, members)
    await fits(parts, reader, how)
    await parts.archive.load({table: reader.rows(table) for table in table_names()})
    tell("tables", 1, 1)
    live = await _bring_logs(parts, reader, tell)
    files = _write_files(parts, reader)
    return BroughtBack(
        rehearsals=reader.manifest.rows.get("rehearsals", 0),
        live=live,
        files=files,
        same_secret=_write_secret(parts, reader, how),
    )


async def fits(parts: Parts, reader: Reader, how: How) -> None:
    """See that a backup can go in.

    Raises:
        DoesNotFit: it cannot.
    """
    async with parts.archive.frozen() as sql:
        revision = await sql.revision()
    if revision != reader.manifest.revision:
        made = f"version {reader.manifest.version} made it, with tables {reader.manifest.revision}"
        raise DoesNotFit(f"{made}; here they are {revision}: restore it with that version, then upgrade")
    held = await parts.archive.holds()
    if held and not how.into:
        told = ", ".join(f"{count} {table}" for table, count in held.items())
        raise DoesNotFit(f"this server is not empty ({told}): take an empty one, or say --into")
    await _no_clash(parts, reader, held)
    different = [str(path) for path, member in files_of(reader) if _differs(parts, path, reader.read(member))]
    if different and not how.keep_scenarios:
        raise DoesNotFit(
            f"scenarios differ here: {_some(different)}. Move them away, or keep them by --keep-scenarios"
        )


async def _no_clash(parts: Parts, reader: Reader, held: dict[str, int]) -> None:
    for table in held:
        here = await parts.archive.keys(table)
        both = [key for row in reader.rows(table) if (key := key_of(table, row)) in here]
        if both:
            raise DoesNotFit(f"{table}: {_some([' '.join(map(str, key)) for key in both])} is here already")
    for rehearsal in reader.manifest.logs:
        try:
            await parts.log.epoch(RehearsalId(rehearsal))
        except LogLost:
            continue
        raise DoesNotFit(f"Redis has a log of {rehearsal} already: give this server a Redis of its own")


async def _bring_logs(parts: Parts, reader: Reader, tell: Tell) -> int:
    """Complete the archive by what was in Redis alone, and let drills that were not over go on."""
    live = 0
    for at, (name, kept) in enumerate(reader.manifest.logs.items(), start=1):
        rehearsal = RehearsalId(name)
        await parts.archive.write_entries(rehearsal, kept.epoch, entries_of(reader, name))
        await parts.archive.set_epoch(rehearsal, kept.epoch)
        await parts.archive.verify(rehearsal, kept.epoch)
        if kept.live:
            await rebuild(parts.log, parts.archive, rehearsal, secrets.token_hex(8))
            await parts.log.mark_live(rehearsal)
            live += 1
        tell("logs", at, len(reader.manifest.logs))
    return live


def _write_files(parts: Parts, reader: Reader) -> int:
    written = 0
    for path, member in files_of(reader):
        to = parts.scenarios / path
        if not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(reader.read(member))
            written += 1
    return written


def _write_secret(parts: Parts, reader: Reader, how: How) -> bool:
    """Whether links that were sent out open this server too."""
    if parts.secret is None or "secret" not in reader.manifest.members:
        return False
    kept = reader.read("secret")
    if parts.secret.is_file() and (how.into or parts.secret.read_bytes() == kept):
        return parts.secret.read_bytes() == kept
    parts.secret.parent.mkdir(parents=True, exist_ok=True)
    parts.secret.touch(mode=0o600)
    parts.secret.write_bytes(kept)
    return True


def _differs(parts: Parts, path: object, data: bytes) -> bool:
    here = parts.scenarios / str(path)
    return here.exists() and (not here.is_file() or here.read_bytes() != data)


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
