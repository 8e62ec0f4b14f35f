"""What critics and bystanders keep to themselves: screenshots, moods, verdicts, goals reached."""

from dataclasses import dataclass

from app.feed.capture import Capture
from app.ids import CaptureId, ExerciseTime, SeatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A screenshot in somebody's hands."""

    id: CaptureId
    seat: SeatId
    shot: Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodReading:
    """A bystander's answer to the mood check of a round: 1 to 5."""

    seat: SeatId
    round: int
    value: int
    t: ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A bystander's last word: 1 to 5, and why."""

    seat: SeatId
    value: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStanding:
    """Whether goal `goal` of a seat's card is reached, and since when."""

    seat: SeatId
    goal: int
    reached: bool
    t: ExerciseTime
