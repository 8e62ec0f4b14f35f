"""One line of a grammar: words, `[one|or another]`, and `{blanks}`."""

import re
from dataclasses import dataclass

from app.feed.wording import folded

_PART = re.compile(
    r"\{(?P<blank>[^{}]*)\}|\[(?P<choice>[^\[\]]*)\]|(?P<words>[^\[\]{}]+)|(?P<stray>.)", re.DOTALL
)
TELLING = 9
"""Letters from which on the words of a line give it away when they are met again."""


class BadLineError(ValueError):
    """A line that cannot be read; its text says why."""


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    name: str


Part = Words | Choice | Blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as parts.

    Attributes:
        piece: its longest run of fixed words, folded; empty if none is telling.
        blanks: the names of what it needs.
    """

    source: str
    parts: tuple[Part, ...]
    piece: str
    blanks: frozenset[str]


def read_line(source: str) -> Line:
    """A line from its text.

    Raises:
        BadLineError: a bracket is left open, or a choice has less than two sides.
    """
    parts = tuple(_part(match) for match in _PART.finditer(source))
    pieces = [folded(part.text) for part in parts if isinstance(part, Words)]
    longest = max(pieces, key=len, default="")
    return Line(
        source=source,
        parts=parts,
        piece=longest if len(longest) >= TELLING else "",
        blanks=frozenset(part.name for part in parts if isinstance(part, Blank)),
    )


def _part(match: re.Match[str]) -> Part:
    if match["blank"] is not None:
        return Blank(match["blank"])
    if match["choice"] is not None:
        options = tuple(match["choice"].split("|"))
        if len(options) < 2:
            raise BadLineError(f"the choice [{match['choice']}] has one side only")
        return Choice(options)
    if match["stray"] is not None:
        raise BadLineError(f"a `{match['stray']}` without its other half")
    return Words(match["words"])
