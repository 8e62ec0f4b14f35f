"""Reports to a platform's moderation."""

from dataclasses import dataclass

from app.ids import ExerciseTime, PostId, SeatId
from app.rehearsal.events import ReportWhy
from app.scenario.msel import Breach


@dataclass(slots=True, kw_only=True)
class Report:
    """What a seat said of a post, and the answer: `breaks` is None for no violation."""

    post: PostId
    seat: SeatId
    why: ReportWhy
    t: ExerciseTime
    answered_t: ExerciseTime | None = None
    breaks: Breach | None = None
