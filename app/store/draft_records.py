"""Drafts of scenarios, their edits, and who has them open, in SQL."""

from sqlmodel import col, delete, select, update

from app.ids import ScenarioDraftId
from app.store.database import Database
from app.store.draft_tables import AuthorRow, EditRow, ScenarioDraftRow

FORGOTTEN_AFTER = 3_600_000
"""Ms after which an author who went away is no row any more."""


class DraftRecords(Database):
    async def add_draft(self, row: ScenarioDraftRow) -> None:
        """Raise `Taken` if its id is in use."""
        async with self._session() as session:
            session.add(row)

    async def draft(self, draft: ScenarioDraftId) -> ScenarioDraftRow | None:
        async with self._session() as session:
            return await session.get(ScenarioDraftRow, draft)

    async def draft_edit(self, draft: ScenarioDraftId) -> int | None:
        """How many edits a draft has had, None if there is no such draft."""
        async with self._session() as session:
            found = select(ScenarioDraftRow.edit).where(col(ScenarioDraftRow.id) == draft)
            return (await session.exec(found)).first()

    async def draft_slugs(self, prefix: str) -> set[str]:
        """The slugs that drafts have now and that begin so."""
        async with self._session() as session:
            begins = col(ScenarioDraftRow.slug).startswith(prefix, autoescape=True)
            return set(await session.exec(select(ScenarioDraftRow.slug).where(begins)))

    async def add_edit(self, row: EditRow, *, tree: bytes, slug: str) -> bool:
        """Keep an edit and the tree it leaves, both or neither, if `row.n` is the next number.

        Returns:
            Whether it was; if not, another edit came first.

        Raises:
            Taken: an edit with this `ask` is there already.
        """
        async with self._session() as session:
            # Writing comes first: a second writer waits here, and then finds another number.
            draft = col(ScenarioDraftRow.id) == row.draft
            step = (
                update(ScenarioDraftRow)
                .where(draft, col(ScenarioDraftRow.edit) == row.n - 1)
                .values(tree=tree, slug=slug, edit=row.n, changed_at=row.at)
            )
            if (await session.exec(step)).rowcount == 0:
                return False
            session.add(row)
        return True

    async def edits_after(self, draft: ScenarioDraftId, n: int, limit: int | None = None) -> list[EditRow]:
        """The edits after edit `n`, oldest first."""
        async with self._session() as session:
            later = select(EditRow).where(col(EditRow.draft) == draft, col(EditRow.n) > n)
            return list(await session.exec(later.order_by(col(EditRow.n)).limit(limit)))

    async def edits_before(self, draft: ScenarioDraftId, n: int, limit: int) -> list[EditRow]:
        """The edits before edit `n`, newest first."""
        async with self._session() as session:
            earlier = select(EditRow).where(col(EditRow.draft) == draft, col(EditRow.n) < n)
            return list(await session.exec(earlier.order_by(col(EditRow.n).desc()).limit(limit)))

    async def edit_asked(self, draft: ScenarioDraftId, ask: str) -> int | None:
        """The number of the edit that its author called so."""
        async with self._session() as session:
            asked = select(EditRow.n).where(col(EditRow.draft) == draft, col(EditRow.ask) == ask)
            return (await session.exec(asked)).first()

    async def note_author(self, row: AuthorRow) -> None:
        """Note that somebody is there, or went to another place; forget who is long gone."""
        known = {"name": row.name, "place": row.place, "seen_at": row.seen_at}
        insert = self._insert(AuthorRow).values(row.model_dump())
        async with self._session() as session:
            await session.exec(insert.on_conflict_do_update(index_elements=["draft", "id"], set_=known))
            gone = col(AuthorRow.seen_at) < row.seen_at - FORGOTTEN_AFTER
            await session.exec(delete(AuthorRow).where(col(AuthorRow.draft) == row.draft, gone))

    async def authors(self, draft: ScenarioDraftId, since: int) -> list[AuthorRow]:
        """Who was there since that moment, by name."""
        async with self._session() as session:
            here = select(AuthorRow).where(col(AuthorRow.draft) == draft, col(AuthorRow.seen_at) >= since)
            return list(await session.exec(here.order_by(col(AuthorRow.name), col(AuthorRow.id))))
