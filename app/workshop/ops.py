"""The four things an edit is made of."""

from dataclasses import dataclass
from typing import Any

from app.workshop.paths import Path, Step, plain_path, plain_step, read_path, read_step
from app.workshop.refusing import UnfitError
from app.workshop.values import Value, normal

MOST_OPS = 2_000
"""In one edit: a spreadsheet of a thousand rows is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Let a value be another; None is no value. `was` is what the author saw.

    `twice` lets it take a name that is taken: undoing may bring back a name that stood there twice.
    """

    path: Path
    was: Value
    to: Value
    twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Add an item to the list at `path`, after another or as the first; `index` is where it then stands."""

    path: Path
    after: Step | None
    item: Value
    index: int | None = None
    twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Take an item away; `index` is where it stood."""

    path: Path
    was: Value
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Put an item elsewhere in its list; `index` is where it stood, `to` where it then stands.

    `twice` says that another item bears its name.
    """

    path: Path
    after: Step | None
    index: int | None = None
    to: int | None = None
    twice: bool = False


Op = Set | Put | Drop | Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit as it was made.

    Attributes:
        n: its number in its draft, from 1.
        by: its author's name.
        at: wall time, ms since 1970.
        ops: what was done, with the paths of that moment.
        inverse: what takes it back, in order.
        undoes: the edit it takes back, None if it is no undo.
    """

    n: int
    by: str
    at: int
    ops: tuple[Op, ...]
    inverse: tuple[Op, ...]
    undoes: int | None = None


def read_ops(plain: object) -> tuple[Op, ...]:
    """The operations as they came.

    Raises:
        UnfitError: they are none; says which and why.
    """
    if not isinstance(plain, list) or not 0 < len(plain) <= MOST_OPS:
        raise UnfitError(f"`ops` is a list of 1 to {MOST_OPS} operations")
    ops: list[Op] = []
    for at, one in enumerate(plain):
        try:
            ops.append(_read(one))
        except UnfitError as reason:
            raise UnfitError(f"ops[{at}]: {reason}") from None
    return tuple(ops)


def stored_ops(plain: list[dict[str, Any]]) -> tuple[Op, ...]:
    """The operations as they were kept, with what was noted when they were done."""
    return tuple(_noted(_read(one), one) for one in plain)


def plain_ops(ops: tuple[Op, ...]) -> list[dict[str, Any]]:
    """The operations as they go out and are kept."""
    return [_plain(op) for op in ops]


def _read(plain: object) -> Op:
    if not isinstance(plain, dict):
        raise UnfitError("it has no `op`")
    path = read_path(plain.get("path"))
    match plain.get("op"):
        case "set":
            return Set(path=path, was=normal(plain.get("was")), to=normal(plain.get("to")))
        case "put":
            return Put(path=path, after=_after(plain.get("at")), item=normal(plain.get("item")))
        case "drop":
            return Drop(path=path, was=normal(plain.get("was")))
        case "move":
            return Move(path=path, after=_after(plain))
        case other:
            raise UnfitError(f"{str(other)[:20]!r} is none of set, put, drop, move")


def _after(plain: object) -> Step | None:
    if not isinstance(plain, dict) or "after" not in plain:
        raise UnfitError("`after` is missing: a step, or null for the first place")
    return None if plain["after"] is None else read_step(plain["after"])


def _noted(op: Op, plain: dict[str, Any]) -> Op:
    index, twice = plain.get("index"), bool(plain.get("twice"))
    match op:
        case Set():
            return Set(path=op.path, was=op.was, to=op.to, twice=twice)
        case Put():
            return Put(path=op.path, after=op.after, item=op.item, index=index, twice=twice)
        case Drop():
            return Drop(path=op.path, was=op.was, index=index)
        case Move():
            return Move(path=op.path, after=op.after, index=index, to=plain.get("to"), twice=twice)


def _plain(op: Op) -> dict[str, Any]:
    path = plain_path(op.path)
    match op:
        case Set():
            return {"op": "set", "path": path, "was": op.was, "to": op.to} | _flag(op)
        case Put():
            at = {"after": plain_step(op.after)}
            told = {"op": "put", "path": path, "at": at, "item": op.item, "index": op.index}
            return told | _flag(op)
        case Drop():
            return {"op": "drop", "path": path, "was": op.was, "index": op.index}
        case Move():
            after = plain_step(op.after)
            told = {"op": "move", "path": path, "after": after, "index": op.index, "to": op.to}
            return told | _flag(op)


def _flag(op: Set | Put | Move) -> dict[str, Any]:
    return {"twice": True} if op.twice else {}
