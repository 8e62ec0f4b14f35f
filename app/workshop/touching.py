"""Who changed a place last."""

from collections.abc import Iterable

from app.workshop.ops import Drop, Edit, Move, Op, Put, Set
from app.workshop.paths import Named, Path
from app.workshop.shifting import GoneError, carried_path


def touched_by(path: Path, edits: Iterable[Edit]) -> Edit | None:
    """The newest of `edits`, which come newest first, that changed what stands at a path of now."""
    for edit in edits:
        for op, back in zip(reversed(edit.ops), edit.inverse, strict=True):
            if _touches(op, back, path):
                return edit
            try:
                path = carried_path(path, back)
            except GoneError:
                return edit
    return None


def _touches(op: Op, back: Op, path: Path) -> bool:
    """Whether `op`, which `back` takes back, changed what stands at `path` since."""
    match op:
        case Set():
            return _meet(op.path, path) or _meet(back.path, path)
        case Put():
            return _meet(back.path, path)
        case Drop():
            # A number is another item's by now.
            return (isinstance(op.path[-1], Named) or len(path) < len(op.path)) and _meet(op.path, path)
        case Move():
            return False


def _meet(one: Path, other: Path) -> bool:
    """Whether one of two paths leads into the other."""
    depth = min(len(one), len(other))
    return one[:depth] == other[:depth]
