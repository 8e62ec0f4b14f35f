"""What a dry run showed, as one value: what its page and `squall play --json` are made of."""

from dataclasses import dataclass
from typing import Literal

from app.ids import AssumptionId, ExerciseTime, Handle, InjectId, SeatId
from app.rehearsal.drafts import DraftState
from app.rehearsal.events import Opening, Role
from app.rehearsal.storm import Sample
from app.review.answers import Verdict
from app.review.story import Measure
from app.scenario.plan import Position

Way = Literal["time", "after", "condition", "unless", "hand"]
Why = Literal["by_hand", "not_needed", "condition", "waits", "too_late"]
Part = Literal["all", "any", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """One thing a condition asks, and how near it came while the inject waited.

    Attributes:
        part: whether all such things must hold, one of them, or none.
        what, of: a key of `Condition`, and the words, inject or account it names.
        value, t: the value nearest to what is asked, and when it first stood there.
        met: whether it was as asked at some moment; of a `none`, whether it once did not hold.
    """

    part: Part
    what: str
    of: str
    value: float
    wanted: float
    t: ExerciseTime
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectRun:
    """An inject as it ran.

    Attributes:
        way: what lets it out.
        planned: its time, None for none.
        outs: when it went out, each time.
        why: what kept it back; None if it went out.
        waits_for: the inject it comes after, or comes unless answered.
        nearest: of a condition that was never true, how near each part came.
        allowed, answered: seconds for an answer, and exercise time of the first one.
        objective, tests: what it serves.
    """

    id: InjectId
    title: str
    by: Handle
    way: Way
    planned: ExerciseTime | None
    outs: tuple[ExerciseTime, ...]
    why: Why | None
    waits_for: InjectId | None
    nearest: tuple[Nearest, ...]
    expected: str | None
    position: Position | None
    allowed: float
    answered: ExerciseTime | None
    verdict: Verdict
    contingency: bool
    objective: str | None
    tests: tuple[AssumptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLoad:
    """What one seat had to do.

    Attributes:
        acts: in each span, how often it asked for something and got it.
        asked: in each span, the injects that went out and expect something of it.
        refused: codes of what the players' door turned down, and how often.
    """

    seat: SeatId
    title: str
    role: Role
    position: Position | None
    acts: tuple[int, ...]
    asked: tuple[int, ...]
    refused: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A position's word on a draft, and the seconds the draft waited for it."""

    position: Position
    yes: bool
    t: ExerciseTime
    waited: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRun:
    """A draft and what became of it; `unapproved` is what the door said when it went out without a yes."""

    text: str
    seat: SeatId
    opened_t: ExerciseTime
    state: DraftState
    versions: int
    approvals: tuple[Approval, ...]
    published_t: ExerciseTime | None
    unapproved: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceRun:
    """A chance that an inject or the crowd gave; `closed_t` None if it still stood open at EndEx."""

    title: str
    inject: InjectId | None
    opening: Opening | None
    t: ExerciseTime
    closed_t: ExerciseTime | None
    noticed: bool
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRun:
    """A private goal; `held` is whether its condition held at EndEx, None where a facilitator decides."""

    seat: SeatId
    title: str
    points: int
    held: bool | None
    first_t: ExerciseTime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Of the injects that serve an objective, or test an assumption, how many went out."""

    sort: Literal["objective", "assumption"]
    id: str
    title: str
    out: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How it stood at EndEx: the crowd, and the contingencies that players called down on themselves."""

    trust: float
    heat: float
    reach: int
    posts: int
    contingencies: tuple[InjectId, ...]
    goals: tuple[GoalRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """One dry run. The same scenario and seed give the same one.

    Attributes:
        length: exercise seconds.
        span: exercise seconds of each piece in which load is counted.
        samples: the crowd's curves, thinned out where they are long.
        arriving: in each span, the posts on the feed by everybody but the brand.
    """

    slug: str
    version: int
    title: str
    seed: int
    length: ExerciseTime
    span: float
    injects: tuple[InjectRun, ...]
    covers: tuple[Cover, ...]
    loads: tuple[SeatLoad, ...]
    arriving: tuple[int, ...]
    samples: tuple[Sample, ...]
    drafts: tuple[DraftRun, ...]
    chances: tuple[ChanceRun, ...]
    ending: Ending
    measures: tuple[Measure, ...]
