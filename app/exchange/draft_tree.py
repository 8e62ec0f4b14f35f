"""A scenario that is still being written, as far as it can be read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args, get_origin

from app.exchange.blank import blank
from app.scenario.faults import Findings
from app.scenario.nodes import Items, Keys, Node, Scalar
from app.scenario.parts import bare, parts_of
from app.scenario.scenario import Scenario
from app.scenario.shaping import BROKEN, shape

Tree = Mapping[str, Any]
_NOTHING = ("", "~", "null")


def as_far_as_it_goes(tree: Tree, startex: datetime) -> Scenario:
    """The draft as a scenario: what is not sound in it is left out, or as in a blank one.

    It may have faults: it is for reading a sheet against its cast, plan and injects, not for playing.
    """
    told: dict[str, Any] = {}
    for part in parts_of(Scenario):
        if get_origin(bare(part.hint)) is tuple:
            told[part.name] = _sound(get_args(bare(part.hint))[0], tree.get(part.name))
        elif tree.get(part.name) is not None:
            value = shape(part.hint, node_of(tree[part.name]), part.name, Findings(), part.rule)
            if value is not BROKEN:
                told[part.name] = value
    return replace(blank(str(tree.get("title", "")), startex), **told)


def node_of(value: Any) -> Node:
    """Plain data as the node it would be in a file."""
    match value:
        case dict():
            entries = {str(key): node_of(held) for key, held in value.items()}
            return Keys(0, entries, dict.fromkeys(entries, 0))
        case list():
            return Items(0, [node_of(item) for item in value])
        case bool():
            return Scalar(0, str(value).lower())
        case None:
            return Scalar(0, "")
        case str():
            return Scalar(0, value, plain=value not in _NOTHING)
        case _:
            return Scalar(0, str(value))


def _sound(kind: Any, items: Any) -> tuple[Any, ...]:
    """The items that can be read; of two with one name the first."""
    found: dict[object, Any] = {}
    for number, item in enumerate(
        items if isinstance(items, Sequence) and not isinstance(items, str) else ()
    ):
        value = shape(kind, node_of(item), "", Findings())
        if value is not BROKEN:
            name = getattr(value, "id", None) or getattr(value, "handle", None) or number
            found.setdefault(name, value)
    return tuple(found.values())
