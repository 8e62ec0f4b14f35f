"""A draft's tree from the text of a scenario file, and as the text of one.

Texts are texts whether they are quoted or not, so that an id is `07` and no seven; what the format has as a
number or a truth is one if it can be read so, and else stays as it was written. Comments do not come along.
"""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from app.scenario.faults import Findings, ScenarioFaults
from app.scenario.limits import ANYTHING, Rule
from app.scenario.nodes import Items, Keys, Lost, Node, Scalar, parse
from app.scenario.parts import Part, bare, parts_of
from app.scenario.scenario import Scenario
from app.workshop.dumping import dumped
from app.workshop.values import Value, check_size, normal

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NUMBER = re.compile(r"[+-]?[0-9][0-9_]{0,14}(\.[0-9]{1,9})?")
_NOTHING = ("", "~", "null")


def read_tree(text: str) -> Value:
    """The tree of a scenario file, whatever is wrong with what it says.

    Raises:
        ScenarioFaults: the text is no plain YAML, so that something in it would be lost.
        UnfitError: it is no mapping, or has what no tree has.
    """
    findings = Findings()
    root = parse(text, findings)
    if root is None or findings.faults:
        raise ScenarioFaults(findings.in_order())
    if not isinstance(root, Keys):
        findings.add(root.line, "", "keys are expected here", "Write `slug: ...`, `title: ...` and so on.")
        raise ScenarioFaults(findings.in_order())
    tree = normal(_plain(root, Scenario, ANYTHING))
    check_size(tree)
    return tree


def as_text(tree: Value) -> str:
    """The tree as a scenario file: the keys in the order of the format, then those it does not know."""
    return dumped(_in_order(tree, Scenario))


def _plain(node: Node, hint: Any, rule: Rule) -> Value:
    match node:
        case Scalar():
            return _value(node, bare(hint), rule)
        case Items():
            held = _item_of(hint)
            return [_plain(item, held, rule) for item in node.items]
        case Keys():
            known = _parts(hint)
            return {
                key: _plain(value, known[key].hint, known[key].rule)
                if key in known
                else _plain(value, None, ANYTHING)
                for key, value in node.entries.items()
            }
        case Lost():
            return None


def _value(node: Scalar, hint: Any, rule: Rule) -> Value:
    text = node.text
    if node.plain and text in _NOTHING:
        return "" if rule.empty and not text else None
    if hint is bool:
        return {"true": True, "false": False}.get(text.lower(), text)
    choices = {option for option in get_args(hint) if get_origin(hint) is Literal}
    whole = hint is int or hint is float or bool(choices & {1, 2, 3})
    if whole and not rule.time and _NUMBER.fullmatch(text) and (hint is float or "." not in text):
        return float(text) if "." in text else int(text)
    return int(text) if (whole or rule.time) and _WHOLE.fullmatch(text) else text


def _in_order(value: Value, hint: Any) -> Value:
    if isinstance(value, list):
        held = _item_of(hint)
        return [_in_order(item, held) for item in value]
    if not isinstance(value, dict):
        return value
    known = _parts(hint)
    told: dict[str, Value] = {}
    for name, part in known.items():
        if name in value:
            told[name] = _in_order(value[name], part.hint)
        elif part.required and _item_of(part.hint) is not None:
            told[name] = []
    rest = {key: _in_order(held, None) for key, held in value.items() if key not in known}
    return told | rest


def _item_of(hint: Any) -> Any:
    """What a list of this type holds, None if it is no list."""
    found = bare(hint)
    return get_args(found)[0] if get_origin(found) is tuple else None


def _parts(hint: Any) -> Mapping[str, Part]:
    found = bare(hint)
    if not isinstance(found, type) or not is_dataclass(found):
        return {}
    return {part.name: part for part in parts_of(found)}
