"""The logs in SQL: written through while a rehearsal runs, whole when it has ended."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlmodel import col, select

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.store.codec import unpack
from app.store.database import Database
from app.store.log import Packed, StoreError
from app.store.segments import ArchiveBroken, chain, squeeze, unsqueeze
from app.store.tables import RehearsalRow, SegmentRow

MOST_IN_A_SEGMENT = 1000


class ArchiveGap(StoreError):
    """Entries were offered that do not follow on what the archive holds."""


class Verified(NamedTuple):
    """What an archived log was found to hold: numbers 1 to `entries`, and their chain hash."""

    entries: int
    chain: str


NOTHING = Verified(0, "")


class LogRecords(Database):
    async def write_entries(self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed]) -> Seq:
        """Add what is new of `entries`; what the archive already holds stays as it is.

        Returns:
            The last seq the archive now holds.

        Raises:
            ArchiveGap: the archive ends before the entry that comes before `entries`.
        """
        while True:
            held, before = await self._end(rehearsal, epoch)
            fresh = [one for one in entries if one.seq > held][:MOST_IN_A_SEGMENT]
            if not fresh:
                return held
            if fresh[0].seq != held + 1 or fresh[-1].seq != held + len(fresh):
                raise ArchiveGap(f"{rehearsal}: {fresh[0].seq} to {fresh[-1].seq} cannot follow {held}")
            # Another node may add the same numbers now: one of the two rows is ignored, and we look again.
            await self._add_segment(rehearsal, epoch, fresh, chain(before, fresh))

    async def archived(self, rehearsal: RehearsalId, epoch: str) -> Seq:
        """The last seq the archive holds, 0 for none."""
        return (await self._end(rehearsal, epoch))[0]

    async def read_entries(self, rehearsal: RehearsalId) -> list[Entry]:
        """The whole log, oldest first; empty where nothing was archived."""
        return [unpack(packed) for packed in await self.read_packed(rehearsal)]

    async def read_packed(self, rehearsal: RehearsalId) -> list[Packed]:
        """The same as `read_entries`, as bytes.

        Where the current epoch has nothing archived yet, it is the longest earlier one.
        """
        async with self._session() as session:
            row = await session.get(RehearsalRow, rehearsal)
            found = await session.exec(select(SegmentRow).where(col(SegmentRow.rehearsal) == rehearsal))
            segments = list(found)
        ends: dict[str, int] = {}
        for one in segments:
            ends[one.epoch] = max(ends.get(one.epoch, 0), one.first + one.count - 1)
        current = row.epoch if row else ""
        epoch = current if current in ends else max(ends, key=ends.__getitem__, default="")
        return _joined(one for one in segments if one.epoch == epoch)

    async def verify(self, rehearsal: RehearsalId, epoch: str, since: Verified = NOTHING) -> Verified:
        """Read everything that came after `since` back, and count and hash it on from there.

        Raises:
            ArchiveBroken: a number is missing or doubled, or an entry differs from what was written.
        """
        async with self._session() as session:
            found = await session.exec(
                select(SegmentRow)
                .where(
                    col(SegmentRow.rehearsal) == rehearsal,
                    col(SegmentRow.epoch) == epoch,
                    col(SegmentRow.first) > since.entries,
                )
                .order_by(col(SegmentRow.first))
            )
            segments = list(found)
        count, link = since
        for one in segments:
            entries = unsqueeze(Seq(one.first), one.data)
            link = chain(link, entries)
            if one.first != count + 1 or len(entries) != one.count or link != one.chain:
                raise ArchiveBroken(f"{rehearsal}: entries {one.first} ff. are not as written")
            count += one.count
        return Verified(count, link)

    async def _end(self, rehearsal: RehearsalId, epoch: str) -> tuple[Seq, str]:
        async with self._session() as session:
            found = await session.exec(
                select(SegmentRow.first, SegmentRow.count, SegmentRow.chain)
                .where(col(SegmentRow.rehearsal) == rehearsal, col(SegmentRow.epoch) == epoch)
                .order_by(col(SegmentRow.first).desc())
                .limit(1)
            )
            newest = found.first()
        return (Seq(newest[0] + newest[1] - 1), newest[2]) if newest else (Seq(0), "")

    async def _add_segment(
        self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed], link: str
    ) -> None:
        insert = self._insert(SegmentRow).values(
            rehearsal=rehearsal,
            epoch=epoch,
            first=entries[0].seq,
            count=len(entries),
            chain=link,
            data=squeeze(entries),
        )
        async with self._session() as session:
            await session.exec(insert.on_conflict_do_nothing())


def _joined(segments: Iterable[SegmentRow]) -> list[Packed]:
    in_order = sorted(segments, key=lambda one: one.first)
    return [packed for one in in_order for packed in unsqueeze(Seq(one.first), one.data)]
