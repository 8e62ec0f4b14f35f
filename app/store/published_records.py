"""Published versions of scenarios, in SQL: rows are added and never change."""

from typing import Any, NamedTuple

from sqlalchemy import func
from sqlalchemy.orm import defer
from sqlmodel import col, select, update

from app.ids import ScenarioDraftId
from app.store.database import Database, Taken
from app.store.draft_tables import PublishedRow, ScenarioDraftRow, SlugRow

_TREE: Any = PublishedRow.tree
_WITHOUT_TREES = select(PublishedRow).options(defer(_TREE, raiseload=True))


class Shelved(NamedTuple):
    """Where a published version stands."""

    draft: ScenarioDraftId
    version: int
    slug: str
    source: str | None


class VersionNote(NamedTuple):
    """A version as lists show it."""

    version: int
    by: str
    at: int
    note: str
    hash: str
    changes: int


class SlugTaken(Taken):
    """Another draft publishes under this slug."""


class PublishedRecords(Database):
    async def publish(self, row: PublishedRow) -> None:
        """Keep a version, and its slug for its draft.

        Raises:
            SlugTaken: the slug is another draft's.
            Taken: the draft has this version already.
        """
        claim = self._insert(SlugRow).values(slug=row.slug, draft=row.draft).on_conflict_do_nothing()
        async with self._session() as session:
            await session.exec(claim)
            owner = (await session.exec(select(SlugRow).where(col(SlugRow.slug) == row.slug))).one()
            if owner.draft != row.draft:
                raise SlugTaken(row.slug)
            session.add(row)
            await session.flush()
            draft = col(ScenarioDraftRow.id) == row.draft
            await session.exec(update(ScenarioDraftRow).where(draft).values(published=row.version))

    async def slugs(self, prefix: str = "") -> set[str]:
        """The slugs that drafts have published under and that begin so."""
        async with self._session() as session:
            begins = col(SlugRow.slug).startswith(prefix, autoescape=True)
            return set(await session.exec(select(SlugRow.slug).where(begins)))

    async def versions(self, draft: ScenarioDraftId) -> list[VersionNote]:
        """A draft's versions, newest first."""
        async with self._session() as session:
            of_draft = _WITHOUT_TREES.where(col(PublishedRow.draft) == draft)
            rows = await session.exec(of_draft.order_by(col(PublishedRow.version).desc()))
            return [VersionNote(row.version, row.by, row.at, row.note, row.hash, row.changes) for row in rows]

    async def version(self, draft: ScenarioDraftId, version: int) -> PublishedRow | None:
        async with self._session() as session:
            return await session.get(PublishedRow, (draft, version))

    async def count_published(self) -> int:
        """How many versions there are; as none is ever removed, a new one makes another number."""
        async with self._session() as session:
            return (await session.exec(select(func.count()).select_from(PublishedRow))).one()

    async def shelved(self) -> list[Shelved]:
        """Every version of every draft, the oldest of each first."""
        in_order = _WITHOUT_TREES.order_by(col(PublishedRow.draft), col(PublishedRow.version))
        async with self._session() as session:
            rows = await session.exec(in_order)
            return [Shelved(ScenarioDraftId(row.draft), row.version, row.slug, row.source) for row in rows]
