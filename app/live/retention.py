"""Rehearsals are kept as long as the settings say, and no longer."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.ids import RehearsalId, WallMs
from app.store.archive import Archive
from app.store.erasing import SETTLED_AFTER, erase_rehearsal
from app.store.host_tables import AuditRow
from app.store.log import EventLog, StoreError, Unavailable
from app.store.tasks import end

DAY: Final = 24 * 3600
LOOK_EVERY: Final = float(DAY)
"""Seconds between two looks for what is too old; the first is at the start."""
RETRY_AFTER: Final = 600.0
"""Seconds until another look, where a store did not answer."""
AT_ONCE: Final = 50
"""Rehearsals that are looked up at once; they are erased one after the other."""

_logger = logging.getLogger(__name__)


def wall() -> WallMs:
    """Wall time in ms."""
    return time.time_ns() // 1_000_000


@dataclass(slots=True, kw_only=True)
class Retention:
    """Erases rehearsals that ended too long ago. Several nodes may: what is gone already is no matter.

    Attributes:
        days: that a rehearsal is kept after its end, or after its log was brought here; 0 for ever.
        now: wall time in ms.
        settle: seconds between two looks at a rehearsal that goes.
    """

    log: EventLog
    archive: Archive
    days: int
    now: Callable[[], WallMs] = wall
    settle: float = SETTLED_AFTER
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look now and once a day, if there is anything to look for."""
        if self.days:
            self._task = asyncio.create_task(self._run(), name="retention")

    async def close(self) -> None:
        if self._task is not None:
            await end(self._task)

    async def sweep(self) -> int:
        """Erase everything that is too old now.

        Returns:
            How many rehearsals that were.

        Raises:
            Unavailable: a store cannot be reached; what is left goes with the next look.
        """
        if not self.days:
            return 0
        before, count, away = self.now() - self.days * DAY * 1000, 0, set[RehearsalId]()
        while found := await self.archive.ended_before(before, AT_ONCE + len(away)):
            some = [one for one in found if one not in away]
            for rehearsal in some:
                if self.log.reaches(rehearsal):
                    await self._erase(rehearsal)
                    count += 1
                else:
                    away.add(rehearsal)
            if not some:
                break
        if away:
            raise Unavailable(f"{count} are erased, and {len(away)} lie where no answer comes from")
        return count

    async def _erase(self, rehearsal: RehearsalId) -> None:
        await self.archive.audit(
            AuditRow(at=self.now(), account=None, act="rehearsal.outlived", about=rehearsal)
        )
        done = await erase_rehearsal(self.log, self.archive, rehearsal, settle=self.settle)
        _logger.info("%s ended more than %d days ago and is erased: %s", rehearsal, self.days, done)

    async def _run(self) -> None:
        while True:
            wait = LOOK_EVERY
            try:
                if count := await self.sweep():
                    _logger.info("%d rehearsals were older than %d days", count, self.days)
            except StoreError as fault:
                _logger.warning("what is too old is not erased yet: %s", fault)
                wait = RETRY_AFTER
            except Exception:
                _logger.exception("the look for what is too old failed and is taken again")
                wait = RETRY_AFTER
            await asyncio.sleep(wait)
