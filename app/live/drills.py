"""The drills that are over, in little: kept ready, and made anew where rules or logs have changed since."""

import asyncio
import logging
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Final

from app.ids import RehearsalId, Seq
from app.review.words import Compare, Read
from app.store.archive import Archive
from app.store.import_records import is_imported
from app.store.importing import whole_log
from app.store.log import EventLog, LogLost
from app.store.tables import DigestRow, RehearsalRow

if TYPE_CHECKING:
    from app.review.digest import Digest

MOST: Final = 500
"""Drills of one browser."""
MADE_WITHIN: Final = 1.5
"""Wall seconds in which digests are made before the answer says that more are missing; one is made always."""
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A drill that is over, as lists show it; without a digest until one is made."""

    row: RehearsalRow
    imported: bool
    digest: "Digest | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The digests there are, and how many drills have none yet; `broken` are those that can have none."""

    digests: "tuple[Digest, ...]"
    missing: int
    broken: int


@dataclass(slots=True)
class Drills:
    """Gives the drills of a browser in little."""

    log: EventLog
    archive: Archive
    compare: Compare
    read: Read
    _broken: set[tuple[str, Seq]] = field(default_factory=set)
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def listed(self, browser_hash: str, limit: int) -> list[Ended]:
        """The newest drills of a browser, with the digests that are ready."""
        return [
            Ended(row=row, imported=is_imported(row), digest=await self._ready(row, last, kept))
            for row, last, kept in await self.archive.ended_of(browser_hash, limit)
        ]

    async def known(self, browser_hash: str) -> Known:
        """All digests of a browser's drills; those that are missing are made as long as there is time."""
        found: list[Digest] = []
        missing: list[tuple[RehearsalId, Seq]] = []
        for row, archived, kept in await self.archive.ended_of(browser_hash, MOST):
            last = await self._last(RehearsalId(row.id), archived)
            digest = _as_kept(kept, last)
            if digest is not None:
                found.append(digest)
            else:
                missing.append((RehearsalId(row.id), last))
        made = await self._made([one for one in missing if one not in self._broken])
        broken = sum(one in self._broken for one in missing)
        return Known(digests=(*found, *made), missing=len(missing) - len(made) - broken, broken=broken)

    async def one(self, browser_hash: str, rehearsal: RehearsalId) -> "Digest | None":
        """The digest of one of a browser's drills."""
        for row, archived, kept in await self.archive.ended_of(browser_hash, MOST):
            if row.id == rehearsal:
                last = await self._last(rehearsal, archived)
                return _as_kept(kept, last) or await self._make(rehearsal, last)
        return None

    async def _made(self, missing: list[tuple[RehearsalId, Seq]]) -> "list[Digest]":
        made: list[Digest] = []
        until = monotonic() + MADE_WITHIN
        async with self._making:
            for rehearsal, last in missing:
                digest = await self._make(rehearsal, last)
                if digest is not None:
                    made.append(digest)
                if monotonic() >= until:
                    break
        return made

    async def _make(self, rehearsal: RehearsalId, last: Seq) -> "Digest | None":
        """A digest from the log, and kept; None for a log that no review can be made of."""
        from app.review.digest import digest_of  # noqa: PLC0415 - the routes that ask have brought it in
        from app.store.digest_file import digest_version, write_digest  # noqa: PLC0415 - as above

        entries = await whole_log(self.log, self.archive, rehearsal)
        try:
            digest = await asyncio.to_thread(digest_of, entries, self.compare, self.read)
        except Exception:
            # One drill that cannot be told must not hide all the others.
            _logger.exception("%s has no digest", rehearsal)
            self._broken.add((rehearsal, last))
            return None
        row = DigestRow(
            rehearsal=rehearsal, version=digest_version(), entries=len(entries), body=write_digest(digest)
        )
        await self.archive.keep_digest(row)
        return digest

    async def _ready(self, row: RehearsalRow, archived: Seq, kept: DigestRow | None) -> "Digest | None":
        return _as_kept(kept, await self._last(RehearsalId(row.id), archived)) if kept else None

    async def _last(self, rehearsal: RehearsalId, archived: Seq) -> Seq:
        """The last entry there is: people go on saying things after EndEx."""
        try:
            return max(await self.log.last(rehearsal), archived)
        except LogLost:
            return archived


def _as_kept(kept: DigestRow | None, last: Seq) -> "Digest | None":
    """The digest that was kept, unless rules have changed or the log has grown since."""
    from app.store.digest_file import digest_version, read_digest  # noqa: PLC0415 - as above

    if kept is None or kept.version != digest_version() or kept.entries < last:
        return None
    return read_digest(kept.body)
