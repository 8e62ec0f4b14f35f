"""The MSEL: the authored injects in time order."""

from dataclasses import dataclass
from typing import Literal

from app.ids import AssumptionId, ExerciseTime, Handle, InjectId
from app.scenario.plan import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAction:
    """What a good answer looks like, the seconds allowed for it, and whose move it is."""

    action: str
    within: float
    position: Position = "communicator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """An opportunity this inject opens, and for how many seconds."""

    title: str
    lasts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """One planned stimulus.

    Attributes:
        at: exercise time in seconds; None for one that only a facilitator delivers.
        by: the persona who speaks.
        channel: `feed` posts publicly, `message` writes to the brand directly.
        answers: the inject whose post this replies to, or `brand` for the brand's latest post.
        reach: how many accounts see it at once, before the crowd carries it on.
        heat: how much it angers those who see it, 0 to 1; negative calms.
        tests: the assumptions of the plan it puts to the test.
        contingency: used only when players do not act.
    """

    id: InjectId
    title: str
    at: ExerciseTime | None
    by: Handle
    text: str
    channel: Literal["feed", "message"] = "feed"
    answers: InjectId | Literal["brand"] | None = None
    reach: int = 0
    heat: float = 0.3
    tests: tuple[AssumptionId, ...] = ()
    objective: str | None = None
    expected: ExpectedAction | None = None
    chance: Chance | None = None
    contingency: bool = False
    guidance: str = ""
