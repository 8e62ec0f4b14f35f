"""What SQL keeps of a rehearsal, removed."""

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import SQLModel, col, select

from app.ids import RehearsalId, WallMs
from app.store.database import Database
from app.store.tables import (
    ActionRow,
    DigestRow,
    FindingRow,
    ParticipantRow,
    RehearsalRow,
    ReviewRow,
    SegmentRow,
)

Which = tuple[type[SQLModel], ColumnElement[bool]]


class EraseRecords(Database):
    async def erase_rehearsal(self, rehearsal: RehearsalId) -> Mapping[str, int]:
        """Remove every row of a rehearsal, all or none of them; what hosts did stays in their trail.

        Returns:
            How many rows of which table; nothing where there were none.
        """
        removed: dict[str, int] = {}
        async with self._session() as session:
            for table, its_own in _rows_of(rehearsal):
                gone = (await session.exec(delete(table).where(its_own))).rowcount
                if gone:
                    removed[str(table.__tablename__)] = gone
        return removed

    async def replace_log(
        self, rehearsal: RehearsalId, epoch: str, segments: Sequence[SegmentRow], people: Mapping[str, str]
    ) -> None:
        """Keep a log that was written anew in place of every earlier one, and call people otherwise.

        What was made from the earlier ones goes with them and is made again when it is asked for.

        Args:
            rehearsal: whose log.
            epoch: of the new log.
            segments: all of it.
            people: what participants are called from now on, by their ids; their browsers are forgotten.
        """
        async with self._session() as session:
            for table, its_own in _rows_of(rehearsal):
                if table not in (ParticipantRow, RehearsalRow):
                    await session.exec(delete(table).where(its_own))
            session.add_all(segments)
            here = update(RehearsalRow).where(col(RehearsalRow.id) == rehearsal)
            await session.exec(here.values(epoch=epoch))
            for participant, name in people.items():
                who = update(ParticipantRow).where(
                    col(ParticipantRow.id) == participant, col(ParticipantRow.rehearsal) == rehearsal
                )
                nobody = f"erased-{secrets.token_hex(16)}"
                await session.exec(who.values(name=name, browser_hash=nobody))

    async def keep_only(self, rehearsal: RehearsalId, epoch: str) -> None:
        """Remove what is left of a rehearsal's log in other epochs."""
        async with self._session() as session:
            others = (col(SegmentRow.rehearsal) == rehearsal, col(SegmentRow.epoch) != epoch)
            await session.exec(delete(SegmentRow).where(*others))

    async def ended_before(self, at: WallMs, limit: int) -> list[RehearsalId]:
        """Rehearsals that ended, and came here, before that wall ms; the oldest first."""
        old = (col(RehearsalRow.ended_at) < at, col(RehearsalRow.created_at) < at)
        ended = select(RehearsalRow.id).where(col(RehearsalRow.state) == "ended", *old)
        async with self._session() as session:
            found = await session.exec(ended.order_by(col(RehearsalRow.ended_at)).limit(limit))
            return [RehearsalId(one) for one in found]


def _rows_of(rehearsal: RehearsalId) -> tuple[Which, ...]:
    """Where a rehearsal's rows are, those first that refer to others."""
    reviews = select(ReviewRow.id).where(col(ReviewRow.rehearsal) == rehearsal)
    findings = select(FindingRow.id).where(col(FindingRow.review).in_(reviews))
    return (
        (ActionRow, col(ActionRow.finding).in_(findings)),
        (FindingRow, col(FindingRow.review).in_(reviews)),
        (ReviewRow, col(ReviewRow.rehearsal) == rehearsal),
        (DigestRow, col(DigestRow.rehearsal) == rehearsal),
        (SegmentRow, col(SegmentRow.rehearsal) == rehearsal),
        (ParticipantRow, col(ParticipantRow.rehearsal) == rehearsal),
        (RehearsalRow, col(RehearsalRow.id) == rehearsal),
    )
