"""The facts board: what is claimed, and what is known."""

from dataclasses import dataclass
from typing import Literal

from app.ids import ExerciseTime, FactId, SeatId

FactStanding = Literal["claimed", "confirmed", "refuted"]


@dataclass(slots=True, kw_only=True)
class Fact:
    """One statement, its standing, where it comes from and since when (exercise seconds)."""

    id: FactId
    seat: SeatId
    text: str
    source: str
    claimed_t: ExerciseTime
    standing: FactStanding = "claimed"
    settled_t: ExerciseTime | None = None
    settled_by: SeatId | None = None
