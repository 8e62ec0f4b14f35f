"""An edit done to a tree, all of it or nothing, and what would take it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.workshop.ops import Drop, Move, Op, Put, Set
from app.workshop.paths import (
    Path,
    Spot,
    Step,
    bearers,
    find,
    find_in,
    name_of,
    named,
    naming_key,
    path_text,
    step_to,
    value_at,
)
from app.workshop.placing import put_at, take_out
from app.workshop.refusing import ClashError, Conflict, MissingError, UnfitError
from app.workshop.values import Value, check_size, fresh, is_nothing, same


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done, in the paths of the moment of each, and what takes it back, in order."""

    ops: tuple[Op, ...]
    inverse: tuple[Op, ...]


@dataclass(frozen=True, slots=True)
class _Done:
    op: Op
    inverse: Op
    conflicts: tuple[Conflict, ...] = ()


def apply(tree: Value, ops: Iterable[Op]) -> Applied:
    """Do all of `ops` to `tree`, in place; where one cannot be done the tree stays as it was.

    Raises:
        ClashError: something is not as the author saw it; tells of all such places.
        UnfitError: an operation fits no such tree, or makes it too large.
    """
    done: list[_Done] = []
    conflicts: list[Conflict] = []
    try:
        for number, op in enumerate(ops):
            _try(tree, op, number, done, conflicts)
        check_size(tree)
    except UnfitError:
        _take_back(tree, done)
        if not conflicts:
            raise
    else:
        if conflicts:
            _take_back(tree, done)
    if conflicts:
        raise ClashError(conflicts)
    return Applied(tuple(one.op for one in done), tuple(one.inverse for one in reversed(done)))


def _take_back(tree: Value, done: list[_Done]) -> None:
    for one in reversed(done):
        _do(tree, one.inverse)


def _try(tree: Value, op: Op, number: int, done: list[_Done], conflicts: list[Conflict]) -> None:
    """Do one; what clashes is done all the same, so that those after it are tried too."""
    try:
        one = _do(tree, op)
    except MissingError as gone:
        was = op.was if isinstance(op, Set | Drop) else None
        conflicts.append(Conflict(path=gone.path, was=was, now=None, missing=str(gone)))
    except UnfitError as reason:
        raise UnfitError(f"ops[{number}]: {reason}") from None
    else:
        done.append(one)
        conflicts.extend(one.conflicts)


def _do(tree: Value, op: Op) -> _Done:
    match op:
        case Set():
            return _set(tree, op)
        case Put():
            return _put(tree, op)
        case Drop():
            return _drop(tree, op)
        case Move():
            return _move(tree, op)


def _set(tree: Value, op: Set) -> _Done:
    spot = find(tree, op.path)
    before = named(tree, spot)
    was, to = op.was, op.to
    if isinstance(spot[-1], str):
        was, to = (None if is_nothing(value) else value for value in (was, to))
    now = value_at(tree, spot)
    conflicts = [] if same(now, was) else [Conflict(path=before, was=was, now=now)]
    twice = _shares_name(tree, spot)
    if not op.twice:
        conflicts += _taken_by_another(tree, spot, to)
    put_at(tree, spot, fresh(to))
    inverse = Set(path=named(tree, spot), was=to, to=now, twice=twice)
    return _Done(replace(op, path=before, was=now, to=to), inverse, tuple(conflicts))


def _put(tree: Value, op: Put) -> _Done:
    spot = find(tree, op.path)
    path, key = named(tree, spot), naming_key(spot)
    items = value_at(tree, spot)
    if not isinstance(items, list) and (items is not None or isinstance(spot[-1], int)):
        raise MissingError(path, f"{path_text(path)}: no list is there")
    items = items or []
    index, after = _place(items, op.after, path, key)
    conflicts = () if op.twice else _taken(items, key, name_of(op.item, key), path)
    grown = [*items[:index], fresh(op.item), *items[index:]]
    put_at(tree, spot, grown)
    inverse = Drop(path=(*path, step_to(grown, index, key)), was=op.item, index=index)
    return _Done(replace(op, path=path, after=after, index=index), inverse, conflicts)


def _drop(tree: Value, op: Drop) -> _Done:
    spot = find(tree, op.path)
    before, key = named(tree, spot), naming_key(spot[:-1])
    index = _index(spot)
    now = value_at(tree, spot)
    conflicts = () if same(now, op.was) else (Conflict(path=before, was=op.was, now=now),)
    twice = _shares_name(tree, spot)
    take_out(tree, spot)
    left = value_at(tree, spot[:-1]) or []
    after = step_to(left, index - 1, key) if index else None
    inverse = Put(path=named(tree, spot[:-1]), after=after, item=now, index=index, twice=twice)
    return _Done(replace(op, path=before, was=now, index=index), inverse, conflicts)


def _move(tree: Value, op: Move) -> _Done:
    spot = find(tree, op.path)
    before, key = named(tree, spot), naming_key(spot[:-1])
    index = _index(spot)
    items = value_at(tree, spot[:-1])
    place, after = _place(items, op.after, before[:-1], key)
    twice = _shares_name(tree, spot)
    to = place - (place > index)
    items.insert(to, items.pop(index))
    earlier = index - 1 + (index - 1 >= to)
    back = Move(
        path=named(tree, (*spot[:-1], to)),
        after=step_to(items, earlier, key) if index else None,
        index=to,
        to=index,
        twice=twice,
    )
    return _Done(replace(op, path=before, after=after, index=index, to=to, twice=twice), back)


def _index(spot: Spot) -> int:
    if isinstance(spot[-1], str):
        raise UnfitError("it is no item of a list")
    return spot[-1]


def _place(items: list[Value], after: Step | None, path: Path, key: str) -> tuple[int, Step | None]:
    """Where what comes after that step stands, and that step as it is now."""
    if after is None:
        return 0, None
    at = find_in(items, after, path)
    return at + 1, step_to(items, at, key)


def _naming(tree: Value, spot: Spot) -> tuple[list[Value], int, str, Path] | None:
    """The list, number and naming key of the item whose name is given at a spot; None if none is."""
    if isinstance(spot[-1], int):
        around, at = spot[:-1], spot[-1]
    elif len(spot) > 1 and isinstance(spot[-2], int) and spot[-1] == naming_key(spot[:-2]):
        around, at = spot[:-2], spot[-2]
    else:
        return None
    return value_at(tree, around), at, naming_key(around), named(tree, around)


def _shares_name(tree: Value, spot: Spot) -> bool:
    """Whether the item named at a spot has its name in common with another."""
    found = _naming(tree, spot)
    return found is not None and len(bearers(found[0], found[2], name_of(found[0][found[1]], found[2]))) > 1


def _taken_by_another(tree: Value, spot: Spot, to: Value) -> tuple[Conflict, ...]:
    found = _naming(tree, spot)
    if found is None:
        return ()
    items, at, key, path = found
    name = name_of(to if isinstance(spot[-1], int) else {key: to}, key)
    return () if name == name_of(items[at], key) else _taken(items, key, name, path)


def _taken(items: list[Value], key: str, name: str | None, path: Path) -> tuple[Conflict, ...]:
    found = bearers(items, key, name)[:1]
    return tuple(Conflict(path=(*path, step_to(items, at, key)), was=None, now=items[at]) for at in found)
