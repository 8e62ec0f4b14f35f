import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.workshop.applying import apply
from app.workshop.diffing import diff
from app.workshop.matching import MOST_COMPARED
from app.workshop.ops import read_ops
from app.workshop.paths import path_text
from app.workshop.values import normal, same
from tests.workshop.trees import PATIENT, TREES, Tree, a_tree, edits

I01, I02, I03 = ({"id": name} for name in ("01", "02", "03"))


def told(*ops: dict[str, Any]) -> list[tuple[str, str, Any, Any, str]]:
    later = a_tree()
    apply(later, read_ops(list(ops)))
    found = diff(a_tree(), later)
    return [(path_text(one.path), one.label, one.was, one.now, one.sort) for one in found]


def test_a_change_is_told_by_names_and_in_words() -> None:
    assert told(
        {"op": "set", "path": ["msel", I02, "text"], "was": "It has ice on it.", "to": "Ice!"},
        {"op": "set", "path": ["cast", {"handle": "kev"}, "followers"], "was": 900, "to": 9000},
        {"op": "set", "path": ["minutes"], "was": 10, "to": 20},
        {"op": "set", "path": ["plan", "ladder", 1, "within"], "was": 60, "to": 90},
        {"op": "set", "path": ["brief", "public"], "to": "Lunch."},
        {"op": "set", "path": ["msel", I01, "heat"], "was": 0.5, "to": None},
    ) == [
        ("minutes", "minutes", 10, 20, "changed"),
        ("cast[kev].followers", "@kev Kev · followers", 900, 9000, "changed"),
        ("msel[01].heat", "01 Cold · heat", 0.5, None, "gone"),
        ("msel[02].text", "02 Colder · text", "It has ice on it.", "Ice!", "changed"),
        ("plan.ladder[1].within", "plan · ladder · 2 publish · within", 60, 90, "changed"),
        ("brief", "brief", None, {"public": "Lunch."}, "added"),
    ]


def test_items_that_came_went_moved_or_have_another_name_are_told_so() -> None:
    new = {"id": "04", "title": "Back"}
    assert told(
        {"op": "drop", "path": ["cast", {"handle": "kev"}], "was": a_tree()["cast"][0]},
        {"op": "put", "path": ["msel"], "at": {"after": I03}, "item": new},
        {"op": "move", "path": ["msel", I01], "after": {"id": "04"}},
        {"op": "set", "path": ["msel", I03, "id"], "was": "03", "to": "3"},
    ) == [
        ("msel[3].id", "3 Coldest · id", "03", "3", "changed"),
        ("msel[04]", "04 Back", None, new, "added"),
        ("msel[01]", "01 Cold", 1, 4, "moved"),
        ("cast[kev]", "@kev Kev", a_tree()["cast"][0], None, "gone"),
    ]


def test_lines_are_matched_by_what_they_say() -> None:
    lines = ["seats", {"id": "ann"}, "lines"]
    assert told(
        {"op": "put", "path": lines, "at": {"after": None}, "item": "zero"},
        {"op": "set", "path": [*lines, 3], "was": "three", "to": "THREE"},
    ) == [
        ("seats[ann].lines[0]", "ann · lines · 1", None, "zero", "added"),
        ("seats[ann].lines[3]", "ann · lines · 4", "three", "THREE", "changed"),
    ]


def test_the_number_a_scenario_was_published_as_is_no_change() -> None:
    assert diff({"version": 1, "title": "a"}, {"version": 2, "title": "a"}) == ()
    assert len(diff({"plan": {"version": 1}}, {"plan": {"version": 2}})) == 1


def test_long_lists_without_names_are_compared_all_the_same() -> None:
    count = int(MOST_COMPARED**0.5) + 1
    earlier, later = ({"lines": ["same"] * count + [last]} for last in ("a", "b"))
    assert [change.was for change in diff(earlier, later)] == ["a"]


@PATIENT
@given(tree=TREES)
def test_equal_trees_have_no_differences(tree: Tree) -> None:
    assert diff(tree, copy.deepcopy(tree)) == ()


@PATIENT
@given(data=st.data(), tree=TREES)
def test_trees_that_differ_have_a_difference(data: st.DataObject, tree: Tree) -> None:
    later = copy.deepcopy(tree)
    apply(later, read_ops(data.draw(edits(tree))))
    assert (diff(tree, later) == ()) == same(normal(tree), later)
