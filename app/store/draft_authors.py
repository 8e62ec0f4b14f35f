"""Who has a draft open now, on whichever node."""

from collections import OrderedDict

from app.ids import ScenarioDraftId
from app.store.archive import Archive
from app.store.draft_tables import AuthorRow

GONE_AFTER = 10_000
"""Ms of silence after which an author is not there any more."""
SAID_AGAIN_AFTER = 4_000
"""Ms after which who is still at the same place is noted again; they ask more often than that."""
MOST_REMEMBERED = 10_000


class DraftAuthors:
    """Notes authors in SQL, and no oftener than it must."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._noted: OrderedDict[tuple[str, str], tuple[int, str, str]] = OrderedDict()

    async def note(self, draft: ScenarioDraftId, author: str, *, name: str, place: str, at: int) -> None:
        """Somebody is there, at wall time `at` in ms."""
        known = self._noted.get((draft, author))
        if known and known[1:] == (name, place) and 0 <= at - known[0] < SAID_AGAIN_AFTER:
            return
        row = AuthorRow(draft=draft, id=author, name=name, place=place, seen_at=at)
        await self._archive.note_author(row)
        self._noted[draft, author] = (at, name, place)
        self._noted.move_to_end((draft, author))
        while len(self._noted) > MOST_REMEMBERED:
            self._noted.popitem(last=False)

    async def here(self, draft: ScenarioDraftId, at: int) -> list[AuthorRow]:
        """Who is there at wall time `at`, by name."""
        return await self._archive.authors(draft, at - GONE_AFTER)
