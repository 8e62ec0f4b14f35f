"""What a newcomer is shown: each view as it stands, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from app.feed.platforms import Platform, PlatformId
from app.ids import ExerciseTime, Handle, InjectId, ParticipantId, PostId, SeatId, Seq, View
from app.rehearsal.clock import Clock
from app.rehearsal.crew import Captured, MoodReading, Verdict
from app.rehearsal.drafts import Draft
from app.rehearsal.events import KnockHeard, Mode, Role
from app.rehearsal.facts import Fact
from app.rehearsal.minutes import Alert, Assignment, Decision, Task
from app.rehearsal.notes import Briefed, ChatLine, Confidence, Flag, Message, Note, TrustReading, Whisper
from app.rehearsal.rating import Rating
from app.rehearsal.reports import Report
from app.rehearsal.seats import Seat, in_the_hall
from app.rehearsal.shared import Names
from app.rehearsal.state import Emergency, Forked, Proposal, Rehearsal
from app.rehearsal.storm import Sample
from app.rehearsal.talk import ToldTalk, told
from app.scenario.cast import Persona, Stance
from app.scenario.components import ComponentKind, Weight, profile
from app.scenario.guide import GuideItem, Objective
from app.scenario.plan import Plan, Position
from app.scenario.plan_patch import PlanEdit
from app.view.cues import ShownCue, shown_cue
from app.view.goals import SeatGoals, all_goals
from app.view.own import plain_message
from app.view.posts import ShownPost, shown_post
from app.view.storm import ShownStorm, shown_storm
from app.view.visibility import CREW, FACILITATOR, OBSERVER, TRUTH, WAR_ROOM

NEWEST_POSTS = 2_000
"""Posts a snapshot carries at most; older ones are in the review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSeat:
    """A seat as everybody sees it: the accounts it speaks as stay hidden."""

    id: SeatId
    role: Role
    title: str
    position: Position | None
    participant: ParticipantId | None
    name: str | None
    standin: bool
    reserved: str | None
    covered: bool | None
    """None where it is none of the view's business whether a stand-in acts for the participant."""
    ready: bool
    signed: bool | None
    """None where the plan is none of the view's business."""
    signed_version: int | None
    """The version of the plan that was signed last; None as well where nobody signed one."""
    away: bool | None
    """Whether they said that they are out; None where it is none of the view's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPersona:
    """An account, and for those who may know, which seat speaks as it and how it leans."""

    handle: Handle
    name: str
    bio: str
    followers: int
    verified: bool
    sort: str
    seat: SeatId | None
    stance: Stance | None
    platforms: tuple[PlatformId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClock:
    """The clock as browsers compute with it; see `Clock`."""

    state: Literal["lobby", "live", "paused", "ended"]
    t0: ExerciseTime
    w0: int
    speed: float
    rev: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WarRoom:
    """The brand's private place.

    Attributes:
        plan: as it is in force.
        first_plan, plan_edits: what it was made from; any version can be had of them.
        profile: how much the platform asks for each kind of component, 0 to 3.
        severity: what is declared, 1 to 3; `alerts` says by whom and when.
    """

    plan: Plan
    first_plan: Plan
    plan_edits: tuple[PlanEdit, ...]
    profile: tuple[tuple[ComponentKind, Weight], ...]
    chat: tuple[ChatLine, ...]
    drafts: tuple[Draft, ...]
    facts: tuple[Fact, ...]
    severity: int
    alerts: tuple[Alert, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    assigned: tuple[Assignment, ...]
    flags: tuple[Flag, ...]
    messages: tuple[Message, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What only facilitator and observer see."""

    injects: tuple[tuple[InjectId, ExerciseTime, PostId | None], ...]
    samples: tuple[Sample, ...]
    storm: ShownStorm
    trust: tuple[TrustReading, ...]
    briefed: tuple[Briefed, ...]
    confidence: tuple[Confidence, ...]
    captures: tuple[Captured, ...]
    moods: tuple[MoodReading, ...]
    verdicts: tuple[Verdict, ...]
    goals: tuple[SeatGoals, ...]
    guide: tuple[GuideItem, ...]
    objectives: tuple[Objective, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """What only the facilitator sees."""

    cues: tuple[ShownCue, ...]
    notes: tuple[Note, ...]
    ratings: tuple[Rating, ...]
    whispers: tuple[Whisper, ...]
    baton: SeatId | None
    proposal: Proposal | None
    locked: bool
    watched: bool
    knocks: tuple[KnockHeard, ...]
    skipped: tuple[Seq, ...]
    """Entries of the log that were passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSnapshot:
    """A role's view as it stands.

    `crew` is what critics say among themselves: theirs, and of those who know the truth.
    """

    title: str
    slug: str
    grade: str
    minutes: int
    story_start: str
    language: str
    mode: Mode
    hard: bool
    undo: ExerciseTime
    platform: Platform
    platforms: tuple[Platform, ...]
    """All there are, the main one first: every rule a screen needs."""
    blocked: tuple[tuple[PlatformId, Handle], ...]
    """Accounts the brand has blocked, for those of its war room."""
    brand: Handle
    brief: tuple[str, ...]
    hashtags: tuple[str, ...]
    mood_question: str | None
    clock: ShownClock
    emergency: Emergency | None
    names: Names
    seats: tuple[ShownSeat, ...]
    cast: tuple[ShownPersona, ...]
    posts: tuple[ShownPost, ...]
    crew: tuple[ChatLine, ...]
    war_room: WarRoom | None
    truth: Truth | None
    console: Console | None
    talk: ToldTalk
    """What is said after EndEx."""
    forked: Forked | None
    """From where it goes on, if it is another rehearsal run from a moment of it."""


def role_snapshot(rehearsal: Rehearsal, view: View) -> RoleSnapshot:
    """What a role's view shows right now."""
    scenario = rehearsal.scenario
    brief = {"brand": scenario.brief.brand, "critic": scenario.brief.critic}
    brief["bystander"] = scenario.brief.bystander
    newest = list(rehearsal.feed.posts.values())[-NEWEST_POSTS:]
    return RoleSnapshot(
        title=scenario.title,
        slug=scenario.slug,
        grade=scenario.grade,
        minutes=scenario.minutes,
        story_start=scenario.story_start,
        language=scenario.language,
        mode=rehearsal.mode,
        hard=rehearsal.hard,
        undo=rehearsal.undo,
        platform=rehearsal.platform,
        platforms=tuple(map(rehearsal.rules, scenario.everywhere)),
        blocked=_blocked(rehearsal) if view in WAR_ROOM else (),
        brand=scenario.brand,
        brief=(scenario.brief.public, *((brief[view],) if view in brief else ())),
        hashtags=scenario.crowd.hashtags,
        mood_question=scenario.mood_question,
        clock=shown_clock(rehearsal.clock),
        emergency=rehearsal.emergency,
        names=rehearsal.names,
        seats=tuple(_seat(seat, view) for seat in _seats(rehearsal, view)),
        cast=tuple(
            _persona(rehearsal, one, view)
            for one in scenario.cast
            if one.sort != "contact" or view in WAR_ROOM
        ),
        posts=tuple(shown_post(rehearsal, post, view) for post in newest),
        crew=tuple(rehearsal.crew) if view in CREW else (),
        war_room=_war_room(rehearsal, view) if view in WAR_ROOM else None,
        truth=_truth(rehearsal) if view in TRUTH else None,
        console=_console(rehearsal) if view == FACILITATOR else None,
        talk=told(rehearsal.talk),
        forked=rehearsal.forked,
    )


def shown_clock(clock: Clock) -> ShownClock:
    """The clock as browsers compute with it."""
    return ShownClock(state=clock.state, t0=clock.t0, w0=clock.w0, speed=clock.speed, rev=clock.rev)


def _seat(seat: Seat, view: View) -> ShownSeat:
    return ShownSeat(
        id=seat.id,
        role=seat.role,
        title=seat.title,
        position=seat.position,
        participant=seat.participant,
        name=seat.name,
        standin=seat.standin,
        reserved=seat.reserved,
        covered=seat.covered if view in TRUTH else None,
        ready=seat.ready,
        signed=seat.signed if view in WAR_ROOM else None,
        signed_version=seat.signed_version if view in WAR_ROOM else None,
        away=seat.away if view in WAR_ROOM else None,
    )


def _seats(rehearsal: Rehearsal, view: View) -> Iterable[Seat]:
    """The seats a view knows of; those in the hall are thousands, and not looked through."""
    if view == FACILITATOR:
        return rehearsal.seats.values()
    known = takewhile(lambda seat: not in_the_hall(seat.id), rehearsal.watching.values())
    return (*rehearsal.stage.values(), *known)


def _persona(rehearsal: Rehearsal, persona: Persona, view: View) -> ShownPersona:
    told = view in TRUTH
    seat = rehearsal.speaks_as(persona.handle) if told else None
    return ShownPersona(
        handle=persona.handle,
        name=persona.name,
        bio=persona.bio,
        followers=persona.followers,
        verified=persona.verified,
        sort=persona.sort,
        seat=seat.id if seat else None,
        stance=persona.stance if told else None,
        platforms=rehearsal.scenario.platforms_of(persona),
    )


def _war_room(rehearsal: Rehearsal, view: View) -> WarRoom:
    brand = rehearsal.scenario.brand
    flags = [flag for flag in rehearsal.flags if view in TRUTH or rehearsal.seats[flag.seat].role == "brand"]
    messages = [
        one if view in TRUTH else plain_message(one)
        for one in rehearsal.messages
        if view in (OBSERVER, FACILITATOR) or brand in (one.sender, one.to)
    ]
    return WarRoom(
        plan=rehearsal.plan,
        first_plan=rehearsal.scenario.plan,
        plan_edits=tuple(rehearsal.plan_edits),
        profile=profile(rehearsal.scenario.platform),
        chat=tuple(rehearsal.chat),
        drafts=tuple(rehearsal.drafts.values()),
        facts=tuple(rehearsal.facts.values()),
        severity=rehearsal.severity,
        alerts=tuple(rehearsal.alerts),
        decisions=tuple(rehearsal.decisions),
        tasks=tuple(rehearsal.tasks.values()),
        assigned=tuple(rehearsal.assigned.values()),
        flags=tuple(flags),
        messages=tuple(messages),
        reports=tuple(
            one
            for one in rehearsal.reports.values()
            if view in TRUTH or rehearsal.seats[one.seat].role == "brand"
        ),
    )


def _blocked(rehearsal: Rehearsal) -> tuple[tuple[PlatformId, Handle], ...]:
    return tuple((place, one) for place, handles in rehearsal.blocked.items() for one in sorted(handles))


def _truth(rehearsal: Rehearsal) -> Truth:
    delivered = [cue for cue in rehearsal.cues.values() if cue.delivered_t is not None]
    return Truth(
        injects=tuple(
            (cue.inject.id, cue.delivered_t or 0.0, cue.post)
            for cue in sorted(delivered, key=lambda cue: cue.delivered_t or 0.0)
        ),
        samples=tuple(rehearsal.mood.samples),
        storm=shown_storm(rehearsal.storm),
        trust=tuple(one for readings in rehearsal.trust.values() for one in readings),
        briefed=tuple(rehearsal.briefed.values()),
        confidence=tuple(rehearsal.confidence.values()),
        captures=tuple(rehearsal.captures.values()),
        moods=tuple(rehearsal.moods),
        verdicts=tuple(rehearsal.verdicts.values()),
        goals=all_goals(rehearsal),
        guide=rehearsal.scenario.guide,
        objectives=rehearsal.scenario.objectives,
    )


def _console(rehearsal: Rehearsal) -> Console:
    return Console(
        cues=tuple(shown_cue(cue) for cue in rehearsal.cues.values()),
        notes=tuple(rehearsal.notes),
        ratings=tuple(rehearsal.ratings.values()),
        whispers=tuple(rehearsal.whispers),
        baton=rehearsal.baton,
        proposal=rehearsal.proposal,
        locked=rehearsal.locked,
        watched=rehearsal.watched,
        knocks=tuple(rehearsal.knocks.values()),
        skipped=tuple(rehearsal.skipped),
    )
