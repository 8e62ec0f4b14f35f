"""Writes a room's log through to SQL, and closes it out once the rehearsal has ended."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from app.ids import RehearsalId
from app.live.room import Room
from app.store.archive import Archive
from app.store.archiving import close_out, write_through
from app.store.log import EventLog, LogLost, StoreError
from app.store.log_records import NOTHING, Verified
from app.store.segments import ArchiveBroken
from app.tracing import Span

WRITE_EVERY = 30.0
"""Seconds; losing Redis altogether costs at most these."""
LOOK_EVERY = 1.0
RETRY_AFTER = 5.0
RENEW_EVERY = 3600.0
"""Seconds after which Redis is told again to keep a log that people look at."""

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Archivist:
    """Looks after one room's archive. Several nodes may: what is there already stays."""

    room: Room
    log: EventLog
    archive: Archive
    over: Callable[[RehearsalId], Awaitable[None]] | None = None
    """Told once that the rehearsal has ended and is kept."""
    written: str = ""
    proved: Verified = NOTHING

    @property
    def proved_all(self) -> bool:
        """Whether the archive was found to hold all there is, after EndEx."""
        return self.proved.entries >= self.room.state.seq

    def _span(self, name: str) -> AbstractContextManager[Span]:
        return self.room.meters.traces.span(name, {"squall.rehearsal": self.room.id})

    async def run(self) -> None:
        """Write through until EndEx, then close out, and go on with what people say in the hot wash."""
        await self._until_endex()
        loop = asyncio.get_running_loop()
        renew = loop.time()
        while not self.room.lost.is_set():
            wait = LOOK_EVERY
            if not self.proved_all or loop.time() >= renew:
                if await self._close_out():
                    renew = loop.time() + RENEW_EVERY
                    await self._tell_once()
                else:
                    wait = RETRY_AFTER
            await asyncio.sleep(wait)

    async def _tell_once(self) -> None:
        over, self.over = self.over, None  # taken first: should it fail, the archive goes on without it
        if over is not None:
            await over(self.room.id)

    async def _until_endex(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + WRITE_EVERY
        while self.room.state.clock.state != "ended":
            if loop.time() >= due or self.room.state.clock.state != self.written:
                due = loop.time() + (WRITE_EVERY if await self._write() else RETRY_AFTER)
            await asyncio.sleep(LOOK_EVERY)

    async def _write(self) -> bool:
        state = self.room.state.clock.state
        try:
            with self._span("archive"):
                await write_through(self.log, self.archive, self.room.id)
                await self.archive.set_state(self.room.id, state)
        except StoreError as fault:
            _logger.warning("%s is not archived: %s", self.room.id, fault)
            return False
        self.written = state
        return True

    async def _close_out(self) -> bool:
        """Nothing expires before the archive is proved; what was proved before is not read again."""
        try:
            with self._span("close out"):
                self.proved = await close_out(self.log, self.archive, self.room.id, since=self.proved)
            if self.written != "ended":
                await self.archive.set_state(self.room.id, "ended", ended_at=self.room.state.clock.w0)
                self.written = "ended"
            if self.proved_all:
                await self.log.unmark_live(self.room.id)
        except LogLost:
            return True
        except StoreError as fault:
            if isinstance(fault, ArchiveBroken):
                self.proved = NOTHING
            _logger.warning("%s is not closed out, Redis keeps it: %s", self.room.id, fault)
            return False
        return True
