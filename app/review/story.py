"""The review: what happened, from the log alone, as one value the review page is drawn from."""

from dataclasses import dataclass
from typing import Literal

from app.feed.capture import Capture
from app.feed.intent import Intent, Strategy
from app.feed.picture import Image
from app.feed.tactics import Leaked, Tactic
from app.ids import ChanceId, ExerciseTime, InjectId, PostId, SeatId
from app.rehearsal.checking import Checked
from app.rehearsal.drafts import Draft
from app.rehearsal.events import Dial, Opening, Origin, Posture, Role, ShockOn
from app.rehearsal.facts import Fact
from app.rehearsal.minutes import Decision, Task
from app.rehearsal.notes import ChatLine, Flag, Message, Note, TrustReading, Whisper
from app.rehearsal.rating import Rating
from app.rehearsal.shared import Names
from app.rehearsal.state import Forked
from app.rehearsal.storm import Sample
from app.rehearsal.talk import Action, ToldWash
from app.review.amending.amendment import Amendment
from app.review.findings.finding import Finding
from app.review.players import Players
from app.review.weighed import Conversation, ReviewedAssumption, SeatWork
from app.scenario.components import ComponentKind, Weight
from app.scenario.guide import GuideItem, Objective
from app.scenario.plan import Assumption, Plan
from app.scenario.plan_patch import PlanEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAt:
    """A post's counters at `t`."""

    t: ExerciseTime
    likes: int
    reposts: int
    replies: int
    reach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedPost:
    """A post with its whole life: when it came, changed and went, and how it grew."""

    id: PostId
    author: str
    name: str
    followers: int
    verified: bool
    text: str
    t: ExerciseTime
    reply_to: PostId | None
    quote: PostId | None
    edited_t: ExerciseTime | None
    gone_t: ExerciseTime | None
    posture: Posture | None
    origin: Origin | None
    brand: bool
    intent: Intent | None
    """What its author meant it to do."""
    judged: Intent | None
    """What the facilitator said it does."""
    tactic: Tactic | None
    """What a critic meant it to do to the crowd."""
    shows: Capture | None
    leak: Leaked | None
    growth: tuple[CountAt, ...]
    picture: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedInject:
    """An inject as it ran, and the brand's answer to it.

    Attributes:
        planned: exercise time it was planned for, None for a manual one.
        delivered: when it went out, None if it never did.
        answered: when the brand first answered it, directly or by its next public post.
        answer: that post.
        allowed: seconds the scenario or the plan allows.
        noticed: the first thing the team did about it; only for one that expects something.
        decided: when that answer had its last approval, None where it needed none or had it before.
        room: whether it is no answer to anybody but what the position that is asked did in the war room.
    """

    id: InjectId
    title: str
    by: str
    planned: ExerciseTime | None
    delivered: ExerciseTime | None
    standing: str
    post: PostId | None
    expected: str | None
    answered: ExerciseTime | None
    answer: PostId | None
    allowed: float
    verdict: Literal["in_time", "late", "unanswered", "not_expected", "not_delivered"]
    noticed: ExerciseTime | None = None
    decided: ExerciseTime | None = None
    room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure, what it means and what the plan promised."""

    id: str
    title: str
    value: str
    note: str
    held: bool | None
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedSeat:
    """A seat at the end. Names are sealed by default: a review tests a plan, not those who carried it."""

    id: SeatId
    role: Role
    title: str
    automatic: bool
    signed: bool
    posts: int
    signed_version: int | None = None
    """The version of the plan that was signed last."""
    names: tuple[str, ...] = ()
    """Who sat there, in order; only while names are unsealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedOpening:
    """An opening the crowd gave.

    Attributes:
        closed_t: when it was over, None if it still was there at EndEx.
        noticed_t: when the brand first flagged a chance while it was there, on its post or on none.
        taken_by: the post that took it; none for what was rightly left alone.
    """

    chance: ChanceId
    opening: Opening
    t: ExerciseTime
    closed_t: ExerciseTime | None
    post: PostId | None
    why: str
    noticed_t: ExerciseTime | None
    taken: bool
    taken_by: PostId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A post of the brand whose chips said one thing and its words another.

    Attributes:
        chosen: the chips.
        read: what the words do instead; empty where they do nothing of the chips, and nothing else.
        cues: some of the words that say so.
    """

    post: PostId
    t: ExerciseTime
    chosen: tuple[Strategy, ...]
    read: tuple[Strategy, ...]
    cues: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """The facilitator pushed a quantity of the crowd by `by`, or set a dial to it.

    `fades` is the exercise seconds in which half of a push is gone, None if it stays.
    """

    t: ExerciseTime
    what: ShockOn | Dial
    by: float
    fades: float | None
    why: str
    seat: SeatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A stretch in which the clock stood still; `wall` is how long, in seconds."""

    t: ExerciseTime
    wall: float
    why: str


