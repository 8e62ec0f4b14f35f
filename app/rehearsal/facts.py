"""The facts board: what is claimed, and what is known."""

from dataclasses import dataclass
from typing import Literal

from app.ids import ExerciseTime, FactId, Handle, SeatId

FactStanding = Literal["claimed", "confirmed", "refuted"]


@dataclass(slots=True, kw_only=True)
class Fact:
    """One statement, its standing, where it comes from and since when (exercise seconds).

    Attributes:
        asked_by: the account that wants to know.
        due: by when, in exercise seconds.
    """

    id: FactId
    seat: SeatId
    text: str
    source: str
    claimed_t: ExerciseTime
    asked_by: Handle | None = None
    due: ExerciseTime | None = None
    standing: FactStanding = "claimed"
    settled_t: ExerciseTime | None = None
    settled_by: SeatId | None = None
