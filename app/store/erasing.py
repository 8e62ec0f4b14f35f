"""Rehearsals on their way out: of Redis and of SQL, for good."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.ids import RehearsalId
from app.store.archive import Archive
from app.store.log import EventLog

SETTLED_AFTER = 0.3
"""Seconds until a second look: another node may have been writing while the first one was taken."""
LOOKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was removed: keys of Redis, and rows of SQL by table."""

    keys: int
    rows: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.keys or self.rows)

    def __str__(self) -> str:
        rows = ", ".join(f"{count} of {table}" for table, count in self.rows.items())
        return f"{self.keys} keys of Redis, rows of SQL: {rows or 'none'}"


async def erase_rehearsal(
    log: EventLog, archive: Archive, rehearsal: RehearsalId, *, settle: float = SETTLED_AFTER
) -> Erased:
    """Remove everything of a rehearsal; doing it again removes nothing.

    Its sockets are closed by whichever nodes have them: they hear of it by its bell. A node that was just
    writing it through, or rebuilding it, is given time and looked after.

    Args:
        log: where it may be.
        archive: where it may be too.
        rehearsal: which.
        settle: seconds between two looks.

    Raises:
        Unavailable: a store cannot be reached; what is left goes with the next try.
    """
    keys, rows = 0, Counter[str]()
    for look in range(LOOKS):
        if look:
            await asyncio.sleep(settle)
        gone = await log.erase(rehearsal)
        removed = await archive.erase_rehearsal(rehearsal)
        keys += gone
        rows.update(removed)
        if not gone and not removed:
            break
    return Erased(keys=keys, rows=dict(rows))
