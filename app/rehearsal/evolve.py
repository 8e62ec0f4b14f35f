"""What an entry does to a rehearsal. The only writer of state.

In place, because copying a growing state per event is quadratic.
"""

from collections import deque
from collections.abc import Iterable

from app.ids import Handle, Seq
from app.rehearsal import events as e
from app.rehearsal.changes import (
    beside,
    cueing,
    doors,
    evaluated,
    feed,
    given_out,
    houserules,
    judged,
    minutes,
    planned,
    seats,
    storm,
    talked,
    warroom,
)
from app.rehearsal.clock import Clock
from app.rehearsal.cues import new_cue
from app.rehearsal.entry import Entry
from app.rehearsal.seats import Seat
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Emergency, Forked, Lane, Proposal, Rehearsal
from app.rehearsal.storm import Mood
from app.scenario.scenario import Scenario, SeatPlan

PACE_KEPT = 10
"""How many recent acts a lane remembers: no limit looks further back."""


def begin(entry: Entry) -> Rehearsal:
    """The rehearsal that entry 1 creates.

    Raises:
        ValueError: the entry is not the first of a log.
    """
    created = entry.events[0]
    if entry.seq != 1 or not isinstance(created, e.RehearsalCreated):
        raise ValueError(f"a log begins with rehearsal.created, not with entry {entry.seq}")
    scenario = created.scenario
    return Rehearsal(
        id=created.rehearsal,
        scenario=scenario,
        seed=created.seed,
        mode=created.mode,
        hard=created.hard,
        seq=Seq(1),
        at=entry.at,
        plan=scenario.plan,
        mood=Mood(trust=scenario.crowd.trust, heat=scenario.crowd.heat),
        clock=Clock(w0=entry.at),
        seats={
            plan.id: Seat(
                id=plan.id,
                role=plan.role,
                title=plan.title,
                position=plan.position,
                personas=_accounts(scenario, plan),
                standin=True,
            )
            for plan in scenario.seats
        },
        cues={
            **{inject.id: new_cue(inject) for inject in scenario.msel},
            **{one.id: new_cue(one.as_inject(), one.group) for one in scenario.on_demand},
        },
    )


def _accounts(scenario: Scenario, plan: SeatPlan) -> tuple[Handle, ...]:
    """What a seat speaks as; the brand's account comes first, before what else its people have."""
    if plan.role != "brand":
        return plan.personas
    return (scenario.brand, *(one for one in plan.personas if one != scenario.brand))


def evolve(rehearsal: Rehearsal, entry: Entry) -> None:
    """Apply one entry.

    Raises:
        ValueError: the entry does not follow the last one.
    """
    if entry.seq != rehearsal.seq + 1:
        raise ValueError(f"entry {entry.seq} cannot follow {rehearsal.seq}")
    stamp = Stamp(seq=entry.seq, at=entry.at, t=rehearsal.clock.time(entry.at), by=entry.by)
    for event in entry.events:
        _apply(rehearsal, event, stamp)
    storm.remember(rehearsal, entry, stamp)
    _keep_pace(rehearsal, entry, stamp)
    rehearsal.seq = entry.seq
    # An entry nobody could read has no time of its own.
    rehearsal.at = max(rehearsal.at, entry.at)


def fold(log: Iterable[Entry]) -> Rehearsal:
    """The rehearsal that a whole log makes."""
    entries = iter(log)
    rehearsal = begin(next(entries))
    for entry in entries:
        evolve(rehearsal, entry)
    return rehearsal


