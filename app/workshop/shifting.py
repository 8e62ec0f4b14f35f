"""Where a place in a tree is once another operation is done.

Only places are told, never whether the value there is still the same.
"""

from collections.abc import Callable

from app.workshop.ops import Drop, Move, Op, Put, Set
from app.workshop.paths import Named, Path, name_of

NOWHERE = 2**53
"""Past every item: nobody knows the number."""


class GoneError(Exception):
    """What a path led to was taken away, or may be anywhere by now."""


def carried_path(path: Path, over: Op) -> Path:
    """The path to the same thing once `over` is done.

    Raises:
        GoneError: it is not there any more, or nobody can say where.
    """
    if not isinstance(over, Drop) and over.twice and _names_an_item(path, over):
        raise GoneError
    match over:
        case Set():
            return _over_set(path, over)
        case Put():
            return _renumbered(path, over.path, lambda at: at + (at >= index_of(over)))
        case Drop():
            if leads(over, path):
                raise GoneError
            return _renumbered(path, over.path[:-1], lambda at: at - (at > index_of(over)))
        case Move():
            return _renumbered(path, over.path[:-1], lambda at: _moved(at, over))


def index_of(op: Put | Drop | Move) -> int:
    """Where in its list it puts, takes or lifts an item; past every item if nobody knows."""
    if op.index is not None:
        return op.index
    if isinstance(op, Put):
        return 0 if op.after is None else op.after + 1 if isinstance(op.after, int) else NOWHERE
    last = op.path[-1]
    return last if isinstance(last, int) else NOWHERE


def gap(around: Path, at: int, op: Op) -> int:
    """Where a gap between items of a list is once `op` is done; what `op` puts into it stands before."""
    match op:
        case Put() if op.path == around:
            return at + (index_of(op) <= at)
        case Drop() if op.path[:-1] == around:
            return at - (index_of(op) < at)
        case Move() if op.path[:-1] == around:
            at -= index_of(op) < at
            return at + (op.to is not None and op.to <= at)
        case _:
            return at


def number(around: Path, at: int, op: Op) -> int:
    """Where an item of a list stands once `op` is done."""
    last = carried_path((*around, at), op)[-1]
    return last if isinstance(last, int) else at


def leads(over: Drop | Move, path: Path) -> bool:
    """Whether `path` leads to the item that `over` takes or moves, or into it."""
    depth = len(over.path)
    if len(path) < depth or path[: depth - 1] != over.path[:-1]:
        return False
    return path[depth - 1] in (over.path[-1], index_of(over))


def _over_set(path: Path, over: Set) -> Path:
    depth = len(over.path)
    *item, last = over.path
    if item and isinstance(step := item[-1], Named) and last == step.key and path[: depth - 1] == tuple(item):
        return (*path[: depth - 2], _renamed(step, {step.key: over.to}), *path[depth - 1 :])
    if path[:depth] != over.path:
        return path
    if any(isinstance(step, int) for step in path[depth:]):
        raise GoneError
    return (*item, _renamed(last, over.to), *path[depth:]) if isinstance(last, Named) else path


def _renamed(step: Named, item: object) -> Named:
    name = name_of(item, step.key)
    if name is None:
        raise GoneError
    return Named(step.key, name)


def _renumbered(path: Path, around: Path, shift: Callable[[int], int]) -> Path:
    at = len(around)
    if len(path) > at and path[:at] == around:
        step = path[at]
        if isinstance(step, int):
            return (*around, shift(step), *path[at + 1 :])
    return path


def _moved(at: int, over: Move) -> int:
    index, to = index_of(over), over.to
    if index == NOWHERE or to is None:
        return at
    if at == index:
        return to
    at -= at > index
    return at + (at >= to)


def _names_an_item(path: Path, over: Set | Put | Move) -> bool:
    """Whether a path names an item of the list in which `over` has to do with a name that is there twice."""
    around = over.path if isinstance(over, Put) else over.path[:-1]
    if isinstance(over, Set) and isinstance(over.path[-1], str):
        around = over.path[:-2]
    depth = len(around)
    return len(path) > depth and path[:depth] == around and isinstance(path[depth], Named)
