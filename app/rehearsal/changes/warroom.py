"""Drafts and facts."""

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
                steps=[Step(did="opened", seat=event.seat, t=stamp.t, intent=event.intent, text=event.text)],
            )
        case _:
            draft = rehearsal.drafts[event.draft]
            _draft(draft, event, stamp)
            _mind_schedule(draft, event, stamp)


def _draft(draft: Draft, event: DraftEvent, stamp: Stamp) -> None:
    match event:
        case e.DraftRevised():
            draft.text, draft.posture, draft.cites = event.text, event.posture, event.cites
            draft.intent, draft.author = event.intent, event.author
            draft.platform = event.platform
            draft.version += 1
            draft.state, draft.needs = "writing", ()
            draft.approved_by.clear()
            _step(
                draft,
                Step(did="revised", seat=event.seat, t=stamp.t, intent=event.intent, text=event.text),
            )
        case e.DraftSubmitted():
            draft.needs = event.needs
            draft.state = "waiting"
            if draft.waits_for is None:
                draft.state = "approved"
            _step(draft, Step(did="submitted", seat=event.seat, t=stamp.t))
        case e.DraftApproved():
            draft.approved_by.append(event.position)
            if draft.waits_for is None:
                draft.state = "approved"
            _step(
                draft,
                Step(did="approved", seat=event.seat, t=stamp.t, position=event.position),
            )
        case e.DraftRejected():
            draft.state = "rejected"
            _step(
                draft,
                Step(did="rejected", seat=event.seat, t=stamp.t, why=event.reason, tags=event.tags),
            )
        case e.DraftPublished():
            draft.state, draft.post, draft.unapproved = "published", event.post, event.unapproved
            draft.stopped = None
            _step(
                draft,
                Step(did="published", seat=event.seat, t=stamp.t, why=event.unapproved or ""),
            )
        case e.DraftScheduled():
            draft.stopped = None
            draft.going = Going(
                seat=event.seat,
                at=event.at,
                set_t=stamp.t,
                unapproved=event.unapproved,
                undo=event.undo,
            )
        case e.DraftRecalled():
            draft.going = None
            draft.stopped = Stopped(why="recalled", seat=event.seat, t=stamp.t)
        case e.DraftDropped():
            draft.state = "dropped"
            _step(draft, Step(did="dropped", seat=event.seat, t=stamp.t))


def _mind_schedule(draft: Draft, event: DraftEvent, stamp: Stamp) -> None:
    """What was to go out by itself does not once it is another text, or is approved no more."""
    if draft.going is None:
        return
    revised = isinstance(event, e.DraftRevised)
    unapproved = draft.state != "approved" and draft.going.unapproved is None
    if draft.open and (revised or unapproved):
        why: StopReason = "revised" if revised else "unapproved"
        draft.stopped = Stopped(why=why, seat=event.seat, t=stamp.t)
    if not draft.open or draft.stopped is not None:
        draft.going = None


def _step(draft: Draft, step: Step) -> None:
    draft.steps.append(step)
