"""What a review weighs beside its figures: the plan's bets, each seat's load, the conversations met."""

from dataclasses import dataclass
from typing import Literal

from app.ids import AssumptionId, DecisionId, ExerciseTime, InjectId, PostId, SeatId
from app.review.findings.finding import Cite

Bet = Literal["held", "broken", "untested"]
Stance = Literal["against", "unsure", "for"]
Tactic = Literal["ask", "story", "joke", "evidence", "rally", "leak", "help", "plain"]
STANCES: tuple[Stance, ...] = ("against", "unsure", "for")
TACTICS: tuple[Tactic, ...] = ("ask", "story", "joke", "evidence", "rally", "leak", "help", "plain")
OTHER = "other"
"""The topic of what speaks of none of the scenario's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedAssumption:
    """What the drill says of one assumption of the plan.

    Attributes:
        why: in a sentence, what the verdict rests on.
        tests: the injects that went out to test it, and how each went.
        decisions: what the team decided that rests on it.
        before, after: confidence in percent: the plan's, and what is left of it.
    """

    id: AssumptionId
    verdict: Bet
    why: str
    tests: tuple[tuple[InjectId, Literal["held", "broken", "open"]], ...]
    decisions: tuple[DecisionId, ...]
    evidence: tuple[Cite, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatWork:
    """How busy a seat was. Times are exercise seconds.

    Attributes:
        acts: how often it did anything while the clock ran.
        busiest: most acts in any five minutes, from `busiest_t` on.
        idle: its longest stretch without an act, from `idle_t` on.
        waited_for: how long drafts waited for its position, all together.
    """

    seat: SeatId
    acts: int
    busiest: int
    busiest_t: ExerciseTime
    idle: float
    idle_t: ExerciseTime
    waited_for: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One field of the conversation map that was met.

    Attributes:
        posts: how many others wrote.
        first, t: the first of them, and when.
        answered_t: when the brand first answered one, None if it never did.
    """

    topic: str
    stance: Stance
    tactic: Tactic
    posts: int
    first: PostId
    t: ExerciseTime
    answered_t: ExerciseTime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The conversation map: topics by id and name in the scenario's order, and the fields that were met."""

    topics: tuple[tuple[str, str], ...]
    fields: tuple[Talk, ...]
