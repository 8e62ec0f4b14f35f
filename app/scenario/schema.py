"""The form of a scenario file as a JSON Schema, for editors: made from the types and their limits.

It refuses less than the reader, which also sees whether the parts agree, but for one thing: texts that look
like numbers must be in quotes, because editors read them as numbers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

from app.scenario.condition import Condition
from app.scenario.limits import BY_HAND, Rule
from app.scenario.msel import Inject
from app.scenario.parts import Part, bare, may_be_none, parts_of, told
from app.scenario.scenario import Scenario, SeatPlan
from app.scenario.times import say_time

Words = Mapping[str, Mapping[str, str]]
"""What keys hold, by the name of the type and the key."""
Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CLOCK = r"^(T\+)?([0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9]$"
_WORD_SIGN = r"[^\s!-/:-@\[-^`{-~]"
"""`\\w` in a form that means letters of all languages, whoever reads the pattern."""
_PLAYERS = {"properties": {"role": {"enum": ["critic", "bystander"]}}, "required": ["role"]}
_BRAND = {"properties": {"role": {"const": "brand"}}, "required": ["role"]}
_TOGETHER: Mapping[type, Schema] = {
    Condition: {"minProperties": 1},
    SeatPlan: {
        "allOf": [
            {
                "if": _BRAND,
                "then": {"required": ["position"], "properties": {"personas": {"maxItems": 0}}},
            },
            {
                "if": _PLAYERS,
                "then": {
                    "required": ["personas"],
                    "properties": {"personas": {"minItems": 1}, "position": {"type": "null"}},
                },
            },
        ]
    },
    Inject: {
        "anyOf": [{"required": [way]} for way in ("at", "after", "when", "unless")],
        "dependentRequired": {"later": ["after"], "every": ["times"]},
        "dependentSchemas": {
            "unless": {"properties": {"contingency": {"const": True}}, "required": ["contingency"]}
        },
    },
}
"""What keys ask of one another."""


def scenario_schema(words: Words) -> Schema:
    """The schema of a scenario file (draft 2020-12).

    Args:
        words: what keys hold, where the docstring of their type does not say it.

    Raises:
        KeyError: nothing is said of a key.
    """
    parts = {kind.__name__: _record(kind, words) for kind in _kinds(Scenario)}
    return {
        "$schema": DIALECT,
        **parts.pop("Scenario"),
        "$defs": parts,
    }


def _kinds(kind: type) -> Iterator[type]:
    """The type and all it is made of, each once."""
    known: dict[type, None] = {}
    waiting = [kind]
    while waiting:
        one = waiting.pop(0)
        if one in known:
            continue
        known[one] = None
        hints = (_item(bare(part.hint)) for part in parts_of(one))
        waiting += [hint for hint in hints if is_dataclass(hint) and isinstance(hint, type)]
    return iter(known)


def _item(hint: Any) -> Any:
    return bare(get_args(hint)[0]) if get_origin(hint) is tuple else hint


def _record(kind: type, words: Words) -> Schema:
    says = {**words.get(kind.__name__, {}), **told(kind)}
    found: Schema = {
        "title": re.sub(r"(?<=[a-z])([A-Z])", lambda match: f" {match[0].lower()}", kind.__name__),
        "description": _sentence((kind.__doc__ or "").partition("\n")[0]),
        "type": "object",
        "additionalProperties": False,
        "properties": {part.name: _property(kind, part, says[part.name]) for part in parts_of(kind)},
    }
    if required := [part.name for part in parts_of(kind) if part.required]:
        found["required"] = required
    return {**found, **_TOGETHER.get(kind, {})}


def _property(kind: type, part: Part, says: str) -> Schema:
    return {"description": _sentence(says), **_value(part.hint, part.rule), **_default(kind, part)}


def _sentence(says: str) -> str:
    says = " ".join(says.split())
    return f"{says[:1].upper()}{says[1:]}" + ("" if says.endswith((".", "?")) else ".")


def _default(kind: type, part: Part) -> Schema:
    default = next(field.default for field in fields(kind) if field.name == part.name)
    if part.rule.time and isinstance(default, float) and default:
        return {"default": say_time(default)}
    return {"default": default} if isinstance(default, bool | int | float | str) else {}


def _value(hint: Any, rule: Rule) -> Schema:
    empty = may_be_none(hint)
    hint = bare(hint)
    if get_origin(hint) is tuple:
        return _list(hint, rule)
    if is_dataclass(hint) and isinstance(hint, type):
        found: Schema = {"$ref": f"#/$defs/{hint.__name__}"}
        return {"anyOf": [found, {"type": "null"}]} if empty else found
    if rule.time:
        return _time(rule, empty=empty)
    if get_origin(hint) is Literal:
        return {"enum": [*get_args(hint), *([None] if empty else [])]}
    return _plain(hint, rule, empty=empty)


def _list(hint: Any, rule: Rule) -> Schema:
    found: Schema = {"type": "array" if rule.least else ["array", "null"]}
    if rule.least:
        found["minItems"] = rule.least
    return {**found, "items": _value(get_args(hint)[0], rule)}


def _time(rule: Rule, *, empty: bool) -> Schema:
    """A clock, which some readers of YAML take for a number of seconds, or seconds."""
    options: list[Schema] = [{"type": "string", "pattern": CLOCK}, {"type": "number", **_bounds(rule)}]
    if rule.by_hand:
        options.append({"const": BY_HAND})
    return {"anyOf": [*options, *([{"type": "null"}] if empty else [])]}


def _plain(hint: Any, rule: Rule, *, empty: bool) -> Schema:
    name = {str: "string", bool: "boolean", int: "integer", float: "number"}[hint]
    empty = empty or rule.empty
    found: Schema = {"type": [name, "null"] if empty else name}
    if hint is str:
        pattern = rf"^(?:{rule.pattern})$" if rule.pattern else ("" if rule.empty else r"\S")
        found |= {"maxLength": rule.longest}
        found |= {"pattern": re.sub(r"\\w", lambda _: _WORD_SIGN, pattern)} if pattern else {}
    elif hint is not bool:
        found |= _bounds(rule)
    return found


def _bounds(rule: Rule) -> Schema:
    found = {"minimum": rule.low, "maximum": rule.high}
    return {key: value for key, value in found.items() if value is not None}
