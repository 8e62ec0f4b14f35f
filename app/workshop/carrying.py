"""An edit carried over what others did since its author looked, so that it still means the same.

An item may have another number or another name by now, or the one before it may be gone. Whether the
values are still as the author saw them is seen when the edit is applied.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.workshop.ops import Drop, Edit, Move, Op, Put, Set
from app.workshop.paths import Path, Step, path_text
from app.workshop.refusing import ClashError, Conflict
from app.workshop.shifting import NOWHERE, GoneError, carried_path, gap, index_of, leads, number


def carry(ops: Iterable[Op], since: Sequence[Edit]) -> tuple[Op, ...]:
    """The operations as they read after the edits made since.

    Raises:
        ClashError: an edit took away what they are about, or moved what they move.
    """
    carried = list(ops)
    for edit in settled(since):
        for over in edit.ops:
            lost = _cross(carried, over)[1]
            if lost is not None:
                was = lost.was if isinstance(lost, Set | Drop) else None
                reason = f"{path_text(lost.path)}: it is not there"
                gone = Conflict(path=lost.path, was=was, now=None, missing=reason, by=edit.by)
                raise ClashError((gone,))
    return tuple(carried)


def settled(edits: Sequence[Edit]) -> list[Edit]:
    """The edits without those that were taken back, and without what took them back."""
    left = list(edits)
    for undo in reversed(edits):
        numbers = [edit.n for edit in left]
        if undo.n in numbers and undo.undoes in numbers:
            first, last = numbers.index(undo.undoes), numbers.index(undo.n)
            left[first : last + 1] = _without(left[first], left[first + 1 : last])
    return left


def _without(undone: Edit, between: Sequence[Edit]) -> list[Edit]:
    """The edits `between` one and its undo as they would read without the two."""
    back = list(undone.inverse)
    found: list[Edit] = []
    for edit in between:
        ops = [_cross(back, over)[0] for over in edit.ops]
        found.append(replace(edit, ops=tuple(op for op in ops if op is not None), inverse=()))
    return found


def _cross(ops: list[Op], over: Op) -> tuple[Op | None, Op | None]:
    """Carry `ops`, which follow one another, over another operation, in place.

    Returns:
        `over` as it reads after them, None if nothing is left of it; and the first of `ops` that is lost.
    """
    lost: Op | None = None
    reads: Op | None = over
    for at, op in enumerate(ops):
        if reads is None:
            break
        before, reads = reads, _still(reads, op)
        try:
            ops[at] = carried_op(op, before)
        except GoneError:
            lost = lost or op
    return reads, lost


def carried_op(op: Op, over: Op) -> Op:
    """The operation as it reads once `over` is done, if both were meant for the same tree.

    Raises:
        GoneError: it has lost its place.
    """
    match op:
        case Set():
            return replace(op, path=carried_path(op.path, over))
        case Drop():
            return replace(op, path=carried_path(op.path, over), index=None)
        case Put():
            path = carried_path(op.path, over)
            return replace(op, path=path, after=_carried_anchor(op.path, op.after, over), index=None)
        case Move():
            if isinstance(over, Move) and len(over.path) == len(op.path) and leads(over, op.path):
                raise GoneError
            path = carried_path(op.path, over)
            after = _carried_anchor(op.path[:-1], op.after, over)
            return replace(op, path=path, after=after, index=None, to=None)


def _still(over: Op, op: Op) -> Op | None:
    """`over` as it reads once `op` is done, for what comes after `op`; None if nothing is left of it."""
    try:
        return _noted(over, carried_op(over, op), op)
    except GoneError:
        return None


def _noted(over: Op, carried: Op, op: Op) -> Op:
    """`carried` with the numbers of `over`, as they are once `op` is done."""
    match over, carried:
        case Put(), Put():
            return replace(carried, index=gap(over.path, index_of(over), op))
        case Drop(), Drop():
            return replace(carried, index=number(over.path[:-1], index_of(over), op))
        case Move(), Move():
            around, index, to = over.path[:-1], index_of(over), over.to or 0
            lifted = number(around, index, op)
            place = gap(around, to + (to > index), op)
            return replace(carried, index=lifted, to=place - (place > lifted))
        case _:
            return carried


def _carried_anchor(around: Path, after: Step | None, over: Op) -> Step | None:
    """The step to put something after, in the list at `around`; the one before it where it is gone."""
    if after is None:
        return None
    try:
        return carried_path((*around, after), over)[-1]
    except GoneError:
        if not isinstance(over, Drop) or not leads(over, (*around, after)) or len(over.path) <= len(around):
            raise
        index = index_of(over)
        if index == NOWHERE:
            raise
        return index - 1 if index else None
