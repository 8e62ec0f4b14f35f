import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.workshop.applying import apply
from app.workshop.carrying import carry
from app.workshop.ops import Edit, read_ops
from app.workshop.paths import read_path
from app.workshop.refusing import ClashError
from app.workshop.touching import touched_by
from app.workshop.values import same
from tests.workshop.trees import PATIENT, TREES, Tree, a_tree, done, edits, in_any_order

I01, I02, I03 = ({"id": name} for name in ("01", "02", "03"))
LINES = ["seats", {"id": "ann"}, "lines"]
Ops = list[dict[str, Any]]


def both(tree: Tree, first: Ops, second: Ops) -> Edit:
    """Two edits made at the same tree, one after the other; the second is carried over the first."""
    made = done(tree, first, by="Ann")
    return done(tree, carry(read_ops(second), [made]), n=2, by="Bo")


def clash(tree: Tree, first: Ops, second: Ops) -> list[tuple[Any, Any, str | None]]:
    before = copy.deepcopy(tree)
    with pytest.raises(ClashError) as found:
        both(tree, first, second)
    done(before, first)
    assert same(tree, before), "the first edit stands, and nothing of the second"
    return [(one.was, one.now, one.by) for one in found.value.conflicts]


@settings(PATIENT, max_examples=400)
@given(data=st.data(), tree=TREES)
def test_two_edits_at_once_lose_nothing_whoever_comes_first(data: st.DataObject, tree: Tree) -> None:
    anns, bos = data.draw(edits(tree)), data.draw(edits(tree))
    one, other = copy.deepcopy(tree), copy.deepcopy(tree)
    try:
        second = both(one, anns, bos)
    except ClashError:
        assume(False)
    alone = copy.deepcopy(tree)
    done(alone, anns)
    back = copy.deepcopy(one)
    apply(back, second.inverse)
    assert same(back, alone), "without the second edit all of the first is there"
    try:
        both(other, bos, anns)
    except ClashError:
        return
    assert in_any_order(one) == in_any_order(other)


@settings(PATIENT, max_examples=300)
@given(data=st.data(), tree=TREES)
def test_everything_undone_gives_the_first_tree(data: st.DataObject, tree: Tree) -> None:
    first = copy.deepcopy(tree)
    count = data.draw(st.integers(2, 5))
    history = [done(tree, data.draw(edits(tree)), n=n) for n in range(1, count + 1)]
    for n in range(count, 0, -1):
        carried = carry(history[n - 1].inverse, history[n:])
        history.append(replace(done(tree, carried, n=len(history) + 1), undoes=n))
    assert same(tree, first)


@settings(PATIENT, max_examples=300)
@given(data=st.data(), tree=TREES)
def test_an_undo_takes_back_its_own_edit_and_no_other(data: st.DataObject, tree: Tree) -> None:
    """Ann undoes what she did before Bo came: what is left is Bo's edit alone, if it fits without hers."""
    first = copy.deepcopy(tree)
    anns = done(tree, data.draw(edits(tree)), n=1)
    wanted = data.draw(edits(tree))
    bos = done(tree, wanted, n=2)
    try:
        done(tree, carry(anns.inverse, [bos]), n=3)
        alone = copy.deepcopy(first)
        back = Edit(n=1, by="Ann", at=1, ops=anns.inverse, inverse=anns.ops)
        apply(alone, carry(read_ops(wanted), [back]))
    except ClashError:
        assume(False)
    assert in_any_order(tree) == in_any_order(alone)


def test_a_line_is_found_again_however_the_list_has_changed() -> None:
    tree = a_tree()
    both(
        tree,
        [
            {"op": "put", "path": LINES, "at": {"after": None}, "item": "zero"},
            {"op": "drop", "path": [*LINES, 1], "was": "one"},
            {"op": "put", "path": LINES, "at": {"after": 0}, "item": "half"},
        ],
        [
            {"op": "set", "path": [*LINES, 2], "was": "three", "to": "THREE"},
            {"op": "put", "path": LINES, "at": {"after": 0}, "item": "after one"},
        ],
    )
    assert tree["seats"][0]["lines"] == ["zero", "after one", "half", "two", "THREE"]


def test_what_is_put_where_a_line_stood_moves_that_line_too() -> None:
    tree = a_tree()
    first = [{"op": "put", "path": LINES, "at": {"after": 0}, "item": "half"}]
    both(tree, first, [{"op": "set", "path": [*LINES, 1], "was": "two", "to": "2"}])
    assert tree["seats"][0]["lines"] == ["one", "half", "2", "three"]


def test_a_batch_that_drops_a_line_goes_on_behind_what_others_put_there() -> None:
    tree = a_tree()
    both(
        tree,
        [{"op": "put", "path": LINES, "at": {"after": 0}, "item": "half"}],
        [
            {"op": "drop", "path": [*LINES, 0], "was": "one"},
            {"op": "set", "path": [*LINES, 0], "was": "two", "to": "2"},
        ],
    )
    assert tree["seats"][0]["lines"] == ["half", "2", "three"]