TurnSort = Literal["inject", "brand", "facilitator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A moment that mattered.

    Attributes:
        id: the inject's or the post's; of a facilitator's push what was pushed.
        label: one line about it.
        trust, heat: points by which they moved beyond their trend, with one decimal.
    """

    t: ExerciseTime
    sort: TurnSort
    id: str
    label: str
    trust: float
    heat: float

    @property
    def size(self) -> float:
        """Points, both together."""
        return round(abs(self.trust) + abs(self.heat), 1)


Agreement = Literal["agree", "near", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedItem:
    """An item of the guide: what the log says of it, what evaluators said, and how far they lie apart.

    Attributes:
        check: None where the log cannot tell.
        agreement: None where fewer than two gave a mark.
    """

    item: str
    check: Checked | None
    ratings: tuple[Rating, ...]
    agreement: Agreement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything the review page shows."""

    rehearsal: str
    title: str
    grade: str
    mode: str
    started_at: int
    length: ExerciseTime
    story_start: str
    brand: str
    platform: str
    measures: tuple[Measure, ...]
    samples: tuple[Sample, ...]
    trust: tuple[TrustReading, ...]
    injects: tuple[ReviewedInject, ...]
    posts: tuple[ReviewedPost, ...]
    drafts: tuple[Draft, ...]
    facts: tuple[Fact, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    chat: tuple[ChatLine, ...]
    messages: tuple[Message, ...]
    notes: tuple[Note, ...]
    flags: tuple[Flag, ...]
    whispers: tuple[Whisper, ...]
    openings: tuple[ReviewedOpening, ...]
    disagreements: tuple[Disagreement, ...]
    influence: tuple[Influence, ...]
    turns: tuple[Turn, ...]
    """The moments that mattered, in order of time."""
    findings: tuple[Finding, ...]
    bets: tuple[ReviewedAssumption, ...]
    loads: tuple[SeatWork, ...]
    conversation: Conversation
    holds: tuple[Hold, ...]
    seats: tuple[ReviewedSeat, ...]
    players: Players
    plan: Plan
    """As it was in force, and tested."""
    first_plan: Plan
    plan_edits: tuple[PlanEdit, ...]
    profile: tuple[tuple[ComponentKind, Weight], ...]
    """How much the platform asks for each kind of component, 0 to 3."""
    assumptions: tuple[Assumption, ...]
    guide: tuple[GuideItem, ...]
    objectives: tuple[Objective, ...]
    evaluation: tuple[ReviewedItem, ...]
    """In the order of the guide."""
    names: Names
    """Whether names are shown, and who last said so."""
    actions: tuple[Action, ...]
    """The improvement plan, as the hot wash left it."""
    wash: ToldWash
    amendments: tuple[Amendment, ...] = ()
    """What the drill asks to change in the plan, and what people said to it."""
    forked: Forked | None = None
    """From which moment of which other drill it was run."""
    next_plan: Plan | None = None
    """The plan with what was accepted, one version on; None where nothing was."""
