"""A sheet imported into a draft that is still being written: one edit, and nothing of the draft is lost."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from app.exchange.draft_edit import MOST_OPS, DraftEdit, edit_of
from app.exchange.draft_tree import as_far_as_it_goes
from app.exchange.drafting import as_injects, merged
from app.exchange.fields import FIELDS
from app.exchange.mapping import SheetMapping
from app.exchange.msel_sheet import read_sheet
from app.exchange.scenario_file import as_yaml
from app.exchange.told import told_sheet
from app.scenario.reading import read_scenario
from app.workshop.applying import Applied, apply
from app.workshop.filing import as_text, read_tree
from app.workshop.ops import stored_ops
from app.workshop.values import same
from tests.airline import AIRLINE
from tests.exchange.sheets import STARTEX, ZONE, Rows, workbook

Tree = dict[str, Any]
HEAD = ("No.", "Time", "From", "Text")


def a_tree(**other: Any) -> Tree:
    """The airline as a draft."""
    tree: Tree = read_tree(as_yaml(AIRLINE))
    return tree | other


def edit(rows: Rows, tree: Tree, *, notes: bool = False, mapping: SheetMapping | None = None) -> DraftEdit:
    into = as_far_as_it_goes(tree, STARTEX)
    preview = read_sheet(workbook(rows), "msel.xlsx", ZONE, STARTEX, mapping, into=into)
    return edit_of(as_injects(preview, into), into, tree, startex=preview.startex, notes=notes)


def done(rows: Rows, tree: Tree, *, notes: bool = False) -> tuple[Tree, Applied]:
    """The draft after the import."""
    after = deepcopy(tree)
    return after, apply(after, stored_ops([dict(op) for op in edit(rows, tree, notes=notes).ops]))


def ids(tree: Tree) -> list[str]:
    return [one["id"] for one in tree["msel"]]


def test_new_rows_stand_where_their_time_is_and_their_people_join_the_cast() -> None:
    rows = [HEAD, ("n1", "18:53", "Ann Bee", "Hello"), ("n2", "18:59", "@row22", "And?")]
    tree = a_tree()
    after, applied = done(rows, tree)
    assert ids(after) == ["i1", "n1", "i2", "i3", "n2", "i4", "i5", "i6"]
    assert after["msel"][1] == {
        "id": "n1",
        "title": "Hello",
        "at": "01:00",
        "by": "ann_bee",
        "text": "Hello",
    }
    assert [one["handle"] for one in after["cast"]][-1] == "ann_bee"
    assert read_scenario(as_text(after)).inject("n2") is not None  # type: ignore[arg-type]
    apply(after, applied.inverse)
    assert same(after, tree)


def test_an_inject_that_is_there_changes_only_where_the_sheet_says_otherwise() -> None:
    tree = a_tree()
    told = edit([HEAD, ("i2", "18:54", "@chief_exec", "What do we know by now?")], tree)
    assert (told.added, told.changed) == ((), ("i2",))
    (op,) = told.ops
    assert op["path"] == ["msel", {"id": "i2"}, "text"]
    assert (op["was"], op["to"]) == ("My phone does not stop. What do we know?", "What do we know by now?")
    assert edit([HEAD, ("i2", "18:54", "@chief_exec", op["was"])], tree).ops == ()


def test_it_is_what_merging_makes_of_a_sound_scenario() -> None:
    rows = [HEAD, ("i3", "19:10", "@harbour_post", "Later"), ("x", "19:40", "Zoe", "Last", "")]
    into = as_far_as_it_goes(a_tree(), STARTEX)
    assert into == AIRLINE
    preview = read_sheet(workbook(rows), "msel.xlsx", ZONE, STARTEX, into=into)
    after, _ = done(rows, a_tree())
    expected = replace(merged(as_injects(preview, into), into), version=1)
    assert read_scenario(as_text(after)) == expected
    assert after["minutes"] == 48


def test_a_draft_with_faults_takes_a_sheet_and_keeps_what_is_wrong_with_it() -> None:
    tree = a_tree(minutes="forty", crowd={"size": "many"})
    tree["msel"][1]["by"] = "not a handle"
    tree["msel"][2] |= {"colour": "red"}
    tree["cast"].append({"handle": "half"})
    rows = [HEAD, ("i2", "18:54", "@row22", "Anew"), ("n1", "18:53", "Ann", "New"), ("i1", "18:53", "", "")]
    after, _ = done(rows, tree)
    assert ids(after) == ["i1", "n1", "i2", "i3", "i4", "i5", "i6"]
    by = {one["id"]: one for one in after["msel"]}
    assert (by["i2"]["by"], by["i3"]["colour"], after["minutes"]) == ("row22", "red", "forty")
    assert [one["handle"] for one in after["cast"]][-2:] == ["half", "ann"]


@pytest.mark.parametrize("tree", [{}, {"msel": [], "cast": None}, {"msel": "none", "cast": [1, "x", None]}])
def test_a_draft_that_says_nothing_takes_a_sheet(tree: Tree) -> None:
    into = as_far_as_it_goes(tree, STARTEX)
    assert (into.msel, into.cast) == ((), ())


def test_an_empty_draft_takes_the_story_start_of_the_sheet() -> None:
    tree = a_tree(story_start="2026-01-05T09:00")
    del tree["msel"]
    after, applied = done([HEAD, ("1", "18:52", "Ann", "Hello")], tree)
    assert after["story_start"] == "2026-11-21T18:52"
    assert ids(after) == ["1"]
    apply(after, applied.inverse)
    assert same(after, tree)


def test_many_rows_are_one_new_list_and_can_be_taken_back() -> None:
    tree = a_tree()
    tree["msel"][2] |= {"colour": "red"}
    many = [
        (f"n{at}", f"T+0:{at // 60:02}:{at % 60:02}", "@row22", f"Text {at}") for at in range(MOST_OPS + 9)
    ]
    rows = [HEAD, *many, ("i1", "18:53", "@harbour_post", "Anew")]
    told = edit(rows, tree)
    assert [op["path"] for op in told.ops] == [["msel"]]
    after, applied = done(rows, tree)
    assert len(ids(after)) == len(many) + 6
    assert ids(after).index("n59") < ids(after).index("i1") < ids(after).index("n61")
    by = {one["id"]: one for one in after["msel"]}
    assert (by["i1"]["text"], by["i3"]["colour"]) == ("Anew", "red")
    assert read_tree(as_text(after))["msel"] == after["msel"]
    apply(after, applied.inverse)
    assert same(after, tree)


def test_what_injects_have_no_place_for_is_noted_once() -> None:
    head = (*HEAD, "Media", "Notes")
    rows = [head, ("n1", "18:53", "@row22", "Hello", "clip.mp4", "Slowly")]
    after, _ = done(rows, a_tree(), notes=True)
    noted = next(one for one in after["msel"] if one["id"] == "n1")
    assert noted["guidance"] == "Slowly\nMedia: clip.mp4"
    assert edit(rows, after, notes=True).ops == ()
    plain, _ = done(rows, a_tree())
    assert next(one for one in plain["msel"] if one["id"] == "n1")["guidance"] == "Slowly"


def test_the_page_is_told_each_row_and_what_becomes_of_it() -> None:
    tree = a_tree()
    into = as_far_as_it_goes(tree, STARTEX)
    rows = [
        (*HEAD, "Via", "Poll"),
        ("n1", "18:53", "Ann Bee", "Hello", "siren", "yes"),
        ("i2", "18:54", "@chief_exec", "Anew", "message", ""),
        ("i3", "18:57", "@harbour_post", "North Air, is there a rule for this, yes or no?", "feed", ""),
        ("n4", "25:00", "@row22", "Never", "feed", ""),
    ]
    preview = read_sheet(workbook(rows), "msel.xlsx", ZONE, STARTEX, SheetMapping(), into=into)
    draft = as_injects(preview, into)
    told = told_sheet(preview, draft, edit_of(draft, into, tree, startex=STARTEX, notes=False), FIELDS)
    assert [row.becomes for row in told.rows] == ["added", "changed", "same", "left_out"]
    assert told.counts == {"added": 1, "changed": 1, "same": 1, "left_out": 1}
    assert told.rows[0].moment == "2026-11-21T18:53:00+01:00"
    assert (told.rows[3].moment, told.rows[3].faults[0].column) == ("", "B")
    assert told.unknown_channels == ("siren",)
    assert "Poll" in told.kept
    assert [one.name for one in told.personas] == ["Ann Bee"]
    assert told.startex == "2026-11-21T18:52:00+01:00"
