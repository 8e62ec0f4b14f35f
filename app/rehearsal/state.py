"""A rehearsal as it stands: what the log says so far, and nothing else."""

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from app.feed.platforms import PLATFORMS, Platform, PlatformId
from app.feed.posts import Feed
from app.feed.tactics import Tactic
from app.ids import (
    AmendmentId,
    CaptureId,
    DraftId,
    ExerciseTime,
    FactId,
    Handle,
    InjectId,
    LinkId,
    ParticipantId,
    PostId,
    RehearsalId,
    SeatId,
    Seq,
    TaskId,
    WallMs,
)
from app.rehearsal.amendments import Settled, next_plan
from app.rehearsal.clock import Clock
from app.rehearsal.crew import Captured, GoalStanding, MoodReading, Verdict
from app.rehearsal.cues import Cue
from app.rehearsal.drafts import Draft
from app.rehearsal.energy import Energy
from app.rehearsal.events import ClockAct, KnockHeard, Mode, Origin, Posture
from app.rehearsal.facts import Fact
from app.rehearsal.minutes import Alert, Assignment, Decision, Task
from app.rehearsal.notes import Briefed, ChatLine, Confidence, Flag, Message, Note, TrustReading, Whisper
from app.rehearsal.rating import Rating
from app.rehearsal.reports import Report
from app.rehearsal.seats import Seat
from app.rehearsal.shared import Link, Names
from app.rehearsal.storm import Mood, Storm
from app.rehearsal.talk import Talk
from app.scenario.plan import Plan
from app.scenario.plan_patch import PlanEdit
from app.scenario.scenario import Scenario

Lane = Literal["feed", "room"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """Something real: who raised it, and why. Over once a facilitator resumes."""

    seat: SeatId
    why: str
    t: ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a facilitator asks the show-caller to do with the clock; see `ClockProposed`."""

    seat: SeatId
    act: ClockAct
    value: float | None
    t: ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Forked:
    """From which moment of which other rehearsal this one goes on; see `RehearsalForked`."""

    of: RehearsalId
    t: ExerciseTime
    began: WallMs
    without: PostId | None


@dataclass(slots=True, kw_only=True)
class Rehearsal:
    """One run of a scenario. Only `evolve` writes it.

    `plan` is the plan in force: the scenario's, after what the team changed before StartEx. Of `seats`,
    `stage` has those from which anything is done and `watching` those of observers, who may be thousands:
    whoever asks about people at each beat or ask looks at the stage alone.
    """

    id: RehearsalId
    scenario: Scenario
    seed: int
    mode: Mode
    hard: bool = False
    seq: Seq
    at: WallMs
    mood: Mood
    plan: Plan
    plan_edits: list[PlanEdit] = field(default_factory=list)
    amendments: dict[AmendmentId, Settled] = field(default_factory=dict)
    storm: Storm = field(default_factory=Storm)
    clock: Clock = field(default_factory=Clock)
    seats: dict[SeatId, Seat] = field(default_factory=dict)
    stage: dict[SeatId, Seat] = field(init=False, default_factory=dict)
    watching: dict[SeatId, Seat] = field(init=False, default_factory=dict)
    cues: dict[InjectId, Cue] = field(default_factory=dict)
    cue_changes: int = 0
    feed: Feed = field(default_factory=Feed)
    origins: dict[PostId, Origin] = field(default_factory=dict)
    postures: dict[PostId, Posture] = field(default_factory=dict)
    citations: dict[PostId, tuple[FactId, ...]] = field(default_factory=dict)
    tactics: dict[PostId, Tactic] = field(default_factory=dict)
    energy: dict[SeatId, Energy] = field(default_factory=dict)
    captures: dict[CaptureId, Captured] = field(default_factory=dict)
    crew: list[ChatLine] = field(default_factory=list)
    moods: list[MoodReading] = field(default_factory=list)
    verdicts: dict[SeatId, Verdict] = field(default_factory=dict)
    goals: dict[tuple[SeatId, int], GoalStanding] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    chat: list[ChatLine] = field(default_factory=list)
    drafts: dict[DraftId, Draft] = field(default_factory=dict)
    facts: dict[FactId, Fact] = field(default_factory=dict)
    alerts: list[Alert] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    tasks: dict[TaskId, Task] = field(default_factory=dict)
    assigned: dict[PostId, Assignment] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    ratings: dict[tuple[str, SeatId], Rating] = field(default_factory=dict)
    """By item of the guide and evaluator."""
    flags: list[Flag] = field(default_factory=list)
    whispers: list[Whisper] = field(default_factory=list)
    briefed: dict[SeatId, Briefed] = field(default_factory=dict)
    confidence: dict[SeatId, Confidence] = field(default_factory=dict)
    trust: dict[SeatId, list[TrustReading]] = field(default_factory=dict)
    blocked: dict[PlatformId, set[Handle]] = field(default_factory=dict)
    reports: dict[tuple[PostId, SeatId], Report] = field(default_factory=dict)
    stories: list[PostId] = field(default_factory=list)
    talk: Talk = field(default_factory=Talk)
    names: Names = field(default_factory=Names)
    links: dict[LinkId, Link] = field(default_factory=dict)
    emergency: Emergency | None = None
    forked: Forked | None = None
    baton: SeatId | None = None
    proposal: Proposal | None = None
    locked: bool = False
    watched: bool = False
    knocks: dict[ParticipantId, KnockHeard] = field(default_factory=dict)
    """Who waits at the door, in the order they came."""
    skipped: list[Seq] = field(default_factory=list)
    """Entries that were passed over, and of which facilitators were told."""
    pace: dict[tuple[SeatId, Lane], deque[tuple[WallMs, ExerciseTime]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for seat in self.seats.values():
            self.add_seat(seat)

    def add_seat(self, seat: Seat) -> None:
        """Put one more chair there, or leave it where it is."""
        self.seats[seat.id] = seat
        (self.watching if seat.role == "observer" else self.stage)[seat.id] = seat

    @property
    def platform(self) -> Platform:
        """The rules of the scenario's main platform."""
        return PLATFORMS[self.scenario.platform]

    @property
    def next_plan(self) -> Plan:
        """The plan with what the review proposed and people accepted."""
        return next_plan(self.plan, self.amendments.values())

    @property
    def undo(self) -> ExerciseTime:
        """Exercise seconds in which what was published can be taken back; none in hard mode."""
        return 0.0 if self.hard else self.scenario.undo

    def rules(self, platform: PlatformId | None) -> Platform:
        """The rules of a platform; None for the main one."""
        return PLATFORMS[platform or self.scenario.platform]

    @property
    def severity(self) -> int:
        """How serious the war room takes it, 1 to 3."""
        return self.alerts[-1].level if self.alerts else self.plan.severity

    def accounts_of(self, seat: Seat) -> tuple[Handle, ...]:
        """The accounts a seat may speak as."""
        if seat.role == "facilitator":
            brand = self.scenario.brand
            return tuple(one.handle for one in self.scenario.cast if one.handle != brand)
        return seat.personas

    def speaks_as(self, handle: Handle) -> Seat | None:
        """The player's seat that an account belongs to (the first, for the brand's)."""
        return next((seat for seat in self.stage.values() if handle in seat.personas), None)
