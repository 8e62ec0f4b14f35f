"""Whether what the brand settled on its facts board is what was true."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.rehearsal.facts import Fact
from app.scenario.scenario import GroundFact

ALIKE = 0.5
"""Share of words two statements must have in common to be taken for the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Settled facts of the board that the scenario knows about, and those settled rightly."""

    known: int
    right: int


def record(facts: Iterable[Fact], truth: tuple[GroundFact, ...]) -> Record:
    """Compare the board with the truth; what the scenario says nothing about is left out."""
    pairs = [
        (fact, meant)
        for fact in facts
        if fact.standing != "claimed" and (meant := meant_by(fact.text, truth)) is not None
    ]
    right = sum((fact.standing == "confirmed") == meant.holds for fact, meant in pairs)
    return Record(known=len(pairs), right=right)


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
