"""The tree of a scenario file made into the scenario's own types.

The types are read from the dataclasses, so a field added there needs no line here. A part with a fault
becomes `BROKEN` and its siblings are read on, so that an author learns of everything at once.
"""

import re
import unicodedata
from dataclasses import MISSING, is_dataclass
from typing import Any, Final, Literal, NewType, get_args, get_origin

from app.scenario.faults import Findings
from app.scenario.limits import ANYTHING, BY_HAND, Rule
from app.scenario.nodes import Items, Keys, Lost, Node, Scalar
from app.scenario.parts import Part, may_be_none, parts_of
from app.scenario.times import read_time

_WHOLE = re.compile(r"[+-]?\d[\d_]{0,14}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d[\d_]{0,14})?(\.\d{1,9})?", re.ASCII)
_NOTHING = ("", "~", "null")


class Broken:
    """The type of `BROKEN`."""


BROKEN: Final = Broken()
"""Stands for a value that could not be read; its fault is in the findings."""


def shape(hint: Any, node: Node, path: str, findings: Findings, rule: Rule = ANYTHING) -> Any:
    """The value of type `hint` that `node` holds, or BROKEN with its faults in `findings`."""
    if isinstance(hint, NewType):
        hint = hint.__supertype__
    if isinstance(node, Lost):
        return BROKEN
    if may_be_none(hint):
        return _optional(hint, node, path, findings, rule)
    if is_dataclass(hint):
        return _record(hint, node, path, findings)  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        return _list(get_args(hint)[0], node, path, findings, rule)
    if not isinstance(node, Scalar):
        what = "a list" if isinstance(node, Items) else "a group of keys"
        findings.add(node.line, path, f"{what} stands where one value belongs", _wanted(hint, rule))
        return BROKEN
    return _value(hint, node, path, findings, rule)


def _record(kind: type, node: Node, path: str, findings: Findings) -> Any:
    if not isinstance(node, Keys):
        wanted = ", ".join(field.name for field in parts_of(kind))
        findings.add(node.line, path, "keys are expected here", f"Write `key: value` lines: {wanted}.")
        return BROKEN
    known = {field.name: field for field in parts_of(kind)}
    for key, line in node.lines.items():
        if key not in known and not key.startswith("?"):
            remedy = findings.suggest(key, known, f"Known keys here: {', '.join(known)}.")
            findings.add(line, _join(path, key), f"unknown key `{key[:60]}`", remedy)
    values = {name: _member(field, node, path, findings) for name, field in known.items()}
    if any(value is BROKEN for value in values.values()):
        return BROKEN
    return kind(**{name: value for name, value in values.items() if value is not MISSING})


def _member(field: Part, node: Keys, path: str, findings: Findings) -> Any:
    where = _join(path, field.name)
    if field.name in node.entries:
        return shape(field.hint, node.entries[field.name], where, findings, field.rule)
    if field.required:
        findings.add(node.line, where, f"`{field.name}` is missing", _wanted(field.hint, field.rule))
        return BROKEN
    return None if may_be_none(field.hint) else MISSING


def _list(hint: Any, node: Node, path: str, findings: Findings, rule: Rule) -> Any:
    if isinstance(node, Scalar) and node.plain and node.text in _NOTHING:
        node = Items(node.line, [])
    if not isinstance(node, Items):
        findings.add(node.line, path, "a list is expected here", "Begin each item with `- `.")
        return BROKEN
    if len(node.items) < rule.least:
        findings.add(node.line, path, "the list is empty", "Give one item at least.")
        return BROKEN
    values = [shape(hint, item, f"{path}[{at}]", findings, rule) for at, item in enumerate(node.items)]
    return BROKEN if any(value is BROKEN for value in values) else tuple(values)


def _optional(hint: Any, node: Node, path: str, findings: Findings, rule: Rule) -> Any:
    if isinstance(node, Scalar) and node.plain and node.text in (*_NOTHING, BY_HAND if rule.by_hand else ""):
        return None
    options = [one for one in get_args(hint) if one is not type(None)]
    # `InjectId | Literal["brand"]` is a word either way; whether the inject exists is checked later.
    return shape(options[0], node, path, findings, rule)


def _value(hint: Any, node: Scalar, path: str, findings: Findings, rule: Rule) -> Any:
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), node, path, findings)
    if hint is str:
        return _text(node, path, findings, rule)
    value: bool | float | None
    if hint is bool:
        value = {"true": True, "false": False}.get(node.text.lower())
    elif hint is int:
        value = int(node.text) if _WHOLE.fullmatch(node.text) else None
    elif rule.time:
        value = read_time(node.text)
    else:
        value = _number(node.text)
    if value is None:
        findings.add(node.line, path, f"`{node.text[:60]}` does not fit", _wanted(hint, rule))
        return BROKEN
    return value if hint is bool else _in_range(value, node, path, findings, rule)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) and text[-1:].isdigit() else None


def _in_range(value: float, node: Scalar, path: str, findings: Findings, rule: Rule) -> Any:
    if (rule.low is not None and value < rule.low) or (rule.high is not None and value > rule.high):
        remedy = f"Choose from {rule.low:,} to {rule.high:,}{' seconds' if rule.time else ''}."
        findings.add(node.line, path, f"{node.text} is out of range", remedy)
        return BROKEN
    return value


def _choice(options: tuple[Any, ...], node: Scalar, path: str, findings: Findings) -> Any:
    for option in options:
        if node.text == str(option):
            return option
    remedy = findings.suggest(node.text, map(str, options), f"Choose one of {', '.join(map(str, options))}.")
    findings.add(node.line, path, f"`{node.text[:60]}` is not one of the choices", remedy)
    return BROKEN


def _text(node: Scalar, path: str, findings: Findings, rule: Rule) -> Any:
    text = node.text.strip()
    if not text and rule.empty:
        return ""
    if not text or (node.plain and text in _NOTHING):
        findings.add(node.line, path, "nothing is written here", _wanted(str, rule))
    elif len(text) > rule.longest:
        findings.add(node.line, path, f"{len(text)} of {rule.longest} characters", "Make it shorter.")
    elif rule.pattern is not None and not re.fullmatch(rule.pattern, text):
        findings.add(node.line, path, f"`{text[:60]}` does not fit", _wanted(str, rule))
    elif any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in text):
        findings.add(
            node.line, path, "it holds signs that cannot be shown", "Remove control characters and tabs."
        )
    else:
        return text
    return BROKEN


def _wanted(hint: Any, rule: Rule) -> str:
    """A sentence saying what belongs in a field."""
    if isinstance(hint, NewType):
        hint = hint.__supertype__
    if rule.time:
        return f"Write a time: seconds, `mm:ss` or `T+mm:ss`{f', or `{BY_HAND}`' if rule.by_hand else ''}."
    if get_origin(hint) is Literal:
        return f"Choose one of {', '.join(map(str, get_args(hint)))}."
    if get_origin(hint) is tuple:
        return "Write a list, one `- ` line an item."
    if is_dataclass(hint):
        return f"Give it the keys {', '.join(field.name for field in parts_of(hint))}."  # type: ignore[arg-type]
    words = {str: rule.meaning or "a text", int: "a whole number", float: "a number", bool: "true or false"}
    return f"Write {words.get(hint, 'a value')}."


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
