"""When an entry happened, and by whom, as its events need it."""

from dataclasses import dataclass

from app.ids import ExerciseTime, SeatId, Seq, WallMs


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """`t` is the exercise time before the entry's own clock events."""

    seq: Seq
    at: WallMs
    t: ExerciseTime
    by: SeatId
