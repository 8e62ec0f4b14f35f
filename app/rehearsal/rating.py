"""Evaluators' ratings of the guide's items, in the words of HSEEP, and what they rest on."""

from dataclasses import dataclass
from typing import Literal

from app.ids import ExerciseTime, SeatId

Mark = Literal["P", "S", "M", "U"]
"""Performed without challenges, with some, with major ones; unable to perform."""
EvidenceSort = Literal["post", "note", "draft", "inject", "fact", "flag", "chat", "decision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something that happened, by its id."""

    sort: EvidenceSort
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one evaluator says of one item, as it stands.

    Attributes:
        mark: None for one who did not see it.
        told: what the log said by itself when it was given, None where it said nothing.
        first: the mark given first, before anybody else's was shown.
        t: exercise second it was last given.
        changes: how often it was given anew.
    """

    item: str
    seat: SeatId
    mark: Mark | None
    evidence: tuple[Evidence, ...]
    remark: str
    told: Mark | None
    first: Mark | None
    t: ExerciseTime
    changes: int = 0
