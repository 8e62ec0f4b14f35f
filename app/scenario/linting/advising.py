"""What the rules of the lint have in common: a piece of advice, and the ways of saying it."""

from collections.abc import Callable, Iterator

from app.scenario.faults import Fault
from app.scenario.scenario import Scenario

Rule = Callable[[Scenario], Iterator[Fault]]
"""What looks at a scenario without faults and says what its author will want to look at."""

REMEMBERED = 8_192
"""Texts of which a slow rule remembers what it found: while somebody writes, all but one stay the same."""


def advice(path: str, reason: str, remedy: str) -> Fault:
    """One piece of advice; its line is found later, from its path."""
    return Fault(line=0, path=path, reason=reason, remedy=remedy)
