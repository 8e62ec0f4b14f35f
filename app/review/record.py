"""Whether what the brand settled on its facts board is what was true."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.rehearsal.facts import Fact
from app.rehearsal.sameness import meant_by
from app.scenario.scenario import GroundFact


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
