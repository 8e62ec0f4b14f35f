"""Every scenario a rehearsal can be started from: the folders of this machine, and what drafts published.

Published versions never change, so each is read once. Whether there are new ones is one count in SQL, asked
each time: what one node publishes stands on every node's shelves at once.
"""

from collections.abc import Mapping
from pathlib import Path

from anyio import to_thread

from app.scenario.faults import Fault, ScenarioFaults
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from app.store.archive import Archive
from app.store.library import Library, in_order
from app.store.packing import unpack
from app.store.published_records import Shelved
from app.workshop.filing import as_text

Read = Scenario | tuple[Fault, ...]


class Shelves:
    """A folder of this machine comes before what was published under the same slug."""

    def __init__(self, library: Library, archive: Archive) -> None:
        self._library = library
        self._archive = archive
        self._versions: tuple[Shelved, ...] = ()
        self._read: dict[Shelved, Read] = {}

    async def all(self) -> list[Scenario]:
        """Every scenario without faults, in order; of a draft its newest version."""
        found = {one.slug: one for one in await to_thread.run_sync(self._library.all)}
        for read in (await self._newest()).values():
            if isinstance(read, Scenario):
                found.setdefault(read.slug, read)
        return in_order(found.values())

    async def get(self, slug: str) -> Scenario | None:
        """The scenario with that slug, the newest of it; None if there is none, or it has faults."""
        found = await to_thread.run_sync(self._library.get, slug)
        if found is not None:
            return found
        shelved = await self._published(slug)
        read = await self._scenario(shelved) if shelved else None
        return read if isinstance(read, Scenario) else None

    async def faults(self) -> Mapping[str, tuple[Fault, ...]]:
        """What is wrong, by slug; a published version has faults only if the reader has become stricter."""
        published = {
            shelved.slug: read for shelved, read in (await self._newest()).items() if isinstance(read, tuple)
        }
        return published | dict(await to_thread.run_sync(self._library.faults))

    async def picture(self, slug: str, file: str) -> Path | None:
        """A picture of that scenario, None where there is none of that name."""
        found = await to_thread.run_sync(self._library.picture, slug, file)
        source = await self.pictures_of(slug) if found is None else None
        return await to_thread.run_sync(self._library.picture, source, file) if source else found

    async def pictures_of(self, slug: str) -> str | None:
        """The folder with the pictures of that scenario, None if it has none here."""
        if slug in await self.built_in():
            return slug
        shelved = await self._published(slug)
        return shelved.source if shelved else None

    async def built_in(self) -> set[str]:
        """The slugs of this machine's folders, faulty ones too."""
        return await to_thread.run_sync(self._library.slugs)

    async def _published(self, slug: str) -> Shelved | None:
        return next((one for one in reversed(await self._look()) if one.slug == slug), None)

    async def _newest(self) -> dict[Shelved, Read]:
        """The newest version of every draft, read."""
        newest = {one.draft: one for one in await self._look()}
        return {one: await self._scenario(one) for one in newest.values()}

    async def _look(self) -> tuple[Shelved, ...]:
        """Every version there is now, the oldest of a draft first."""
        if await self._archive.count_published() != len(self._versions):
            self._versions = tuple(await self._archive.shelved())
        return self._versions

    async def _scenario(self, shelved: Shelved) -> Read:
        if shelved not in self._read:
            row = await self._archive.version(shelved.draft, shelved.version)
            assert row is not None  # noqa: S101 - no version is ever removed
            self._read[shelved] = await to_thread.run_sync(_read, row.tree)
        return self._read[shelved]


def _read(packed: bytes) -> Read:
    try:
        return read_scenario(as_text(unpack(packed)))
    except ScenarioFaults as found:
        return found.faults