def _apply(rehearsal: Rehearsal, event: e.Event, stamp: Stamp) -> None:
    match event:
        case e.RehearsalCreated():
            raise ValueError("a rehearsal is created once")
        case e.RehearsalForked():
            _forked(rehearsal, event)
        case (
            e.SeatTaken()
            | e.SeatLeft()
            | e.SeatStaffed()
            | e.SeatReserved()
            | e.SeatCovered()
            | e.SeatReadied()
            | e.AwaySaid()
        ):
            seats.apply(rehearsal, event)
        case e.PlanSigned() | e.PlanEdited() | e.AmendmentSettled():
            planned.apply(rehearsal, event, stamp)
        case e.DoorLocked() | e.DoorWatched() | e.KnockHeard() | e.KnockAnswered():
            doors.apply(rehearsal, event)
        case e.EntrySkipped(entry=entry):
            rehearsal.skipped.append(entry)
        case e.BatonPassed(to=to):
            rehearsal.baton, rehearsal.proposal = to, None
        case e.ClockProposed(seat=seat, act=act, value=value):
            rehearsal.proposal = Proposal(seat=seat, act=act, value=value, t=stamp.t)
        case e.ProposalDeclined():
            rehearsal.proposal = None
        case (
            e.ClockStarted()
            | e.ClockPaused()
            | e.ClockResumed()
            | e.ClockSped()
            | e.ClockJumped()
            | e.ClockRebased()
            | e.ClockEnded()
        ):
            _clock(rehearsal, event, stamp)
        case e.EmergencyRaised():
            rehearsal.emergency = Emergency(seat=event.seat, why=event.why, t=stamp.t)
        case (
            e.CueStoodBy()
            | e.CueHeld()
            | e.CueReleased()
            | e.CueSkipped()
            | e.CueEdited()
            | e.CuePlanned()
            | e.CueMoved()
            | e.CueAdded()
            | e.CueBacked()
            | e.InjectDelivered()
        ):
            cueing.apply(rehearsal, event, stamp)
        case (
            e.PostPublished()
            | e.PostEdited()
            | e.PostDeleted()
            | e.PostRetracted()
            | e.PostLiked()
            | e.PostUnliked()
            | e.PostReposted()
            | e.PostUnreposted()
            | e.PostReacted()
            | e.PostHidden()
            | e.PostPinned()
            | e.PostLimited()
            | e.PostRemoved()
            | e.PostExpired()
        ):
            feed.apply(rehearsal, event, stamp)
            if isinstance(event, e.PostPublished):
                minutes.answered(rehearsal, event, stamp)
        case e.AccountBlocked() | e.PostReported() | e.ReportAnswered():
            houserules.apply(rehearsal, event, stamp)
        case (
            e.CrowdActed()
            | e.ChanceOpened()
            | e.ChanceClosed()
            | e.CrowdShocked()
            | e.CrowdDialled()
            | e.PostJudged()
            | e.PostRead()
        ):
            storm.apply(rehearsal, event, stamp)
        case (
            e.DraftOpened()
            | e.DraftRevised()
            | e.DraftSubmitted()
            | e.DraftApproved()
            | e.DraftRejected()
            | e.DraftClassified()
            | e.DraftRouted()
            | e.DraftPublished()
            | e.DraftScheduled()
            | e.DraftRecalled()
            | e.DraftDropped()
            | e.FactClaimed()
            | e.FactConfirmed()
            | e.FactRefuted()
        ):
            warroom.apply(rehearsal, event, stamp)
        case (
            e.DecisionTaken()
            | e.SeverityDeclared()
            | e.TaskSet()
            | e.TaskTaken()
            | e.TaskTicked()
            | e.PostAssigned()
        ):
            minutes.apply(rehearsal, event, stamp)
        case (
            e.MessageSent()
            | e.ChatSaid()
            | e.NoteWritten()
            | e.FlagRaised()
            | e.FlagNoted()
            | e.WhisperSent()
            | e.WhisperHeard()
            | e.BriefingChecked()
            | e.ConfidenceGiven()
            | e.TrustSet()
        ):
            beside.apply(rehearsal, event, stamp)
        case e.NamesUnsealed() | e.NamesSealed() | e.LinkMade() | e.LinkRevoked():
            given_out.apply(rehearsal, event, stamp)
        case e.RatingGiven() | e.RatingsShown():
            evaluated.apply(rehearsal, event, stamp)
        case e.PostCaptured() | e.CrewSaid() | e.MoodGiven() | e.VerdictGiven() | e.GoalJudged():
            judged.apply(rehearsal, event, stamp)
        case (
            e.FindingSettled()
            | e.FindingCosted()
            | e.FindingAdded()
            | e.ActionAdded()
            | e.ActionEdited()
            | e.ActionDropped()
            | e.ActionDone()
            | e.WashOpened()
            | e.WashAsked()
            | e.WashAnswered()
            | e.WashClosed()
        ):
            talked.apply(rehearsal, event)


def _forked(rehearsal: Rehearsal, event: e.RehearsalForked) -> None:
    """What was people's own stays with the rehearsal they said it in."""
    rehearsal.forked = Forked(of=event.of, t=event.t, began=event.began, without=event.without)
    rehearsal.briefed.clear()
    rehearsal.confidence.clear()
    rehearsal.pace.clear()


ClockEvent = (
    e.ClockStarted
    | e.ClockPaused
    | e.ClockResumed
    | e.ClockSped
    | e.ClockJumped
    | e.ClockRebased
    | e.ClockEnded
)


def _clock(rehearsal: Rehearsal, event: ClockEvent, stamp: Stamp) -> None:
    clock, at = rehearsal.clock, stamp.at
    if not isinstance(event, e.ClockRebased):
        rehearsal.proposal = None
    match event:
        case e.ClockStarted() | e.ClockResumed():
            rehearsal.clock = clock.started(at)
            rehearsal.mood.beat_at = at
            rehearsal.emergency = None
        case e.ClockPaused():
            rehearsal.clock = clock.paused(at)
        case e.ClockSped():
            rehearsal.clock = clock.sped(at, event.speed)
        case e.ClockJumped():
            rehearsal.clock = clock.jumped(at, event.to)
        case e.ClockRebased():
            rehearsal.clock = clock.jumped(at, event.to)
            rehearsal.mood.beat_at = at
        case e.ClockEnded():
            rehearsal.clock = clock.ended(at)


_FEED_ACTS = (e.PostPublished, e.MessageSent, e.DraftScheduled)
_ROOM_ACTS = (
    e.ChatSaid,
    e.CrewSaid,
    e.PlanEdited,
    e.DraftOpened,
    e.DraftRevised,
    e.FactClaimed,
    e.FindingAdded,
)


def _keep_pace(rehearsal: Rehearsal, entry: Entry, stamp: Stamp) -> None:
    lane: Lane
    for event in entry.events:
        if isinstance(event, _FEED_ACTS):
            lane = "feed"
        elif isinstance(event, _ROOM_ACTS):
            lane = "room"
        else:
            continue
        if entry.by in rehearsal.seats:
            recent = rehearsal.pace.setdefault((entry.by, lane), deque(maxlen=PACE_KEPT))
            recent.append((stamp.at, stamp.t))
