"""Who is shown what. Hidden by default: a new event kind fails the type checker here.

Each view is shown its own copy of an event: what it may not know is taken out.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from app.feed.intent import Intent
from app.feed.tactics import Tactic
from app.ids import FactId, Handle, PostId, View
from app.rehearsal import events as e
from app.rehearsal.goals import goals_of, told_at_once
from app.rehearsal.seats import ROLES, in_the_hall, seat_view
from app.rehearsal.state import Rehearsal

BRAND = View("brand")
CRITIC = View("critic")
OBSERVER = View("observer")
FACILITATOR = View("facilitator")
EVERYBODY: frozenset[View] = frozenset(View(role) for role in ROLES)
TRUTH: frozenset[View] = frozenset({OBSERVER, FACILITATOR})
WAR_ROOM: frozenset[View] = TRUTH | {BRAND}
CREW: frozenset[View] = TRUTH | {CRITIC}
NOBODY: frozenset[View] = frozenset()


def seen_by(event: e.Event, view: View, rehearsal: Rehearsal) -> e.Event | None:
    """The event as `view` is shown it, or None if it is not shown at all.

    Args:
        event: what happened.
        view: a role's view or a seat's.
        rehearsal: as it stands after the event.
    """
    if view not in audience(event, rehearsal):
        return None
    return _as_shown(event, view)


def shown_to(event: e.Event, rehearsal: Rehearsal) -> list[tuple[View, e.Event]]:
    """Every view that is shown the event, in order of names, and as what.

    Of a post, views that are shown the same are given the same object: it is made and encoded once.
    """
    views = sorted(audience(event, rehearsal))
    if not isinstance(event, e.PostPublished):
        return [(view, _as_shown(event, view)) for view in views]
    made: list[tuple[_Truth, e.PostPublished]] = []
    shown: list[tuple[View, e.Event]] = []
    for view in views:
        truth = _truth_for(view, event)
        alike = next((one for known, one in made if known == truth), None)
        if alike is None:
            alike = _with(event, truth)
            made.append((truth, alike))
        shown.append((view, alike))
    return shown


def audience(event: e.Event, rehearsal: Rehearsal) -> frozenset[View]:
    """The views that are shown `event`, in whatever form."""
    match event:
        case e.RehearsalCreated() | e.CrowdActed():
            return NOBODY
        case (
            e.SeatTaken(seat=seat)
            | e.SeatLeft(seat=seat)
            | e.SeatStaffed(seat=seat)
            | e.SeatReserved(seat=seat)
            | e.SeatReadied(seat=seat)
        ):
            return frozenset({FACILITATOR, seat_view(seat)}) if in_the_hall(seat) else EVERYBODY
        case e.DoorWatched() | e.KnockHeard() | e.KnockAnswered():
            return frozenset({FACILITATOR})
        case (
            e.DoorLocked()
            | e.RehearsalForked()
            | e.ClockStarted()
            | e.ClockPaused()
            | e.ClockResumed()
            | e.ClockSped()
            | e.ClockJumped()
            | e.ClockRebased()
            | e.ClockEnded()
            | e.EmergencyRaised()
            | e.PostPublished()
            | e.PostDeleted()
            | e.PostRetracted()
            | e.PostLiked()
            | e.PostUnliked()
            | e.PostReposted()
            | e.PostUnreposted()
            | e.PostPinned()
            | e.PostLimited()
            | e.PostRemoved()
            | e.PostExpired()
            | e.NamesUnsealed()
            | e.NamesSealed()
            | e.FindingSettled()
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
            return EVERYBODY
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
            | e.EntrySkipped()
            | e.BatonPassed()
            | e.ClockProposed()
            | e.ProposalDeclined()
            | e.LinkMade()
            | e.LinkRevoked()
        ):
            return frozenset({FACILITATOR})
        case (
            e.InjectDelivered()
            | e.PostJudged()
            | e.PostRead()
            | e.ChanceOpened()
            | e.ChanceClosed()
            | e.CrowdShocked()
            | e.CrowdDialled()
        ):
            return TRUTH
        case (
            e.PlanSigned()
            | e.PlanEdited()
            | e.AmendmentSettled()
            | e.AwaySaid()
            | e.SeverityDeclared()
            | e.ChatSaid()
            | e.DraftOpened()
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
            | e.DecisionTaken()
            | e.TaskSet()
            | e.TaskTaken()
            | e.TaskTicked()
            | e.PostAssigned()
            | e.FactClaimed()
            | e.FactConfirmed()
            | e.FactRefuted()
        ):
            return WAR_ROOM
        case e.MessageSent(sender=sender, to=to):
            return TRUTH | frozenset(_of_accounts(rehearsal, (sender, to)))
        case e.PostHidden(post=post):
            return EVERYBODY | frozenset(_of_accounts(rehearsal, (rehearsal.feed.posts[post].author,)))
        case e.PostEdited(post=post):
            return _readers(rehearsal, post)
        case e.PostReacted(post=post, by=by, reaction=reaction):
            place = rehearsal.rules(rehearsal.feed.posts[post].platform)
            given = place.reaction(reaction)
            if given is not None and given.public:
                return EVERYBODY
            return TRUTH | frozenset(_of_accounts(rehearsal, (by,)))
        case e.AccountBlocked(handle=handle):
            return WAR_ROOM | frozenset(_of_accounts(rehearsal, (handle,)))
        case e.PostReported(seat=seat) | e.ReportAnswered(seat=seat):
            return TRUTH | ({BRAND} if rehearsal.seats[seat].role == "brand" else {seat_view(seat)})
        case e.SeatCovered(seat=seat):
            # Whether a seat acts by itself is nobody's business but staff's and its own.
            return TRUTH | {seat_view(seat)}
        case e.NoteWritten():
            return frozenset({FACILITATOR, *_own(rehearsal, event)})
        case e.RatingGiven(item=item):
            # Whoever has not rated an item must not know how others did.
            rated = (seat_view(seat) for one, seat in rehearsal.ratings if one == item)
            return frozenset({FACILITATOR, *rated})
        case e.RatingsShown(to=to):
            return frozenset({seat_view(to)})
        case e.FlagRaised() | e.FlagNoted():
            return TRUTH | frozenset(_own(rehearsal, event))
        case e.WhisperSent(to=to) | e.WhisperHeard(to=to):
            return frozenset({FACILITATOR, seat_view(to)})
        case e.TrustSet(seat=seat) | e.BriefingChecked(seat=seat) | e.ConfidenceGiven(seat=seat):
            return TRUTH | {seat_view(seat)}
        case e.CrewSaid():
            return CREW
        case e.PostCaptured(seat=seat) | e.MoodGiven(seat=seat) | e.VerdictGiven(seat=seat):
            return TRUTH | {seat_view(seat)}
        case e.GoalJudged(seat=seat, goal=goal):
            own = told_at_once(goals_of(rehearsal, seat)[goal])
            return TRUTH | ({seat_view(seat)} if own else NOBODY)


def _readers(rehearsal: Rehearsal, name: PostId) -> frozenset[View]:
    """Who is shown a post's words: of a hidden one the brand, its author's own seat and staff."""
    post = rehearsal.feed.posts[name]
    if not post.hidden:
        return EVERYBODY
    return WAR_ROOM | frozenset(_of_accounts(rehearsal, (post.author,)))


def _own(rehearsal: Rehearsal, event: e.NoteWritten | e.FlagRaised | e.FlagNoted) -> Iterable[View]:
    """Where the writer sees it: the brand shares its flags, an observer keeps a note alone."""
    role = rehearsal.seats[event.seat].role
    if role == "brand":
        yield BRAND
    elif role == "observer" and isinstance(event, e.NoteWritten):
        yield seat_view(event.seat)


def _of_accounts(rehearsal: Rehearsal, handles: Iterable[Handle]) -> Iterable[View]:
    """The private views of accounts: the brand's is shared by its positions."""
    for handle in handles:
        if handle == rehearsal.scenario.brand:
            yield BRAND
        elif (seat := rehearsal.speaks_as(handle)) is not None:
            yield seat.view


def _as_shown(event: e.Event, view: View) -> e.Event:
    match event:
        case e.PostPublished():
            return _with(event, _truth_for(view, event))
        case e.MessageSent() if view not in TRUTH:
            return replace(event, origin=None)
        case e.WashAnswered():
            # How many, and no more: the answers are shown together once the question is closed.
            return replace(event, mark="", text="")
        case _:
            return event


class _Truth(NamedTuple):
    """What of a post not everybody may know."""

    origin: e.Origin | None
    posture: e.Posture | None
    intent: Intent | None
    cites: tuple[FactId, ...]
    tactic: Tactic | None


def _truth_for(view: View, post: e.PostPublished) -> _Truth:
    if view in TRUTH:
        return _Truth(post.origin, post.posture, post.intent, post.cites, post.tactic)
    if view == BRAND:
        return _Truth(None, post.posture, post.intent, post.cites, None)
    return _Truth(None, None, None, (), post.tactic if view in CREW else None)


def _with(post: e.PostPublished, truth: _Truth) -> e.PostPublished:
    if truth == (post.origin, post.posture, post.intent, post.cites, post.tactic):
        return post
    return replace(post, **truth._asdict())
