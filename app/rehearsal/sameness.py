"""Whether two statements are the same one: by the words they have in common."""

import re

from app.scenario.scenario import GroundFact

ALIKE = 0.5
"""Share of words two statements must have in common to be taken for the same one."""


def meant_by(text: str, truth: tuple[GroundFact, ...]) -> GroundFact | None:
    """The ground fact a statement speaks of, if any: the one with most words in common."""
    best = max(truth, key=lambda one: alike(text, one.text), default=None)
    return best if best is not None and alike(text, best.text) >= ALIKE else None


def alike(one: str, other: str) -> float:
    """Share of words that two texts have in common, 0 to 1."""
    return _alike(_words(one), _words(other))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
