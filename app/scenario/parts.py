"""What a scenario's types are made of, read from the dataclasses themselves."""

import types
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from app.scenario.limits import ANYTHING, RULES, Rule


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a scenario's type: what it holds, whether it must be there, and its limits."""

    name: str
    hint: Any
    required: bool
    rule: Rule


@cache
def parts_of(kind: type) -> tuple[Part, ...]:
    """The fields of a dataclass that a scenario file may give."""
    hints = get_type_hints(kind)
    found: list[Part] = []
    for one in fields(kind):
        hint, rule = hints[one.name], RULES.get((kind, one.name), ANYTHING)
        required = one.default is MISSING and not may_be_none(hint)
        found.append(Part(one.name, hint, required, rule))
    return tuple(found)


def may_be_none(hint: Any) -> bool:
    """Whether a field of this type may be left empty."""
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


def bare(hint: Any) -> Any:
    """A type without what may be left out and without its name: `str` for `InjectId | None`."""
    if may_be_none(hint):
        hint = next(one for one in get_args(hint) if one is not type(None))
    return hint.__supertype__ if isinstance(hint, NewType) else hint
