"""What a scenario's types are made of, read from the dataclasses themselves."""

import re
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


def told(kind: type) -> dict[str, str]:
    """What a class says of each of its fields, in the `Attributes` of its docstring."""
    names = {field.name for field in fields(kind)}
    block = (kind.__doc__ or "").partition("Attributes:")[2]
    text = re.sub(r"\s+", " ", block).strip()
    found: dict[str, str] = {}
    either = "|".join(sorted(names, key=len, reverse=True))
    pieces = re.split(rf"(?:^|(?<=[.;]) )((?:(?:{either})(?:, )?)+): ", text)
    for listed, says in zip(pieces[1::2], pieces[2::2], strict=True):
        for name in listed.split(", "):
            found[name] = says.strip().rstrip(";.")
    return found
