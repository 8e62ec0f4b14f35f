"""What becomes of a log from elsewhere: a new rehearsal, or one that is here already."""

import asyncio
from contextlib import suppress
from typing import Literal

from app.ids import RehearsalId, Seq, WallMs
from app.rehearsal.entry import Entry
from app.rehearsal.events import EntrySkipped
from app.store.archive import Archive
from app.store.archiving import rebuild
from app.store.codec import unpack
from app.store.database import Taken
from app.store.import_records import TakenIn, is_imported
from app.store.log import EventLog, LogLost
from app.store.log_file import sealed
from app.view.readable import readable

Outcome = Literal["new", "known", "longer"]
"""A rehearsal that was not here; the very same log; the same one, with more of it than there was."""


Version = tuple[str, Seq]
"""The epoch of a log and its last entry: a log that was written anew has another epoch."""


class OtherLog(ValueError):
    """Another log is here under this id; the text says which, and what can be done."""


async def take_in(
    log: EventLog | None, archive: Archive, found: TakenIn, *, browser: str | None, now: WallMs
) -> Outcome:
    """Keep an imported log, and let a browser read it.

    The same log again is the same rehearsal. A longer one takes the place of the imported one it goes on
    from; a shorter one is known only to who may read the longer one anyway.

    Args:
        log: where a rehearsal held here may still lie; None leaves Redis aside.
        archive: where it is kept.
        found: the log.
        browser: the hash of who may read it from now on; None for nobody.
        now: wall ms.

    Raises:
        OtherLog: this id has another log here, or a drill that is not over.
    """
    outcome = await _kept(log, archive, found, browser, now)
    if browser is not None:
        await archive.add_reader(found.rehearsal, browser, now)
    return outcome


async def whole_log(log: EventLog | None, archive: Archive, rehearsal: RehearsalId) -> list[Entry]:
    """All entries: from Redis while it has them, else from the archive; none where there is no such log.

    An empty entry stands for each that was passed over while the rehearsal ran.
    """
    entries: list[Entry] = []
    try:
        while log is not None and (some := await log.read(rehearsal, Seq(len(entries)))):
            entries.extend(some)
    except LogLost:
        entries = []
    entries = entries or await archive.read_entries(rehearsal)
    if any(isinstance(event, EntrySkipped) for entry in entries for event in entry.events):
        return await asyncio.to_thread(readable, entries)
    return entries


async def version_of(log: EventLog, archive: Archive, rehearsal: RehearsalId) -> Version | None:
    """Which log `whole_log` gives, without reading it; None where there is no such log."""
    with suppress(LogLost):
        return await log.epoch(rehearsal), await log.last(rehearsal)
    row = await archive.rehearsal(rehearsal)
    return None if row is None else (row.epoch, await archive.archived(rehearsal, row.epoch))


async def _kept(
    log: EventLog | None, archive: Archive, found: TakenIn, browser: str | None, now: WallMs
) -> Outcome:
    try:
        await archive.add_import(found, now)
    except Taken:
        return await _here_already(log, archive, found, browser)
    return "new"


async def _here_already(
    log: EventLog | None, archive: Archive, found: TakenIn, browser: str | None
) -> Outcome:
    row = await archive.rehearsal(found.rehearsal)
    if row is None or row.state != "ended":
        raise OtherLog("a drill of this id is under way on this server: import its log once it is over")
    here = await whole_log(log, archive, found.rehearsal)
    match await asyncio.to_thread(_beside, here, found):
        case "same":
            return "known"
        case "longer" if is_imported(row):
            await _lengthened(log, archive, found)
            return "longer"
        case "shorter" if browser and await archive.of_browser(found.rehearsal, browser):
            return "known"
        case "shorter":
            raise OtherLog(
                f"this server has a longer log of this drill, {len(here)} entries and not "
                f"{len(found.entries)}: export it again where the drill was held, and import that"
            )
        case _:
            raise OtherLog(
                f"this server has another log of the rehearsal {found.rehearsal}, so one of the two was "
                "changed: import it on another server, or play a dry run again with another seed"
            )


def _beside(here: list[Entry], found: TakenIn) -> Literal["same", "longer", "shorter", "other"]:
    """How an imported log stands to the one that is here; names do not count, a file may have none."""
    ours, theirs = list(sealed(here)), list(sealed(unpack(one) for one in found.entries))
    both = min(len(ours), len(theirs))
    if ours[:both] != theirs[:both]:
        return "other"
    return "same" if len(ours) == len(theirs) else "longer" if len(theirs) > both else "shorter"


async def _lengthened(log: EventLog | None, archive: Archive, found: TakenIn) -> None:
    await archive.replace_import(found)
    if log is None:
        return
    try:
        old = await log.epoch(found.rehearsal)
    except LogLost:
        return
    # Somebody looks into it: Redis has the shorter one.
    await rebuild(log, archive, found.rehearsal, f"{found.epoch}-again", replacing=old)
