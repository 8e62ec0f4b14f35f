"""What a what-if says: two stories, the middle of their runs, and the band most of them lie in."""

from dataclasses import dataclass

from app.ids import ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A curve's band over the points of an estimate."""

    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One quantity: as it happened in the model, in the other story, and by how much the other is higher."""

    happened: Band
    other: Band
    higher: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoStories:
    """What would probably have become of it. It is an estimate of a model, never a forecast.

    Attributes:
        runs: of each story.
        forks: exercise time from which on the stories differ.
        times: exercise times of the points.
        trust, heat: 0 to 100.
        against: reposts of criticism and posts against the brand since StartEx.
        trusted_more: part of the runs that end with more trust in the other story, 0 to 1.
    """

    runs: int
    forks: ExerciseTime
    times: tuple[ExerciseTime, ...]
    trust: Compared
    heat: Compared
    against: Compared
    trusted_more: float
