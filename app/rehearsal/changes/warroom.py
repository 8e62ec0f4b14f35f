"""Drafts and facts."""

from typing import Literal

from app.rehearsal import events as e
from app.rehearsal.drafts import Draft, Going, Step, Stopped, StopReason
from app.rehearsal.facts import Fact
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

DraftEvent = (
    e.DraftRevised
    | e.DraftSubmitted
    | e.DraftApproved
    | e.DraftRejected
    | e.DraftClassified
    | e.DraftRouted
    | e.DraftPublished
    | e.DraftScheduled
    | e.DraftRecalled
    | e.DraftDropped
)
WarRoomEvent = e.DraftOpened | DraftEvent | e.FactClaimed | e.FactConfirmed | e.FactRefuted


def apply(rehearsal: Rehearsal, event: WarRoomEvent, stamp: Stamp) -> None:
    """Apply one event of the war room."""
    match event:
        case e.FactClaimed():
            rehearsal.facts[event.fact] = Fact(
                id=event.fact,
                seat=event.seat,
                text=event.text,
                source=event.source,
                claimed_t=stamp.t,
                asked_by=event.asked_by,
                due=event.due,
            )
        case e.FactConfirmed() | e.FactRefuted():
            fact = rehearsal.facts[event.fact]
            fact.standing = "confirmed" if isinstance(event, e.FactConfirmed) else "refuted"
            fact.source = event.source
            fact.settled_t, fact.settled_by = stamp.t, event.seat
        case e.DraftOpened():
            rehearsal.drafts[event.draft] = Draft(
                id=event.draft,
                seat=event.seat,
                text=event.text,
                posture=event.posture,
                opened_t=stamp.t,
                reply_to=event.reply_to,
                cites=event.cites,
                intent=event.intent,
                author=event.author,
                platform=event.platform,
                content=event.content,
                picture=event.picture,
                steps=[_wrote("opened", event, stamp)],
            )
        case _:
            draft = rehearsal.drafts[event.draft]
            if (step := _draft(draft, event, stamp)) is not None:
                draft.steps.append(step)
            _mind_schedule(draft, event, stamp)


def _draft(draft: Draft, event: DraftEvent, stamp: Stamp) -> Step | None:
    """Apply what happened to it; the step that it took, if any."""
    seat, t = event.seat, stamp.t
    match event:
        case e.DraftRevised():
            draft.text, draft.posture, draft.cites = event.text, event.posture, event.cites
            draft.intent, draft.author, draft.content = event.intent, event.author, event.content
            draft.platform, draft.picture = event.platform, event.picture
            draft.version += 1
            draft.state, draft.needs, draft.within, draft.absent = "writing", (), (), ()
            draft.approved_by.clear()
            return _wrote("revised", event, stamp)
        case e.DraftSubmitted():
            _goes(draft, event)
            return Step(did="submitted", seat=seat, t=t, absent=event.absent)
        case e.DraftApproved():
            draft.approved_by.append(event.position)
            _settle(draft)
            return Step(did="approved", seat=seat, t=t, position=event.position, delegate=event.delegate)
        case e.DraftRejected():
            draft.state = "rejected"
            return Step(
                did="rejected",
                seat=seat,
                t=t,
                position=event.position,
                delegate=event.delegate,
                why=event.reason,
                tags=event.tags,
            )
        case e.DraftClassified():
            return _classified(draft, event, stamp)
        case e.DraftRouted():
            _goes(draft, event)
            return Step(did="routed", seat=seat, t=t, absent=event.absent)
        case e.DraftPublished():
            draft.state, draft.post, draft.unapproved = "published", event.post, event.unapproved
            draft.stopped = None
            draft.absent = (*draft.absent, *event.absent)
            return Step(did="published", seat=seat, t=t, why=event.unapproved or "", absent=event.absent)
        case e.DraftScheduled():
            draft.stopped = None
            draft.going = Going(
                seat=seat,
                at=event.at,
                set_t=t,
                unapproved=event.unapproved,
                undo=event.undo,
                absent=event.absent,
            )
            return None
        case e.DraftRecalled():
            draft.going = None
            stop: StopReason = "recalled" if event.refused is None else "refused"
            draft.stopped = Stopped(why=stop, seat=seat, t=t, reason=event.refused or "")
            return None
        case e.DraftDropped():
            draft.state = "dropped"
            return Step(did="dropped", seat=seat, t=t)


def _mind_schedule(draft: Draft, event: DraftEvent, stamp: Stamp) -> None:
    """What was to go out by itself does not once it is another text, or is approved no more."""
    if draft.going is None:
        return
    revised = isinstance(event, e.DraftRevised)
    passed = set(draft.outstanding) <= set(draft.going.absent) and not isinstance(event, e.DraftClassified)
    missing = draft.state != "approved" and not passed
    unapproved = (missing or draft.state in ("writing", "rejected")) and draft.going.unapproved is None
    if draft.open and (revised or unapproved):
        why: StopReason = "revised" if revised else "unapproved"
        draft.stopped = Stopped(why=why, seat=event.seat, t=stamp.t)
    if not draft.open or draft.stopped is not None:
        draft.going = None


def _wrote(did: Literal["opened", "revised"], event: e.DraftOpened | e.DraftRevised, stamp: Stamp) -> Step:
    return Step(
        did=did,
        seat=event.seat,
        t=stamp.t,
        intent=event.intent,
        text=event.text,
        content=event.content,
        picture=event.picture,
    )


def _classified(draft: Draft, event: e.DraftClassified, stamp: Stamp) -> Step:
    """Its way starts over: a yes to something of another class is none to this."""
    draft.content = event.content
    draft.approved_by.clear()
    if draft.state in ("waiting", "approved"):
        _goes(draft, event)
    return Step(
        did="classified",
        seat=event.seat,
        t=stamp.t,
        why=event.why,
        content=event.content,
        absent=event.absent,
    )


def _goes(draft: Draft, event: e.DraftSubmitted | e.DraftClassified | e.DraftRouted) -> None:
    draft.needs, draft.route, draft.within = event.needs, event.route, event.within
    draft.absent = event.absent
    _settle(draft)


def _settle(draft: Draft) -> None:
    """Waiting as long as a yes is missing."""
    draft.state = "waiting"
    if draft.waits_for is None:
        draft.state = "approved"
