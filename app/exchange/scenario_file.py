"""A scenario written as the file it is read from, and the extras of its MSEL as the file beside it."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import yaml

from app.exchange.drafting import Extras
from app.ids import InjectId
from app.scenario.limits import ANYTHING, BY_HAND, RULES
from app.scenario.msel import Inject
from app.scenario.nodes import MAX_BYTES
from app.scenario.scenario import Scenario

EXTRAS_FILE = "msel-extras.yaml"
"""Stands beside `scenario.yaml`: what came with the MSEL and an inject has no place for."""

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def as_yaml(scenario: Scenario) -> str:
    """The text that `read_scenario` reads to the same scenario; what has its default is left out."""
    return _dump(_plain(scenario))


def plain_inject(inject: Inject) -> dict[str, Any]:
    """An inject as the scenario file has it; what has its default is left out."""
    return _record(inject)


def plain_record(record: Any) -> dict[str, Any]:
    """A part of a scenario as the scenario file has it; what has its default is left out."""
    return _record(record)


def extras_as_yaml(extras: Extras) -> str:
    """The text that `read_extras` reads to the same."""
    return _dump({str(inject): dict(told) for inject, told in extras.items()})


def read_extras(text: str) -> Extras:
    """The extras in a text.

    Raises:
        ValueError: it is too long, not YAML, or says something else.
    """
    if len(text) > MAX_BYTES or _has_aliases(text):
        raise ValueError("too long, or it has aliases")
    found = yaml.load(text, Loader=_LOADER) or {}  # noqa: S506 - the safe loader, written in C
    if not isinstance(found, dict) or not all(isinstance(told, dict) for told in found.values()):
        raise ValueError("it should hold headers and texts for each inject")
    return {
        InjectId(str(inject)): {str(name): str(value) for name, value in told.items()}
        for inject, told in found.items()
    }


def _has_aliases(text: str) -> bool:
    """Whether it could unfold into more than is written."""
    try:
        return any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise ValueError(f"not YAML: {error}") from error


def _dump(data: Mapping[str, Any]) -> str:
    dumped: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    return dumped


def _plain(value: Any) -> Any:
    """A value as plain data."""
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _record(record: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        rule = RULES.get((type(record), field.name), ANYTHING)
        if rule.by_hand and value is None:
            if not isinstance(record, Inject) or record.by_hand:
                told[field.name] = BY_HAND
        elif value is None or (field.default is not MISSING and value == field.default):
            continue
        elif rule.time:
            told[field.name] = _time(value)
        else:
            told[field.name] = _plain(value)
    return told


def _time(seconds: float) -> int | float | str:
    """Seconds as authors write them, to the thousandth."""
    thousandths = round(seconds * 1000)
    if thousandths % 1000:
        return thousandths / 1000
    whole = thousandths // 1000
    return f"{whole // 60:02}:{whole % 60:02}" if whole < 60_000 else whole
