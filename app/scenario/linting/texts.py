"""Every text of a scenario, with its path: what is posted, and what people read on cards and screens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any, get_args, get_origin

from app.scenario.parts import Part, bare, parts_of
from app.scenario.scenario import Scenario

_POSTED = (
    "msel.*.text",
    "on_demand.*.text",
    "seats.*.lines.*",
    "plan.holding.",
    "cast.*.bio",
    "crowd.words.",
    "crowd.topics.",
)
"""Beginnings of the routes to what the feed shows: the rest is for people of the drill."""
_WORDS = ("demands", "asks", "details", "claims", "stories", "merits", "offers", "memes", "red_lines")
"""What is prose although its form is prescribed."""
_NO_PROSE = ("objective",)


@dataclass(frozen=True, slots=True)
class Text:
    """Something written, and where.

    Attributes:
        path: as in `seats[2].lines[0]`.
        posted: whether it is said on the feed.
    """

    path: str
    words: str
    posted: bool


def texts(scenario: Scenario) -> Iterator[Text]:
    """All prose in the order of the types; ids, handles and file names are none."""
    for path, words in _within(scenario, ""):
        route = re.sub(r"\[\d+\]", ".*", path)
        yield Text(path, words, route.startswith(_POSTED))


def _within(record: object, path: str) -> Iterator[tuple[str, str]]:
    kind: type = type(record)
    for part in parts_of(kind):
        value = getattr(record, part.name)
        where = f"{path}.{part.name}" if path else part.name
        if isinstance(value, tuple):
            for at, item in enumerate(value):
                yield from _item(part, item, f"{where}[{at}]")
        else:
            yield from _item(part, value, where)


def _item(part: Part, value: Any, where: str) -> Iterator[tuple[str, str]]:
    if is_dataclass(value):
        yield from _within(value, where)
    elif isinstance(value, str) and value and _is_prose(part):
        yield where, value


def _is_prose(part: Part) -> bool:
    hint = part.hint
    if get_origin(hint) is tuple:
        hint = get_args(hint)[0]
    free = part.rule.pattern is None or part.name in _WORDS
    return free and bare(hint) is str and hint is bare(hint) and part.name not in _NO_PROSE
