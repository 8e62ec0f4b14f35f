"""A log from elsewhere, looked through before anything is kept: at the command line, or in a process apart.

`python -m app.log_importing` reads the file from standard input. It writes one line of JSON, what the log is
or why it is refused; one with its review, empty where that is too long for a line; and then every entry as
the stores keep it.
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from app.crowd.comparing import compare
from app.crowd.reading import read
from app.live.child import LONGEST_LINE, tell
from app.live.keys import Keyring
from app.review.blinding import evaluators
from app.review.build import reviewed
from app.review.digest import digested
from app.review.sound import UnsoundError, sound
from app.store.archive import Archive
from app.store.digest_file import digest_version, write_digest
from app.store.import_records import TakenIn
from app.store.importing import OtherLog, Outcome, take_in
from app.store.log_file import NoLogFile
from app.store.log_reading import PIECE, LogReader
from app.store.review_file import write_review
from app.store.scenario_hash import scenario_hash
from app.store.tables import DigestRow

MOST_MEMORY: Final = 3 << 30
"""Bytes this process may have; the largest log there can be takes a third."""
MOST_SECONDS: Final = 240
"""Of a processor; the largest log there can be takes half."""


class CannotImport(Exception):  # noqa: N818 - named for what happened
    """Nothing was kept; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedHere:
    """What became of a file, and the page that opens it for whoever follows the link first."""

    found: TakenIn
    outcome: Outcome
    link: str


def looked_through(file: IO[bytes]) -> TakenIn:
    """The log in a file, sound from the first entry to the last.

    Raises:
        NoLogFile: the file cannot be read as a log.
        UnsoundError: what it says cannot have happened.
    """
    reader = LogReader()
    while piece := file.read(PIECE):
        reader.feed(piece)
    entries = reader.close()
    rehearsal = sound(entries)
    try:
        story, review = reviewed(entries, compare, read)
        digest = digested(story, review)
    except Exception as fault:  # what was made by nobody's decision can break a review in any way
        raise UnsoundError(None, f"its review cannot be made ({type(fault).__name__}: {fault})") from fault
    return TakenIn(
        rehearsal=rehearsal.id,
        title=rehearsal.scenario.title,
        scenario=rehearsal.scenario.slug,
        scenario_hash=scenario_hash(rehearsal.scenario),
        mode=rehearsal.mode,
        ended_at=rehearsal.clock.w0,
        entries=reader.packed,
        digest=DigestRow(
            rehearsal=rehearsal.id,
            version=digest_version(),
            entries=len(entries),
            body=write_digest(digest),
        ),
        review=write_review(review),
        evaluators=evaluators(entries),
    )


def import_log(file: Path, sql_url: str, home: str, keyring: Keyring) -> ImportedHere:
    """Keep a log in the archive of a server, whether or not it runs now.

    Args:
        file: as `write_log_file` writes it, or one entry a line.
        sql_url: where that server has its archive.
        home: its address, for the link.
        keyring: its keys.

    Raises:
        CannotImport: the file is no sound log, or another one is there under its id.
        StoreError: the archive is out of reach.
    """
    try:
        with file.open("rb") as opened:
            found = looked_through(opened)
        outcome = asyncio.run(_kept(found, sql_url))
    except OSError as fault:
        raise CannotImport(f"{file}: cannot be read: {fault.strerror}") from fault
    except (NoLogFile, UnsoundError, OtherLog) as fault:
        raise CannotImport(f"{file}: {fault}") from fault
    link = f"{home}/open#{keyring.reader_key(found.rehearsal)}"
    return ImportedHere(found=found, outcome=outcome, link=link)


async def _kept(found: TakenIn, sql_url: str) -> Outcome:
    archive = Archive(sql_url)
    try:
        await archive.open()
        return await take_in(None, archive, found, browser=None, now=int(time.time() * 1000))
    finally:
        await archive.close()


def answer(file: IO[bytes], longest: int = LONGEST_LINE) -> Iterator[str]:
    """The lines of this process, none with more bytes than `longest`."""
    try:
        found = looked_through(file)
    except (NoLogFile, UnsoundError) as fault:
        yield json.dumps({"refused": str(fault)})
        return
    except (MemoryError, RecursionError):
        yield json.dumps({"refused": "it is too large, or nested too deep, to be read here"})
        return
    head: dict[str, Any] = {
        name: getattr(found, name)
        for name in ("rehearsal", "title", "scenario", "scenario_hash", "mode", "ended_at")
    }
    digest = {"version": found.digest.version, "body": found.digest.body.decode()}
    may_be_blind = sorted(found.evaluators)
    yield json.dumps({**head, "entries": len(found.entries), "digest": digest, "evaluators": may_be_blind})
    yield found.review.decode() if len(found.review) < longest else ""
    yield from (one.data.decode() for one in found.entries)


def main() -> int:
    """Answer what stands on standard input, within what this process may have."""
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    return tell(answer(sys.stdin.buffer))


if __name__ == "__main__":
    sys.exit(main())
