"""Copies of what is changed in place. What is frozen is shared: nobody can change it."""

from collections import deque
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from types import FunctionType
from typing import Any, Final, TypeVar

T = TypeVar("T")
Memo = dict[int, Any]
Way = Callable[[Any, Memo], Any]

SHARED: Final = (str, bytes, int, float, complex, frozenset, type(None), type, Enum, FunctionType)

USUAL: Final = (
    ("__deepcopy__", None),
    ("__setstate__", None),
    *((one, getattr(object, one)) for one in ("__getstate__", "__reduce__", "__reduce_ex__")),
)
"""What a class has that is copied field by field; one that has others knows better how it is copied."""


def copied(what: T, *shared: object) -> T:
    """The same, to go on another way: a sixth of the work of `deepcopy`, and as far apart.

    Frozen dataclasses, keys and the members of sets count as unchangeable all the way down; `shared` is
    what else both may have.
    """
    found: T = _copy(what, {id(one): one for one in shared})
    return found


def _copy(what: Any, memo: Memo) -> Any:
    kind: type = type(what)
    way = _way(kind)
    if way is None:
        return what
    known = memo.get(id(what))
    return way(what, memo) if known is None else known


@cache
def _way(kind: type) -> Way | None:
    """How things of a sort are copied; None where they are shared."""
    if issubclass(kind, SHARED) or (is_dataclass(kind) and kind.__dataclass_params__.frozen):  # type: ignore[attr-defined]
        return None
    plain: dict[type, Way] = {dict: _dict, list: _list, set: _set, tuple: _tuple, deque: _deque}
    if kind in plain:
        return plain[kind]
    if (
        kind.__module__ == "builtins"
        or issubclass(kind, tuple(plain))
        or any(getattr(kind, one, None) is not as_usual for one, as_usual in USUAL)
    ):
        return deepcopy
    return _object


def _all_shared(these: Iterable[Any]) -> bool:
    return all(_way(kind) is None for kind in set(map(type, these)))


def _dict(what: dict[Any, Any], memo: Memo) -> dict[Any, Any]:
    if _all_shared(what.values()):
        made = memo[id(what)] = dict(what)
        return made
    made = memo[id(what)] = {}
    for key, one in what.items():
        made[key] = _copy(one, memo)
    return made


def _list(what: list[Any], memo: Memo) -> list[Any]:
    made = memo[id(what)] = []
    made.extend(what if _all_shared(what) else [_copy(one, memo) for one in what])
    return made


def _set(what: set[Any], memo: Memo) -> set[Any]:
    made = memo[id(what)] = set(what)
    return made


def _deque(what: deque[Any], memo: Memo) -> deque[Any]:
    made = memo[id(what)] = deque[Any](maxlen=what.maxlen)
    made.extend(_copy(one, memo) for one in what)
    return made


def _tuple(what: tuple[Any, ...], memo: Memo) -> tuple[Any, ...]:
    if _all_shared(what):
        return what
    made = tuple(_copy(one, memo) for one in what)
    return what if all(map(lambda old, new: old is new, what, made)) else made


def _object(what: Any, memo: Memo) -> Any:
    kind: type = type(what)
    made: Any = object.__new__(kind)
    memo[id(what)] = made
    for name in _slots(kind):
        if hasattr(what, name):
            object.__setattr__(made, name, _copy(getattr(what, name), memo))
    for name, one in getattr(what, "__dict__", {}).items():
        made.__dict__[name] = _copy(one, memo)
    return made


@cache
def _slots(kind: type) -> tuple[str, ...]:
    found = [getattr(one, "__slots__", ()) for one in kind.__mro__]
    names = [name for slots in found for name in ((slots,) if isinstance(slots, str) else slots)]
    return tuple(name for name in names if name not in ("__dict__", "__weakref__"))
