"""A scenario: what is authored once and rehearsed often."""

from dataclasses import dataclass
from typing import Literal

from app.feed.platforms import PlatformId
from app.ids import Handle, InjectId, LeakId, SeatId
from app.scenario.audience import AS_CALIBRATED, Audience
from app.scenario.cast import Persona
from app.scenario.condition import Condition
from app.scenario.guide import GuideItem, Objective
from app.scenario.instrument import AS_SOLD, Instrument
from app.scenario.msel import COPY, Inject, OnDemand
from app.scenario.plan import Plan, Position
from app.scenario.topics import Topic

PlayerRole = Literal["brand", "critic", "bystander"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What each role is told before StartEx; `public` is told to everybody."""

    public: str
    brand: str
    critic: str
    bystander: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a critic or bystander may win points for, privately.

    `when` decides it by itself; without it the facilitator does, in the hot wash.
    """

    title: str
    points: int
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCard:
    """A seat's private card."""

    goal: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    tips: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPlan:
    """One place in the drill.

    Attributes:
        personas: the accounts this seat speaks as; brand seats share the brand's, and may have one more.
        lines: what a stand-in here may say, in the order it would; `{word}` is left to the stand-in.
    """

    id: SeatId
    role: PlayerRole
    title: str
    does: str
    card: RoleCard
    position: Position | None = None
    personas: tuple[Handle, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundFact:
    """Something true (or a rumour that is not), known to the subject expert from `at` on.

    `contradicted_by` are phrases that say otherwise, beside what its own words tell.
    """

    id: str
    text: str
    holds: bool
    source: str
    at: float = 0.0
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """An internal text that critics have in their hands, and may let out from `at` on, once."""

    id: LeakId
    title: str
    text: str
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdWords:
    """What the simulated crowd says, by how it feels about the brand."""

    against: tuple[str, ...]
    neutral: tuple[str, ...]
    supportive: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdSettings:
    """The audience: how many accounts, how they feel at StartEx (0 to 100), what they say and about what.

    `instrument` is what the brand is told of it.
    """

    size: int
    trust: float
    heat: float
    words: CrowdWords
    hashtags: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    audience: Audience = AS_CALIBRATED
    instrument: Instrument = AS_SOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Everything a rehearsal needs to be run."""

    slug: str
    version: int
    title: str
    language: str
    summary: str
    provenance: str
    minutes: int
    story_start: str
    """Local date and time of StartEx in the story, ISO 8601 without zone."""
    grade: Literal["Open", "Internal", "Restricted"]
    platform: PlatformId
    brand: Handle
    brief: Brief
    cast: tuple[Persona, ...]
    seats: tuple[SeatPlan, ...]
    plan: Plan
    objectives: tuple[Objective, ...]
    msel: tuple[Inject, ...]
    guide: tuple[GuideItem, ...]
    facts: tuple[GroundFact, ...]
    crowd: CrowdSettings
    on_demand: tuple[OnDemand, ...] = ()
    leaks: tuple[Leak, ...] = ()
    mood_question: str | None = None
    """What bystanders are asked every five minutes; None for whether they would still buy."""
    undo: float = 5.0
    """Exercise seconds in which what the desk published can be taken back."""
    platforms: tuple[PlatformId, ...] = ()
    """All it plays on; the main one is one of them. Empty for the main one alone."""

    @property
    def everywhere(self) -> tuple[PlatformId, ...]:
        """All platforms it plays on, the main one first."""
        return (self.platform, *(one for one in self.platforms if one != self.platform))

    def platforms_of(self, persona: Persona) -> tuple[PlatformId, ...]:
        """Where a persona has an account, of the platforms it plays on."""
        there = persona.platforms if persona.handle != self.brand else ()
        return tuple(one for one in self.everywhere if not there or one in there)

    def persona(self, handle: Handle) -> Persona | None:
        """The persona with that handle, if the cast has one."""
        return next((one for one in self.cast if one.handle == handle), None)

    def inject(self, name: InjectId) -> Inject | None:
        """The inject of that name, planned or on demand, or the one that a copy of that name repeats."""
        found = next((one for one in self.msel if one.id == name), None)
        if found is None:
            found = next((one.as_inject() for one in self.on_demand if one.id == name), None)
        source = InjectId(name.rpartition(COPY)[0])
        return self.inject(source) if found is None and source else found
