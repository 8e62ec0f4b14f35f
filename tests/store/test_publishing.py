import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.ids import ScenarioDraftId
from app.scenario.reading import read_scenario
from app.store.archive import Archive
from app.store.draft_tables import PublishedRow
from app.store.drafts import Asked, Drafts
from app.store.library import Library
from app.store.packing import pack, unpack
from app.store.published_records import SlugTaken
from app.store.publishing import publish
from app.store.shelves import Shelves
from app.workshop.checking import check
from app.workshop.filing import read_tree
from app.workshop.ops import read_ops
from tests.scenario.small import SMALL, changed

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A machine with one scenario of its own, and a picture to it."""
    folder = tmp_path / "scenarios" / "cold-soup"
    (folder / "media").mkdir(parents=True)
    (folder / "scenario.yaml").write_text(SMALL)
    (folder / "media" / "soup.png").write_bytes(PNG)
    return Library(tmp_path / "scenarios")


@pytest.fixture
async def shelves(library: Library, archive: Archive, database_url: str) -> AsyncIterator[list[Shelves]]:
    """Those of two nodes on one database."""
    other = Archive(database_url)
    yield [Shelves(library, archive), Shelves(library, other)]
    await other.close()


@pytest.fixture
def drafts(archive: Archive) -> Drafts:
    return Drafts(archive)


async def a_draft(drafts: Drafts, slug: str = "warm-soup", source: str | None = None) -> ScenarioDraftId:
    tree = read_tree(changed("slug: cold-soup", f"slug: {slug}"))
    return await drafts.begin(tree, by="Ann", at=1, source=source)


async def published(archive: Archive, draft: ScenarioDraftId, note: str = "") -> PublishedRow:
    row = await archive.draft(draft)
    assert row
    scenario = check(unpack(row.tree)).scenario
    assert scenario
    return await publish(archive, row, scenario, by="Ann", note=note, at=7)


async def rename(drafts: Drafts, draft: ScenarioDraftId, key: str, was: Any, to: Any) -> None:
    ops = read_ops([{"op": "set", "path": [key], "was": was, "to": to}])
    await drafts.edit(draft, ops, Asked(by="Bo", at=5))


async def test_what_one_node_publishes_is_on_the_shelves_of_every_node_at_once(
    drafts: Drafts, archive: Archive, shelves: list[Shelves]
) -> None:
    draft = await a_draft(drafts)
    for node in shelves:
        assert [one.slug for one in await node.all()] == ["cold-soup"]
        assert await node.get("warm-soup") is None
    await published(archive, draft)
    await rename(drafts, draft, "title", "Cold soup", "Another soup")
    expected = replace(read_scenario(SMALL), slug="warm-soup")
    for node in shelves:
        assert await node.get("warm-soup") == expected
        assert [one.slug for one in await node.all()] == ["cold-soup", "warm-soup"]
    await published(archive, draft)
    for node in shelves:
        assert [(one.title, one.version) for one in await node.all()] == [
            ("Another soup", 2),
            ("Cold soup", 1),
        ]
        assert await node.faults() == {}


async def test_a_version_never_changes_and_says_what_it_is(drafts: Drafts, archive: Archive) -> None:
    draft = await a_draft(drafts)
    first = await published(archive, draft, "for Monday")
    await rename(drafts, draft, "title", "Cold soup", "Warm soup")
    await rename(drafts, draft, "minutes", 10, 20)
    await published(archive, draft)
    await published(archive, draft)
    kept = await archive.version(draft, 1)
    assert kept
    assert kept.tree == first.tree
    noted = await archive.versions(draft)
    assert [(one.version, one.by, one.at, one.note, one.changes) for one in noted] == [
        (3, "Ann", 7, "", 0),
        (2, "Ann", 7, "", 2),
        (1, "Ann", 7, "for Monday", 0),
    ]
    assert len({one.hash for one in noted}) == 3
    row = await archive.draft(draft)
    assert row
    assert row.published == 3
    assert await archive.version(draft, 4) is None


async def test_versions_published_at_once_have_different_numbers(drafts: Drafts, archive: Archive) -> None:
    draft = await a_draft(drafts)
    made = await asyncio.gather(*(published(archive, draft) for _ in range(4)))
    assert sorted(row.version for row in made) == [1, 2, 3, 4]


async def test_a_slug_is_one_drafts_for_good(
    drafts: Drafts, archive: Archive, shelves: list[Shelves]
) -> None:
    mine, theirs = await a_draft(drafts), await a_draft(drafts)
    outcomes = await asyncio.gather(
        published(archive, mine), published(archive, theirs), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["PublishedRow", "SlugTaken"]
    winner, loser = (mine, theirs) if isinstance(outcomes[0], PublishedRow) else (theirs, mine)
    await rename(drafts, winner, "slug", "warm-soup", "hot-soup")
    await published(archive, winner)
    with pytest.raises(SlugTaken):
        await published(archive, loser)
    assert await archive.slugs() == {"warm-soup", "hot-soup"}
    assert [one.slug for one in await shelves[0].all()] == ["cold-soup", "hot-soup"]
    old = await shelves[0].get("warm-soup")
    assert old
    assert old.version == 1


async def test_a_folder_of_the_machine_comes_before_what_was_published(
    drafts: Drafts, archive: Archive, shelves: list[Shelves]
) -> None:
    draft = await a_draft(drafts, slug="cold-soup")
    await rename(drafts, draft, "title", "Cold soup", "Not this one")
    await published(archive, draft)
    assert [one.title for one in await shelves[0].all()] == ["Cold soup"]
    found = await shelves[0].get("cold-soup")
    assert found
    assert found.title == "Cold soup"
    assert await shelves[0].built_in() == {"cold-soup"}


async def test_a_published_scenario_shows_the_pictures_of_the_folder_it_came_from(
    drafts: Drafts, archive: Archive, shelves: list[Shelves]
) -> None:
    await published(archive, await a_draft(drafts, source="cold-soup"))
    await published(archive, await a_draft(drafts, slug="other-soup"))
    for node in shelves:
        found = await node.picture("warm-soup", "soup.png")
        assert found
        assert found.read_bytes() == PNG
        assert await node.picture("warm-soup", "none.png") is None
        assert await node.picture("other-soup", "soup.png") is None
        assert await node.picture("cold-soup", "soup.png") == found


async def test_a_version_that_a_stricter_reader_refuses_hides_no_other(
    drafts: Drafts, archive: Archive, shelves: list[Shelves]
) -> None:
    await published(archive, await a_draft(drafts, slug="good-soup"))
    old = await a_draft(drafts, slug="old-soup")
    tree = pack({"slug": "old-soup", "title": "As it was written long ago"})
    row = PublishedRow(
        draft=old, version=1, slug="old-soup", edit=0, by="Ann", at=1, note="", hash="", changes=0, tree=tree
    )
    await archive.publish(row)
    assert [one.slug for one in await shelves[0].all()] == ["cold-soup", "good-soup"]
    assert await shelves[0].get("old-soup") is None
    assert set(await shelves[0].faults()) == {"old-soup"}
