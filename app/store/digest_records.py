"""Digests of drills in SQL: what can be thrown away and made again from the logs."""

from sqlmodel import col, func, select

from app.ids import Seq
from app.store.database import Database
from app.store.tables import DigestRow, ParticipantRow, RehearsalRow, SegmentRow


class DigestRecords(Database):
    async def keep_digest(self, row: DigestRow) -> None:
        """Keep a drill's digest in place of its old one."""
        insert = self._insert(DigestRow).values(row.model_dump())
        newer = {"version": row.version, "entries": row.entries, "body": row.body}
        async with self._session() as session:
            await session.exec(insert.on_conflict_do_update(index_elements=["rehearsal"], set_=newer))

    async def ended_of(
        self, browser_hash: str, limit: int
    ) -> list[tuple[RehearsalRow, Seq, DigestRow | None]]:
        """The drills that are over and that somebody with this browser took part in or imported.

        Newest first; each with the last entry its archive holds, 0 for none, and its digest if one was kept.
        """
        part = select(ParticipantRow.rehearsal).where(col(ParticipantRow.browser_hash) == browser_hash)
        last = SegmentRow.first + SegmentRow.count - 1
        held = (
            select(SegmentRow.rehearsal, SegmentRow.epoch, func.max(last).label("last"))
            .where(col(SegmentRow.rehearsal).in_(part))
            .group_by(col(SegmentRow.rehearsal), col(SegmentRow.epoch))
            .subquery()
        )
        its_own = (held.c.rehearsal == RehearsalRow.id) & (held.c.epoch == RehearsalRow.epoch)
        wanted = (
            select(RehearsalRow, held.c.last, DigestRow)
            .join(held, its_own, isouter=True)
            .join(DigestRow, col(DigestRow.rehearsal) == RehearsalRow.id, isouter=True)
            .where(col(RehearsalRow.id).in_(part), col(RehearsalRow.state) == "ended")
            .order_by(col(RehearsalRow.created_at).desc())
            .limit(limit)
        )
        async with self._session() as session:
            return [(row, Seq(last or 0), digest) for row, last, digest in await session.exec(wanted)]

    async def how_many_ended_of(self, browser_hash: str) -> int:
        """How many such drills there are."""
        part = select(ParticipantRow.rehearsal).where(col(ParticipantRow.browser_hash) == browser_hash)
        wanted = select(func.count()).select_from(RehearsalRow)
        async with self._session() as session:
            where = (col(RehearsalRow.id).in_(part), col(RehearsalRow.state) == "ended")
            return (await session.exec(wanted.where(*where))).one()
