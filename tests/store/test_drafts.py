import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.ids import ScenarioDraftId
from app.store.archive import Archive
from app.store.database import Taken
from app.store.draft_authors import GONE_AFTER, SAID_AGAIN_AFTER, DraftAuthors
from app.store.draft_tables import EditRow
from app.store.drafts import Asked, Drafts, NoSuchDraft, NoSuchEdit, as_edit
from app.store.packing import pack, unpack
from app.workshop.applying import apply
from app.workshop.ops import read_ops
from app.workshop.paths import path_text
from app.workshop.refusing import ClashError, UnfitError
from tests.workshop.trees import Tree, a_tree

ANN = Asked(by="Ann", at=1_000)
BO = Asked(by="Bo", at=2_000)
TITLE = {"op": "set", "path": ["title"], "was": "Cold soup", "to": "Warm soup"}
LINES = ["seats", {"id": "ann"}, "lines"]


def line(text: str) -> dict[str, Any]:
    return {"op": "put", "path": LINES, "at": {"after": None}, "item": text}


async def tree_of(drafts: Drafts, draft: ScenarioDraftId) -> Tree:
    tree: Tree = unpack((await drafts.get(draft)).tree)
    return tree


@pytest.fixture
def drafts(archive: Archive) -> Drafts:
    return Drafts(archive)


@pytest.fixture
async def draft(drafts: Drafts) -> ScenarioDraftId:
    return await drafts.begin(a_tree() | {"slug": "cold-soup"}, by="Ann", at=500)


@pytest.fixture
async def second_node(database_url: str) -> AsyncIterator[Drafts]:
    """Another node on the same database."""
    made = Archive(database_url)
    await made.open()
    yield Drafts(made)
    await made.close()


async def test_a_draft_is_its_tree_after_all_its_edits(drafts: Drafts, draft: ScenarioDraftId) -> None:
    assert await drafts.edit(draft, read_ops([TITLE]), ANN) == 1
    renamed = {"op": "set", "path": ["slug"], "was": "cold-soup", "to": "warm-soup"}
    assert await drafts.edit(draft, read_ops([renamed, line("zero")]), BO) == 2
    row = await drafts.get(draft)
    assert (row.slug, row.edit, row.made_by, row.created_at, row.changed_at) == (
        "warm-soup",
        2,
        "Ann",
        500,
        2000,
    )
    again = unpack(row.first)
    edits = [as_edit(one) for one in await drafts._archive.edits_after(draft, 0)]
    assert [(edit.n, edit.by, edit.at, edit.undoes) for edit in edits] == [
        (1, "Ann", 1000, None),
        (2, "Bo", 2000, None),
    ]
    for edit in edits:
        apply(again, edit.ops)
    assert again == unpack(row.tree)
    for edit in reversed(edits):
        apply(again, edit.inverse)
    assert again == a_tree() | {"slug": "cold-soup"}


async def test_two_nodes_that_edit_at_once_lose_no_edit(
    drafts: Drafts, second_node: Drafts, draft: ScenarioDraftId
) -> None:
    both = [
        (node, f"{name}{number}")
        for number in range(20)
        for name, node in (("a", drafts), ("b", second_node))
    ]
    numbers = await asyncio.gather(*(node.edit(draft, read_ops([line(text)]), ANN) for node, text in both))
    assert sorted(numbers) == list(range(1, 41))
    tree = await tree_of(drafts, draft)
    assert sorted(tree["seats"][0]["lines"]) == sorted(["one", "two", "three", *(text for _, text in both)])
    replayed = a_tree() | {"slug": "cold-soup"}
    for row in await drafts._archive.edits_after(draft, 0):
        apply(replayed, as_edit(row).ops)
    assert replayed == tree


async def test_of_two_nodes_that_change_one_value_the_second_is_told_by_whom(
    drafts: Drafts, second_node: Drafts, draft: ScenarioDraftId
) -> None:
    tries = [
        node.edit(draft, read_ops([TITLE | {"to": asked.by}]), asked)
        for node, asked in ((drafts, ANN), (second_node, BO))
    ]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    (clash,) = [one for one in outcomes if isinstance(one, ClashError)]
    assert [one for one in outcomes if not isinstance(one, ClashError)] == [1]
    winner = (await tree_of(drafts, draft))["title"]
    (told,) = clash.conflicts
    assert (path_text(told.path), told.was, told.now, told.by) == ("title", "Cold soup", winner, winner)


async def test_an_edit_is_carried_over_what_its_author_had_not_seen(
    drafts: Drafts, draft: ScenarioDraftId
) -> None:
    await drafts.edit(draft, read_ops([line("zero")]), ANN)
    last = {"op": "set", "path": [*LINES, 2], "was": "three", "to": "THREE"}
    late = Asked(by="Bo", at=3, seen=0)
    await drafts.edit(draft, read_ops([last]), late)
    assert (await tree_of(drafts, draft))["seats"][0]["lines"] == ["zero", "one", "two", "THREE"]


async def test_undoing_is_an_edit_and_so_is_undoing_that(drafts: Drafts, draft: ScenarioDraftId) -> None:
    await drafts.edit(draft, read_ops([TITLE]), ANN)
    await drafts.edit(draft, read_ops([line("zero")]), BO)
    assert await drafts.undo(draft, 1, ANN) == 3
    assert (await tree_of(drafts, draft))["title"] == "Cold soup"
    assert await drafts.undo(draft, 3, ANN) == 4
    tree = await tree_of(drafts, draft)
    assert (tree["title"], tree["seats"][0]["lines"][0]) == ("Warm soup", "zero")
    assert [row.undoes for row in await drafts._archive.edits_after(draft, 0)] == [None, None, 1, 3]


