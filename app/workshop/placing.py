"""Putting a value into a tree and taking it out, so that the tree stays in normal form."""

from app.workshop.paths import Spot, value_at
from app.workshop.values import Value, is_nothing


def put_at(tree: Value, spot: Spot, value: Value) -> None:
    """Let `value` stand there; mappings on the way are made, nothing takes its key away."""
    last = spot[-1]
    if isinstance(last, int):
        value_at(tree, spot[:-1])[last] = value
    elif not is_nothing(value):
        _mapping_at(tree, spot[:-1])[last] = value
    elif (around := value_at(tree, spot[:-1])) is not None:
        around.pop(last, None)
        _prune(tree, spot[:-1])


def take_out(tree: Value, spot: Spot) -> None:
    """Take an item out of its list, and the list away with its last one."""
    value_at(tree, spot[:-1]).pop(spot[-1])
    _prune(tree, spot[:-1])


def _mapping_at(tree: Value, spot: Spot) -> Value:
    here = tree
    for step in spot:
        here = here[step] if isinstance(step, int) else here.setdefault(step, {})
    return here


def _prune(tree: Value, spot: Spot) -> None:
    """Take away what has become empty; an item of a list and the root stay."""
    while spot and isinstance(spot[-1], str) and is_nothing(value_at(tree, spot)):
        value_at(tree, spot[:-1]).pop(spot[-1], None)
        spot = spot[:-1]
