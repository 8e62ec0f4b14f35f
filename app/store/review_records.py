"""Scenario versions, and what reviews found, in SQL."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.ids import RehearsalId
from app.store.database import Database
from app.store.tables import ActionRow, FindingRow, ReviewRow, ScenarioRow


class ReviewRecords(Database):
    async def keep_scenario(self, row: ScenarioRow) -> None:
        """Keep a version; keeping the same content again changes nothing."""
        insert = self._insert(ScenarioRow).values(row.model_dump())
        async with self._session() as session:
            await session.exec(insert.on_conflict_do_nothing())

    async def scenario(self, content_hash: str) -> ScenarioRow | None:
        async with self._session() as session:
            return await session.get(ScenarioRow, content_hash)

    async def scenario_versions(self, slug: str) -> list[ScenarioRow]:
        """All that was kept under this slug, newest first."""
        async with self._session() as session:
            kept = select(ScenarioRow).where(col(ScenarioRow.slug) == slug)
            return list(await session.exec(kept.order_by(col(ScenarioRow.created_at).desc())))

    async def add_review(self, review: ReviewRow, findings: Sequence[FindingRow] = ()) -> None:
        """Keep a review with its findings, both or neither; `Taken` if that version exists."""
        async with self._session() as session:
            session.add(review)
            await session.flush()
            session.add_all(findings)

    async def review(self, rehearsal: RehearsalId) -> ReviewRow | None:
        """The newest review of a rehearsal."""
        async with self._session() as session:
            made = select(ReviewRow).where(col(ReviewRow.rehearsal) == rehearsal)
            return (await session.exec(made.order_by(col(ReviewRow.version).desc()).limit(1))).first()

    async def findings(self, review: str) -> list[FindingRow]:
        async with self._session() as session:
            found = select(FindingRow).where(col(FindingRow.review) == review)
            return list(await session.exec(found.order_by(col(FindingRow.id))))

    async def keep_action(self, row: ActionRow) -> None:
        """Add an action, or replace the one with its id."""
        async with self._session() as session:
            await session.merge(row)

    async def actions(self, review: str) -> list[ActionRow]:
        """What is to be done about a review's findings."""
        part = select(FindingRow.id).where(col(FindingRow.review) == review)
        async with self._session() as session:
            agreed = select(ActionRow).where(col(ActionRow.finding).in_(part))
            return list(await session.exec(agreed.order_by(col(ActionRow.id))))
