"""Writes a room's log through to SQL, and closes it out when the rehearsal has ended."""

import asyncio
import logging
from dataclasses import dataclass

from app.live.room import Room
from app.store.archive import Archive
from app.store.archiving import close_out, write_through
from app.store.log import EventLog, LogLost, StoreError

WRITE_EVERY = 30.0
"""Seconds; losing Redis altogether costs at most these."""
LOOK_EVERY = 1.0
RETRY_AFTER = 5.0

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Archivist:
    """Looks after one room's archive. Several nodes may: what is there already stays."""

    room: Room
    log: EventLog
    archive: Archive
    written: str = ""

    async def run(self) -> None:
        """Write through until EndEx, then close out: nothing expires before the archive is proved."""
        loop = asyncio.get_running_loop()
        due = loop.time() + WRITE_EVERY
        while self.room.state.clock.state != "ended":
            if loop.time() >= due or self.room.state.clock.state != self.written:
                due = loop.time() + (WRITE_EVERY if await self._write() else RETRY_AFTER)
            await asyncio.sleep(LOOK_EVERY)
        closed = await self._close_out()
        while not closed:
            await asyncio.sleep(RETRY_AFTER)
            closed = await self._close_out()

    async def _write(self) -> bool:
        state = self.room.state.clock.state
        try:
            await write_through(self.log, self.archive, self.room.id)
            await self.archive.set_state(self.room.id, state)
        except StoreError as fault:
            _logger.warning("%s is not archived: %s", self.room.id, fault)
            return False
        self.written = state
        return True

    async def _close_out(self) -> bool:
        try:
            await close_out(self.log, self.archive, self.room.id)
            await self.archive.set_state(self.room.id, "ended", ended_at=self.room.state.clock.w0)
            await self.log.unmark_live(self.room.id)
        except LogLost:
            return True
        except StoreError as fault:
            _logger.warning("%s is not closed out, Redis keeps it: %s", self.room.id, fault)
            return False
        return True
