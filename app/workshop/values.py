"""What a draft's tree is made of, in the one form in which it is kept and compared.

In a mapping nothing stands for nothing: null, an empty mapping and an empty list are the same as no key. So a
first hint is put into a list that is not there, and when the last one is dropped the tree is as it was.
"""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from app.scenario.nodes import MAX_BYTES, MAX_DEPTH, MAX_NODES
from app.workshop.refusing import UnfitError

Value = Any
"""A mapping, a list, a text, a number, a truth, or None."""

LARGEST_WHOLE = 2**53 - 1
"""The largest whole number that a browser keeps."""
LONGEST_KEY = 80


def normal(value: Value, depth: int = 0) -> Value:
    """The value in the form in which trees are kept, made anew.

    Raises:
        UnfitError: something in it has no place in a tree.
    """
    if depth > MAX_DEPTH:
        raise UnfitError(f"nested deeper than {MAX_DEPTH}")
    match value:
        case None | bool():
            return value
        case str():
            return _text(value)
        case int() | float():
            return _number(value)
        case list():
            return [normal(item, depth + 1) for item in value]
        case dict():
            kept = {_key(key): normal(held, depth + 1) for key, held in value.items()}
            return {key: held for key, held in kept.items() if not is_nothing(held)}
        case _:
            raise UnfitError(f"a {type(value).__name__} has no place in a scenario")


def fresh(value: Value) -> Value:
    """A copy that shares nothing that can change."""
    if isinstance(value, dict):
        return {key: fresh(held) for key, held in value.items()}
    return [fresh(item) for item in value] if isinstance(value, list) else value


def is_nothing(value: Value) -> bool:
    """Whether a mapping holds no key for it."""
    return value is None or (isinstance(value, list | dict) and not value)


def same(one: Value, other: Value) -> bool:
    """Whether two values in normal form are one; `true` is no number."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(held, other[key]) for key, held in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def check_size(tree: Value) -> None:
    """See that the scenario reader would take the tree.

    Raises:
        UnfitError: it has too many values, too long texts, or is nested too deep.
    """
    count, letters = 1, 0
    for depth, keys, held in _parts(tree):
        count += keys + len(held)
        letters += sum(len(one) for one in held if isinstance(one, str))
        if count > MAX_NODES:
            raise UnfitError(f"more than {MAX_NODES} values; split it into several scenarios")
        if letters > MAX_BYTES:
            raise UnfitError(f"more than {MAX_BYTES} letters; split it into several scenarios")
        if depth > MAX_DEPTH:
            raise UnfitError(f"nested deeper than {MAX_DEPTH}")


def _parts(tree: Value) -> Iterator[tuple[int, int, list[Value]]]:
    """Of every mapping and list its depth, how many keys it has, and what it holds."""
    waiting = [(1, tree)]
    while waiting:
        depth, value = waiting.pop()
        keys, held = (len(value), list(value.values())) if isinstance(value, dict) else (0, value)
        yield depth, keys, held
        waiting.extend((depth + 1, one) for one in held if isinstance(one, list | dict))


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UnfitError("a text is not valid Unicode") from None
    return value


def _key(key: object) -> str:
    if not (isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and key.isprintable()):
        raise UnfitError(f"a key is a word of {LONGEST_KEY} characters at most")
    return key


def _number(value: float) -> float:
    if not isfinite(value) or (isinstance(value, int) and abs(value) > LARGEST_WHOLE):
        raise UnfitError("a number is too large")
    whole = value == int(value) and abs(value) <= LARGEST_WHOLE
    return int(value) if whole else value
