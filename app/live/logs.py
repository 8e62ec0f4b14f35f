"""Logs from elsewhere, looked through beside the drills: a few at a time, each in a process of its own."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import IO, Any, Final

from app.ids import ParticipantId, RehearsalId, Seq
from app.live.child import ChildFailed, working
from app.rehearsal.refusals import Refused
from app.store.import_records import TakenIn
from app.store.log import Packed
from app.store.tables import DigestRow

PROGRAM = "app.log_importing"
AT_ONCE: Final = 1
MOST_AT_THE_DOOR: Final = 6
"""Whoever sends a file or waits for their turn; each may take as much room on the disk as a file may have."""
READ_WITHIN: Final = 300.0
"""Wall seconds; an hour's drill takes about three."""
_logger = logging.getLogger(__name__)


class Logs:
    """Reads logs that were exported."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._there = 0

    @asynccontextmanager
    async def door(self) -> AsyncIterator[None]:
        """Where a file comes in.

        Raises:
            Refused: too many come at once.
        """
        if self._there >= MOST_AT_THE_DOOR:
            raise Refused("busy", "other logs are being read; try again in a moment", after_ms=5_000)
        self._there += 1
        try:
            yield
        finally:
            self._there -= 1

    async def read(self, file: IO[bytes]) -> TakenIn:
        """The log in a file, from where it stands.

        Raises:
            Refused: it is none, or no sound one, or reading it takes too long.
        """
        try:
            async with self._turns:
                return await asyncio.wait_for(_read(file), READ_WITHIN)
        except TimeoutError:
            raise Refused("too_long", "reading this log takes too long; nothing was kept") from None
        except (ChildFailed, ValueError, KeyError):
            _logger.exception("a log could not be read")
            raise Refused("invalid", "this log cannot be read here; nothing was kept") from None


async def _read(file: IO[bytes]) -> TakenIn:
    async with working(PROGRAM, given=file) as lines:
        head: dict[str, Any] = {}
        review: bytes | None = None
        entries: list[Packed] = []
        async for line in lines:
            if not head:
                head = json.loads(line)
            elif review is None:
                review = line.encode()
            else:
                entries.append(Packed(Seq(len(entries) + 1), line.encode()))
    if why := head.get("refused"):
        raise Refused("invalid", str(why))
    if len(entries) != head["entries"]:
        raise ChildFailed(f"{len(entries)} of {head['entries']} entries came")
    digest = DigestRow(
        rehearsal=head["rehearsal"],
        version=head["digest"]["version"],
        entries=len(entries),
        body=head["digest"]["body"].encode(),
    )
    return TakenIn(
        rehearsal=RehearsalId(head["rehearsal"]),
        title=head["title"],
        scenario=head["scenario"],
        scenario_hash=head["scenario_hash"],
        mode=head["mode"],
        ended_at=head["ended_at"],
        entries=entries,
        digest=digest,
        review=review or b"",
        evaluators=frozenset(ParticipantId(one) for one in head["evaluators"]),
    )
