"""How types are read and written, made when they are first asked for: all of them together take seconds."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


def adapter_of(kind: type[T]) -> TypeAdapter[T]:
    """The adapter of a type, made once."""
    return _made(cast("Hashable", kind))


@cache
def _made(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", kind))
