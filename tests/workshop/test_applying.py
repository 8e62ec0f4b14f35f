import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workshop.applying import apply
from app.workshop.ops import Drop, Move, Op, Put, Set, plain_ops, read_ops, stored_ops
from app.workshop.paths import find
from app.workshop.refusing import ClashError, UnfitError
from app.workshop.values import normal, same
from tests.workshop.trees import PATIENT, TREES, VALUES, Tree, a_tree, done, edits

LINES = ["seats", {"id": "ann"}, "lines"]
I01, I02, I03 = ({"id": name} for name in ("01", "02", "03"))


def ids(tree: Tree) -> list[str]:
    return [item["id"] for item in tree["msel"]]


def conflicts_of(tree: Tree, *ops: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    with pytest.raises(ClashError) as clash:
        apply(tree, read_ops(list(ops)))
    return [(one.path[-1], one.was, one.now) for one in clash.value.conflicts]


@PATIENT
@given(data=st.data(), tree=TREES)
def test_what_takes_an_edit_back_gives_the_tree_it_was_made_to(data: st.DataObject, tree: Tree) -> None:
    before = copy.deepcopy(tree)
    edit = done(tree, data.draw(edits(tree)))
    after = copy.deepcopy(tree)
    back = apply(tree, edit.inverse)
    assert same(tree, before)
    apply(tree, back.inverse)
    assert same(tree, after)


@PATIENT
@given(data=st.data(), tree=TREES)
def test_an_edit_read_again_does_the_same_by_its_paths_and_by_its_numbers(
    data: st.DataObject, tree: Tree
) -> None:
    by_path, by_number = copy.deepcopy(tree), copy.deepcopy(tree)
    edit = done(tree, data.draw(edits(tree)))
    again = stored_ops(json.loads(json.dumps(plain_ops(edit.ops))))
    assert again == edit.ops
    assert apply(by_path, again).inverse == edit.inverse
    for op in again:
        as_a_browser_does(by_number, op)
    assert same(by_path, tree)
    assert same(normal(by_number), tree)


def as_a_browser_does(tree: Any, op: Op) -> None:
    """By the numbers noted in the operation; a list or mapping that becomes empty may stay."""
    around = find(tree, op.path if isinstance(op, Put) else op.path[:-1])
    here = tree
    for at, step in enumerate(around):
        wanted: Any = [] if isinstance(op, Put) and at == len(around) - 1 else {}
        here = here[step] if isinstance(step, int) else here.setdefault(step, wanted)
    match op:
        case Set(path=(*_, str(key)), to=None):
            here.pop(key, None)
        case Set(path=path, to=to):
            here[find(tree, path)[-1]] = copy.deepcopy(to)
        case Put(index=index, item=item):
            here.insert(index, copy.deepcopy(item))
        case Drop(index=index):
            del here[index]
        case Move(index=index, to=to):
            here.insert(to, here.pop(index))


@PATIENT
@given(data=st.data(), tree=TREES)
def test_an_edit_that_is_turned_down_changes_nothing(data: st.DataObject, tree: Tree) -> None:
    before = copy.deepcopy(tree)
    ops = data.draw(edits(tree))
    spoilt = data.draw(
        st.sampled_from(
            [
                {"op": "set", "path": ["title"], "was": "never written", "to": None},
                {"op": "drop", "path": ["msel", {"id": "99"}], "was": None},
                {"op": "drop", "path": ["title"], "was": None},
            ]
        )
    )
    with pytest.raises((ClashError, UnfitError)):
        apply(tree, read_ops([*ops, spoilt]))
    assert same(tree, before)


@PATIENT
@given(value=VALUES)
def test_nothing_is_told_apart_from_no_key_anywhere(value: Any) -> None:
    tree = a_tree()
    edit = done(tree, [{"op": "set", "path": ["facts"], "was": [], "to": value}])
    done(tree, [{"op": "set", "path": ["facts"], "was": tree.get("facts"), "to": {}}])
    assert tree == a_tree()
    assert edit.inverse[0] == Set(path=("facts",), was=None if value in ([], {}) else value, to=None)


def test_a_first_item_makes_its_list_and_the_last_takes_it_away() -> None:
    tree = a_tree()
    hints = ["msel", I02, "hints"]
    edit = done(tree, [{"op": "put", "path": hints, "at": {"after": None}, "item": "look up"}])
    assert tree["msel"][1]["hints"] == ["look up"]
    done(tree, edit.inverse)
    assert tree == a_tree()
    deep = ["crowd", "instrument", "sample"]
    done(tree, [{"op": "set", "path": deep, "to": 0.2}, {"op": "set", "path": deep, "was": 0.2, "to": None}])
    assert tree == a_tree()


def test_an_item_is_put_after_another_moved_and_renamed() -> None:
    tree = a_tree()
    new = {"id": "04", "title": "Soup is back"}
    edit = done(
        tree,
        [
            {"op": "put", "path": ["msel"], "at": {"after": I01}, "item": new},
            {"op": "set", "path": ["msel", {"id": "04"}, "title"], "was": "Soup is back", "to": "Warm"},
            {"op": "move", "path": ["msel", I03], "after": None},
            {"op": "set", "path": ["msel", I03, "id"], "was": "03", "to": "00"},
        ],
    )
    assert ids(tree) == ["00", "01", "04", "02"]
    assert plain_ops(edit.ops)[0]["item"] == new, "what was put is kept as it was put"
    assert plain_ops(edit.inverse)[0]["path"] == ["msel", {"id": "00"}, "id"]
    done(tree, edit.inverse)
    assert tree == a_tree()


def test_every_place_that_changed_meanwhile_is_told_at_once() -> None:
    tree = a_tree()
    found = conflicts_of(
        tree,
        {"op": "set", "path": ["title"], "was": "Warm soup", "to": "Soup"},
        {"op": "set", "path": ["minutes"], "was": 10, "to": 20},
        {"op": "drop", "path": ["seats", {"id": "ann"}, "lines", 1], "was": "Two"},
        {"op": "set", "path": ["msel", {"id": "77"}, "title"], "was": "Gone", "to": "x"},
    )
    assert [(was, now) for _, was, now in found] == [
        ("Warm soup", "Cold soup"),
        ("Two", "two"),
        ("Gone", None),
    ]
    assert tree == a_tree()


def test_true_is_no_number_and_a_whole_number_is_one_however_it_is_written() -> None:
    tree = a_tree()
    assert conflicts_of(tree, {"op": "set", "path": ["minutes"], "was": True, "to": 1})
    done(tree, [{"op": "set", "path": ["minutes"], "was": 10.0, "to": 12.0}])
    assert repr(tree["minutes"]) == "12"


@pytest.mark.parametrize(
    "op",
    [
        {"op": "put", "path": ["msel"], "at": {"after": None}, "item": {"id": "02", "title": "Mine"}},
        {"op": "set", "path": ["msel", I01, "id"], "was": "01", "to": "02"},
        {"op": "set", "path": ["msel", I01], "was": a_tree()["msel"][0], "to": {"id": "02"}},
    ],
)
def test_no_edit_gives_two_items_one_name(op: dict[str, Any]) -> None:
    tree = a_tree()
    assert conflicts_of(tree, op) == [(find_step("02"), None, a_tree()["msel"][1])]


def find_step(name: str) -> object:
    return read_ops([{"op": "drop", "path": ["msel", {"id": name}]}])[0].path[-1]


@pytest.mark.parametrize(
    "op",
    [
        {"op": "set", "path": ["msel", 2, "id"], "was": "02", "to": "03"},
        {"op": "set", "path": ["msel", I02, "id"], "was": "02", "to": "03"},
        {"op": "set", "path": ["msel", 2], "was": a_tree()["msel"][2] | {"id": "02"}, "to": {"id": "03"}},
        {"op": "drop", "path": ["msel", I02], "was": a_tree()["msel"][1]},
        {"op": "move", "path": ["msel", 2], "after": None},
    ],
)
def test_a_name_that_stood_there_twice_comes_back_twice(op: dict[str, Any]) -> None:
    tree = a_tree()
    tree["msel"][2]["id"] = "02"
    before = copy.deepcopy(tree)
    edit = done(tree, [op])
    assert tree != before
    apply(tree, stored_ops(plain_ops(edit.inverse)))
    assert tree == before


@pytest.mark.parametrize(
    ("op", "reason"),
    [
        ({"op": "add", "path": ["title"]}, "ops[0]: 'add' is none of set, put, drop, move"),
        ({"op": "set", "path": []}, "ops[0]: a path is a list of 1 to 24 steps"),
        ({"op": "set", "path": [True], "to": 1}, "ops[0]: a step is"),
        ({"op": "set", "path": ["title"], "to": float("inf")}, "ops[0]: a number is too large"),
        ({"op": "set", "path": ["title"], "to": 2**53}, "ops[0]: a number is too large"),
        ({"op": "set", "path": ["title"], "to": "\ud800"}, "ops[0]: a text is not valid Unicode"),
        ({"op": "set", "path": ["title"], "to": {"": 1}}, "ops[0]: a key is a word"),
        ({"op": "put", "path": ["msel"], "item": 1}, "ops[0]: `after` is missing"),
        ({"op": "move", "path": ["title"], "after": None}, "ops[0]: it is no item of a list"),
        ({"op": "drop", "path": ["msel"]}, "ops[0]: it is no item of a list"),
    ],
)
def test_what_fits_no_tree_is_told_which_and_why(op: dict[str, Any], reason: str) -> None:
    tree = a_tree()
    with pytest.raises(UnfitError) as refusal:
        apply(tree, read_ops([op]))
    assert str(refusal.value).startswith(reason)
    assert tree == a_tree()


@pytest.mark.parametrize(
    ("op", "reason"),
    [
        ({"op": "set", "path": ["title", "x"], "to": 1}, "title.x: what is around it has no keys"),
        ({"op": "set", "path": ["msel", "02"], "to": 1}, "msel.02: what is around it has no keys"),
        ({"op": "set", "path": ["title", 0], "to": 1}, "title[0]: no list is there"),
        ({"op": "set", "path": [*LINES, 3], "to": 1}, "seats[ann].lines[3]: it is not there"),
        ({"op": "put", "path": ["title"], "at": {"after": None}, "item": 1}, "title: no list is there"),
        ({"op": "put", "path": LINES, "at": {"after": 3}, "item": 1}, "seats[ann].lines[3]: it is not there"),
        (
            {"op": "put", "path": LINES, "at": {"after": "x"}, "item": 1},
            "seats[ann].lines.x: an item is named",
        ),
        ({"op": "drop", "path": ["msel", {"id": "77"}]}, "msel[77]: it is not there"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_from_a_place_that_changed(op: dict[str, Any], reason: str) -> None:
    tree = a_tree()
    with pytest.raises(ClashError) as clash:
        apply(tree, read_ops([op]))
    assert [one.missing.startswith(reason) for one in clash.value.conflicts] == [True]
    assert tree == a_tree()


def test_no_edit_makes_a_tree_that_the_reader_refuses_for_its_size() -> None:
    deep: Any = "x"
    for _ in range(11):
        deep = {"in": deep}
    tree = a_tree()
    done(tree, [{"op": "set", "path": ["deep"], "to": deep}])
    for op, reason in (
        ({"op": "set", "path": ["deeper"], "to": {"in": deep}}, "nested deeper than 12"),
        ({"op": "set", "path": ["many"], "to": [1] * 50_000}, "more than 50000 values"),
        ({"op": "set", "path": ["long"], "to": "x" * (1 << 20)}, "more than 1048576 letters"),
    ):
        before = copy.deepcopy(tree)
        with pytest.raises(UnfitError, match=reason):
            apply(tree, read_ops([op]))
        assert tree == before