async def test_what_others_changed_since_is_not_undone(drafts: Drafts, draft: ScenarioDraftId) -> None:
    await drafts.edit(draft, read_ops([TITLE]), ANN)
    await drafts.edit(draft, read_ops([TITLE | {"was": "Warm soup", "to": "Hot soup"}]), BO)
    with pytest.raises(ClashError) as clash:
        await drafts.undo(draft, 1, ANN)
    assert [(one.was, one.now, one.by) for one in clash.value.conflicts] == [("Warm soup", "Hot soup", "Bo")]
    with pytest.raises(NoSuchEdit):
        await drafts.undo(draft, 3, ANN)


async def test_the_same_ask_has_one_effect(
    drafts: Drafts, second_node: Drafts, draft: ScenarioDraftId
) -> None:
    asked = Asked(by="Ann", at=1, ask="k7")
    nodes = (drafts, second_node, drafts, second_node)
    numbers = await asyncio.gather(*(node.edit(draft, read_ops([line("once")]), asked) for node in nodes))
    assert numbers == [1, 1, 1, 1]
    other = await drafts.begin(a_tree(), by="Ann", at=1)
    assert await drafts.edit(other, read_ops([line("once")]), asked) == 1
    assert await drafts.edit(draft, read_ops([line("again")]), ANN) == 2
    assert await drafts.edit(draft, read_ops([line("again")]), ANN) == 3


async def test_what_was_taken_away_is_told_from_what_never_was(
    drafts: Drafts, draft: ScenarioDraftId
) -> None:
    await drafts.edit(
        draft, read_ops([{"op": "drop", "path": ["msel", {"id": "02"}], "was": a_tree()["msel"][1]}]), BO
    )
    text = {"op": "set", "path": ["msel", {"id": "02"}, "text"], "was": "It has ice on it.", "to": "Ice!"}
    for seen in (None, 0):
        with pytest.raises(ClashError) as clash:
            await drafts.edit(draft, read_ops([text]), Asked(by="Ann", at=3, seen=seen))
        assert [(one.now, one.by) for one in clash.value.conflicts] == [(None, "Bo")]
    with pytest.raises(UnfitError, match=r"msel\[99\]: it is not there"):
        await drafts.edit(draft, read_ops([text | {"path": ["msel", {"id": "99"}, "text"]}]), ANN)
    with pytest.raises(ClashError) as clash:
        await drafts.edit(draft, read_ops([TITLE | {"was": "Never so"}]), BO)
    assert clash.value.conflicts[0].by == "Ann", "she wrote it when she made the draft"
    assert (await drafts.get(draft)).edit == 1


async def test_no_draft_is_told_so(drafts: Drafts) -> None:
    with pytest.raises(NoSuchDraft):
        await drafts.get(ScenarioDraftId("none"))
    with pytest.raises(NoSuchDraft):
        await drafts.edit(ScenarioDraftId("none"), read_ops([TITLE]), ANN)


async def test_an_edit_and_its_tree_are_kept_both_or_neither(
    archive: Archive, draft: ScenarioDraftId
) -> None:
    def row(n: int, ask: str | None) -> EditRow:
        return EditRow(draft=draft, n=n, by="Ann", at=1, ops=pack([]), inverse=pack([]), ask=ask)

    assert not await archive.add_edit(row(2, None), tree=b"2", slug="two")
    assert await archive.add_edit(row(1, "a"), tree=b"1", slug="one")
    with pytest.raises(Taken):
        await archive.add_edit(row(2, "a"), tree=b"2", slug="two")
    kept = await archive.draft(draft)
    assert kept
    assert (kept.edit, kept.tree, kept.slug) == (1, b"1", "one")
    assert await archive.draft_slugs("on") == {"one"}
    assert await archive.draft_slugs("%") == set()


async def test_edits_are_read_forwards_and_backwards(drafts: Drafts, draft: ScenarioDraftId) -> None:
    for text in "abc":
        await drafts.edit(draft, read_ops([line(text)]), ANN)
    archive = drafts._archive
    assert [row.n for row in await archive.edits_after(draft, 1)] == [2, 3]
    assert [row.n for row in await archive.edits_after(draft, 0, limit=2)] == [1, 2]
    assert [row.n for row in await archive.edits_before(draft, 3, limit=1)] == [2]
    assert await archive.draft_edit(draft) == 3
    assert await archive.draft_edit(ScenarioDraftId("none")) is None


async def test_who_has_a_draft_open_is_seen_on_every_node_until_they_are_silent(
    archive: Archive, database_url: str, draft: ScenarioDraftId
) -> None:
    other = Archive(database_url)
    here, there = DraftAuthors(archive), DraftAuthors(other)
    try:
        await here.note(draft, "b1", name="Bo", place="msel/01", at=1_000)
        await there.note(draft, "a1", name="Ann", place="cast/kev", at=2_000)
        await here.note(draft, "b1", name="Bo", place="msel/02", at=2_500)
        assert [(row.name, row.place) for row in await there.here(draft, 3_000)] == [
            ("Ann", "cast/kev"),
            ("Bo", "msel/02"),
        ]
        await here.note(draft, "b1", name="Bo", place="msel/02", at=2_500 + SAID_AGAIN_AFTER)
        assert [row.name for row in await here.here(draft, 2_001 + GONE_AFTER)] == ["Bo"]
        assert await here.here(draft, 2_501 + SAID_AGAIN_AFTER + GONE_AFTER) == []
        assert await here.here(ScenarioDraftId("none"), 3_000) == []
    finally:
        await other.close()
