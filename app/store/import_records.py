"""Rehearsals that were held elsewhere, in SQL: kept whole or not at all, for those who brought them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select, update

from app.ids import ParticipantId, RehearsalId, Seq, WallMs
from app.rehearsal.events import Mode
from app.store.database import Database
from app.store.log import Packed
from app.store.log_records import MOST_IN_A_SEGMENT
from app.store.segments import chain, squeeze
from app.store.tables import DigestRow, ParticipantRow, RehearsalRow, SegmentRow

NO_CODE: Final = "import:"
"""What stands, with its id, where the join code of a rehearsal held here stands: nobody can type it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A log from elsewhere that was found sound, with what lists show of it, its digest and its review.

    `review` is as it is sent, empty where it was too long to come along; `evaluators` may be blind to some.
    """

    rehearsal: RehearsalId
    title: str
    scenario: str
    scenario_hash: str
    mode: Mode
    ended_at: WallMs
    entries: Sequence[Packed]
    digest: DigestRow
    review: bytes
    evaluators: frozenset[ParticipantId]

    @property
    def epoch(self) -> str:
        """The name of this log's life: another log's is another."""
        return f"import-{chain('', self.entries)[:16]}"


def is_imported(row: RehearsalRow) -> bool:
    """Whether this rehearsal was held elsewhere."""
    return row.code.startswith(NO_CODE)


class ImportRecords(Database):
    async def add_import(self, found: TakenIn, now: WallMs) -> None:
        """Keep an imported rehearsal, all of it or nothing; `Taken` if there is one of its id."""
        async with self._session() as session:
            session.add(
                RehearsalRow(
                    id=found.rehearsal,
                    code=NO_CODE + found.rehearsal,
                    title=found.title,
                    scenario=found.scenario,
                    scenario_hash=found.scenario_hash,
                    mode=found.mode,
                    state="ended",
                    epoch=found.epoch,
                    created_at=now,
                    ended_at=found.ended_at,
                )
            )
            await session.flush()
            session.add_all(_segments(found))
            session.add(found.digest)

    async def replace_import(self, found: TakenIn) -> None:
        """Keep a longer log of an imported rehearsal in place of the one there was."""
        async with self._session() as session:
            for segment in _segments(found):
                await session.merge(segment)
            await session.merge(found.digest)
            row = update(RehearsalRow).where(col(RehearsalRow.id) == found.rehearsal)
            await session.exec(row.values(epoch=found.epoch, ended_at=found.ended_at))

    async def add_reader(self, rehearsal: RehearsalId, browser_hash: str, now: WallMs) -> None:
        """Let a browser read a rehearsal that is over, from no seat; it may do so already."""
        known = select(ParticipantRow.id).where(
            col(ParticipantRow.rehearsal) == rehearsal, col(ParticipantRow.browser_hash) == browser_hash
        )
        async with self._session() as session:
            if (await session.exec(known)).first() is None:
                session.add(
                    ParticipantRow(
                        id=f"reader-{secrets.token_hex(5)}",
                        rehearsal=rehearsal,
                        seat=None,
                        name="",
                        browser_hash=browser_hash,
                        joined_at=now,
                    )
                )


def _segments(found: TakenIn) -> list[SegmentRow]:
    return segments_of(found.rehearsal, found.epoch, found.entries)


def segments_of(rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed]) -> list[SegmentRow]:
    """The rows that keep a whole log."""
    made, link = list[SegmentRow](), ""
    for at in range(0, len(entries), MOST_IN_A_SEGMENT):
        some = entries[at : at + MOST_IN_A_SEGMENT]
        link = chain(link, some)
        made.append(
            SegmentRow(
                rehearsal=rehearsal,
                epoch=epoch,
                first=Seq(at + 1),
                count=len(some),
                chain=link,
                data=squeeze(some),
            )
        )
    return made
