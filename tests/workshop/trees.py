"""Trees and edits for the tests of the workshop: any at all, and small ones that say what they are about."""

import copy
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from app.workshop.applying import apply
from app.workshop.ops import Edit, Op, read_ops
from app.workshop.paths import Spot, naming_key, plain_path, plain_step, step_to, value_at
from app.workshop.paths import named as path_of
from app.workshop.refusing import ClashError, UnfitError
from app.workshop.values import normal

Tree = dict[str, Any]
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of a rule."""

KEYS = st.sampled_from(["msel", "cast", "lines", "title", "card"])
NAMES = st.sampled_from(["01", "02", "03", "04"])
LEAVES = st.one_of(st.sampled_from(["", "a", "b", "c"]), st.integers(-2, 2), st.booleans(), st.just(0.5))
ITEMS = st.one_of(
    LEAVES,
    st.none(),
    st.fixed_dictionaries({"id": NAMES}, optional={"title": LEAVES, "lines": st.lists(LEAVES, max_size=3)}),
    st.fixed_dictionaries({"handle": NAMES}, optional={"title": LEAVES, "card": st.just({"goal": "x"})}),
)
MAPPINGS = st.dictionaries(
    KEYS,
    st.one_of(LEAVES, st.lists(ITEMS, max_size=4), st.dictionaries(KEYS, st.lists(ITEMS, max_size=3))),
    max_size=4,
)
TREES = MAPPINGS.map(normal)
VALUES = st.one_of(ITEMS, st.lists(ITEMS, max_size=2), MAPPINGS).map(normal)


def spots(tree: Any, around: Spot = ()) -> list[Spot]:
    """Every place in a tree, the root left out; keys that are not there too."""
    found: list[Spot] = []
    if isinstance(tree, dict):
        for key in {*tree, "title", "hints"}:
            found += [(*around, key), *spots(tree.get(key), (*around, key))]
    elif isinstance(tree, list):
        for at, item in enumerate(tree):
            found += [(*around, at), *spots(item, (*around, at))]
    return found


@st.composite
def edits(draw: st.DrawFn, tree: Tree, values: st.SearchStrategy[Any] = VALUES) -> list[dict[str, Any]]:
    """Operations, each of which fits the tree as those before it leave it."""
    work = copy.deepcopy(tree)
    ops: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(1, 3))):
        op = draw(operations(work, values))
        try:
            apply(work, read_ops([op]))
        except (ClashError, UnfitError):
            continue
        ops.append(op)
    return ops or [{"op": "set", "path": ["title"], "was": tree.get("title"), "to": "b"}]


@st.composite
def operations(draw: st.DrawFn, tree: Tree, values: st.SearchStrategy[Any]) -> dict[str, Any]:
    spot = draw(st.sampled_from(sorted(spots(tree), key=str)))
    path, now = plain_path(path_of(tree, spot)), copy.deepcopy(value_at(tree, spot))
    listed = isinstance(now, list)
    sorts = ["set", *(["put"] if listed or now is None else [])]
    sorts += ["drop", "move"] if isinstance(spot[-1], int) else []
    sort = draw(st.sampled_from(sorts))
    if sort == "set":
        return {"op": "set", "path": path, "was": now, "to": draw(values)}
    if sort == "drop":
        return {"op": "drop", "path": path, "was": now}
    around = spot if sort == "put" else spot[:-1]
    items = value_at(tree, around) or []
    at = draw(st.integers(-1, len(items) - 1))
    after = None if at < 0 else plain_step(step_to(items, at, naming_key(around)))
    if sort == "put":
        return {"op": "put", "path": path, "at": {"after": after}, "item": draw(values)}
    return {"op": "move", "path": path, "after": after}


def done(tree: Tree, ops: tuple[Op, ...] | list[dict[str, Any]], n: int = 1, by: str = "Ann") -> Edit:
    """The edit that these operations are; `tree` is as they leave it."""
    read = read_ops(ops) if isinstance(ops, list) else ops
    applied = apply(tree, read)
    return Edit(n=n, by=by, at=n, ops=applied.ops, inverse=applied.inverse)


def in_any_order(value: Any) -> Any:
    """The value with its lists sorted, and with `true` told apart from 1."""
    if isinstance(value, dict):
        return tuple(sorted((key, in_any_order(held)) for key, held in value.items()))
    if isinstance(value, list):
        return tuple(sorted((in_any_order(item) for item in value), key=repr))
    return (type(value).__name__, value)


def a_tree() -> Tree:
    """Two injects, an account, a ladder, lines of a seat."""
    return {
        "title": "Cold soup",
        "minutes": 10,
        "cast": [{"handle": "kev", "name": "Kev", "followers": 900}],
        "msel": [
            {"id": "01", "title": "Cold", "text": "It is cold.", "heat": 0.5},
            {"id": "02", "title": "Colder", "text": "It has ice on it."},
            {"id": "03", "title": "Coldest", "text": "It is all ice."},
        ],
        "seats": [{"id": "ann", "lines": ["one", "two", "three"]}],
        "plan": {"ladder": [{"does": "notice", "within": 60}, {"does": "publish", "within": 60}]},
    }
