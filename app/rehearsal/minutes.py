"""What the brand's team keeps minutes of: decisions, tasks, and who answers which post."""

from dataclasses import dataclass

from app.ids import AssumptionId, DecisionId, ExerciseTime, PostId, SeatId, TaskId


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, by whom, why, and on which assumptions of the plan it rests."""

    id: DecisionId
    seat: SeatId
    what: str
    why: str
    rests_on: tuple[AssumptionId, ...]
    t: ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """How serious the war room took it from `t` on, 1 to 3, and why."""

    level: int
    seat: SeatId
    why: str
    t: ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do; `due` and the times are exercise seconds. Open while `done_t` is None."""

    id: TaskId
    seat: SeatId
    text: str
    owner: SeatId | None
    due: ExerciseTime | None
    t: ExerciseTime
    done_t: ExerciseTime | None = None
    done_by: SeatId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who of the brand answers a post, given by `seat` at `t`; `answered_t` once the brand did."""

    post: PostId
    to: SeatId
    seat: SeatId
    t: ExerciseTime
    answered_t: ExerciseTime | None = None
