"""How types are read and written, made when they are first asked for: all of them together take seconds."""

from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

_made: dict[type, TypeAdapter[Any]] = {}


def adapter_of(kind: type[T]) -> TypeAdapter[T]:
    """The adapter of a type, made once."""
    found = _made.get(kind)
    if found is None:
        found = _made[kind] = TypeAdapter(kind)
    return found