def test_steps_of_equal_looks_are_not_mistaken_for_one_another() -> None:
    tree = a_tree()
    ladder = ["plan", "ladder"]
    both(
        tree,
        [{"op": "put", "path": ladder, "at": {"after": None}, "item": {"does": "wait", "within": 60}}],
        [{"op": "set", "path": [*ladder, 1, "within"], "was": 60, "to": 90}],
    )
    assert [step["within"] for step in tree["plan"]["ladder"]] == [60, 60, 90]


def test_a_batch_is_carried_whole() -> None:
    """The second of two new lines follows the first, though both numbers have changed."""
    tree = a_tree()
    both(
        tree,
        [{"op": "drop", "path": [*LINES, 0], "was": "one"}],
        [
            {"op": "put", "path": LINES, "at": {"after": 0}, "item": "a"},
            {"op": "put", "path": LINES, "at": {"after": 1}, "item": "b"},
            {"op": "set", "path": [*LINES, 4], "was": "three", "to": "3"},
        ],
    )
    assert tree["seats"][0]["lines"] == ["a", "b", "two", "3"]


def test_a_renamed_item_is_followed() -> None:
    tree = a_tree()
    both(
        tree,
        [{"op": "set", "path": ["msel", I02, "id"], "was": "02", "to": "2b"}],
        [{"op": "set", "path": ["msel", I02, "title"], "was": "Colder", "to": "Iced"}],
    )
    assert (tree["msel"][1]["id"], tree["msel"][1]["title"]) == ("2b", "Iced")


def test_what_was_to_follow_a_dropped_item_follows_the_one_before_it() -> None:
    tree = a_tree()
    dropped = [{"op": "drop", "path": ["msel", I02], "was": a_tree()["msel"][1]}]
    both(tree, dropped, [{"op": "put", "path": ["msel"], "at": {"after": I02}, "item": {"id": "2b"}}])
    assert [item["id"] for item in tree["msel"]] == ["01", "2b", "03"]


def test_an_item_that_others_moved_can_still_be_written_to_but_not_moved() -> None:
    moved = [{"op": "move", "path": ["msel", I03], "after": None}]
    tree = a_tree()
    both(tree, moved, [{"op": "set", "path": ["msel", I03, "title"], "was": "Coldest", "to": "Ice"}])
    assert tree["msel"][0]["title"] == "Ice"
    assert clash(a_tree(), moved, [{"op": "move", "path": ["msel", I03], "after": I01}])


def test_what_others_changed_or_took_away_is_refused_with_their_name() -> None:
    title = {"op": "set", "path": ["msel", I01, "title"], "was": "Cold", "to": "Warm"}
    gone = {"op": "drop", "path": ["msel", I01], "was": a_tree()["msel"][0]}
    assert clash(a_tree(), [title], [title | {"to": "Hot"}]) == [("Cold", "Warm", None)]
    assert clash(a_tree(), [gone], [title]) == [("Cold", None, "Ann")]
    assert clash(a_tree(), [title], [gone])[0][0] == a_tree()["msel"][0]
    assert clash(a_tree(), [gone], [gone])[0][2] == "Ann"
    added = {"op": "put", "path": ["msel"], "at": {"after": I03}, "item": {"id": "04"}}
    assert clash(a_tree(), [added], [added | {"item": {"id": "04", "title": "Mine"}}])[0][1] == {"id": "04"}


def test_a_numbered_place_in_a_list_that_was_replaced_is_refused() -> None:
    replaced = [{"op": "set", "path": LINES, "was": ["one", "two", "three"], "to": ["two", "one", "one"]}]
    one = [{"op": "set", "path": [*LINES, 1], "was": "one", "to": "1"}]
    assert clash(a_tree(), replaced, one)


def test_who_changed_a_place_last_is_known() -> None:
    tree = a_tree()
    made: list[tuple[str, Ops]] = [
        ("Ann", [{"op": "set", "path": ["msel", I01, "title"], "was": "Cold", "to": "Cool"}]),
        ("Bo", [{"op": "set", "path": ["msel", I01, "id"], "was": "01", "to": "1a"}]),
        ("Cy", [{"op": "put", "path": LINES, "at": {"after": None}, "item": "zero"}]),
        ("Di", [{"op": "drop", "path": ["msel", I02], "was": a_tree()["msel"][1]}]),
        ("Ed", [{"op": "set", "path": ["title"], "was": "Cold soup", "to": "Soup"}]),
        ("Fay", [{"op": "set", "path": [*LINES, 2], "was": "two", "to": "2"}]),
    ]
    newest_first = [done(tree, ops, n=n, by=by) for n, (by, ops) in enumerate(made, 1)][::-1]

    def who(*path: object) -> str | None:
        found = touched_by(read_path(list(path)), newest_first)
        return found.by if found else None

    assert who("title") == "Ed"
    assert who("msel", {"id": "1a"}, "title") == "Ann"
    assert who("msel", {"id": "1a"}) == who("msel", I01) == "Bo"
    assert who("msel", I02) == who("msel", I02, "text") == "Di"
    assert who("msel", I03) is None
    assert who(*LINES, 0) == "Cy"
    assert who(*LINES, 2) == "Fay"
    assert who(*LINES, 3) is None
    assert who(*LINES) == "Fay"
