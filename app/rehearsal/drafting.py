"""The decision model at work: draft, hand in, approve or reject, publish."""

from app.ids import DraftId, FactId, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import (
    Asking,
    byline,
    clean,
    clean_or_none,
    origin_of,
    the_draft,
    the_fact,
    the_post,
    within_pace,
)
from app.rehearsal.crowding import check_intent
from app.rehearsal.drafts import Draft
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.plan import Position

DraftCommand = (
    c.OpenDraft
    | c.ReviseDraft
    | c.SubmitDraft
    | c.ApproveDraft
    | c.RejectDraft
    | c.PublishDraft
    | c.DropDraft
)


def decide(rehearsal: Rehearsal, asking: Asking, command: DraftCommand) -> tuple[e.Event, ...]:
    """Decide one command about drafts."""
    seat = asking.place.id
    if isinstance(command, c.OpenDraft):
        return (_open(rehearsal, asking, command),)
    draft = the_draft(rehearsal, command.draft)
    match command:
        case c.ReviseDraft():
            return (_revise(rehearsal, asking, draft, command),)
        case c.SubmitDraft():
            if draft.state not in ("writing", "rejected"):
                raise Refused("conflict", f"draft {draft.id} is {draft.state} already")
            needs = needed(rehearsal)
            return (e.DraftSubmitted(draft=draft.id, seat=seat, needs=needs),)
        case c.ApproveDraft():
            position = _my_turn(rehearsal, asking, draft)
            return (e.DraftApproved(draft=draft.id, seat=seat, position=position),)
        case c.RejectDraft(reason=reason, tags=tags):
            _my_turn(rehearsal, asking, draft)
            why = clean_or_none(reason) if tags else clean(reason, what="reason")
            said = tuple(dict.fromkeys(tags))
            return (e.DraftRejected(draft=draft.id, seat=seat, reason=why, tags=said),)
        case c.PublishDraft():
            return _publish(rehearsal, asking, draft, command.anyway)
        case c.DropDraft():
            return (e.DraftDropped(draft=draft.id, seat=seat),)


def needed(rehearsal: Rehearsal) -> tuple[Position, ...]:
    """The positions that must approve, in order, leaving out those nobody plays."""
    played = {seat.position for seat in rehearsal.seats.values() if seat.played}
    return tuple(one for one in rehearsal.plan.approvals() if one in played)


def _text(rehearsal: Rehearsal, text: str) -> str:
    return clean(text, rehearsal.platform.post_chars, "draft")


def _check_cites(rehearsal: Rehearsal, cites: tuple[FactId, ...]) -> None:
    for fact in cites:
        the_fact(rehearsal, fact)


def _open(rehearsal: Rehearsal, asking: Asking, command: c.OpenDraft) -> e.DraftOpened:
    text = _text(rehearsal, command.text)
    if command.reply_to is not None:
        the_post(rehearsal, command.reply_to)
    _check_cites(rehearsal, command.cites)
    check_intent(command.intent)
    within_pace(rehearsal, asking, "room")
    return e.DraftOpened(
        draft=DraftId(f"d{len(rehearsal.drafts) + 1}"),
        seat=asking.place.id,
        text=text,
        reply_to=command.reply_to,
        posture=command.posture,
        cites=command.cites,
        intent=command.intent,
    )


def _revise(rehearsal: Rehearsal, asking: Asking, draft: Draft, command: c.ReviseDraft) -> e.DraftRevised:
    text = _text(rehearsal, command.text)
    _check_cites(rehearsal, command.cites)
    check_intent(command.intent)
    asked = (text, command.posture, command.cites, command.intent)
    same = (draft.text, draft.posture, draft.cites, draft.intent) == asked
    if same:
        raise Refused("invalid", "nothing was changed")
    within_pace(rehearsal, asking, "room")
    return e.DraftRevised(
        draft=draft.id,
        seat=asking.place.id,
        text=text,
        posture=command.posture,
        cites=command.cites,
        intent=command.intent,
    )


def _my_turn(rehearsal: Rehearsal, asking: Asking, draft: Draft) -> Position:
    seat = asking.place
    turn = draft.waits_for
    if turn is None:
        raise Refused("conflict", f"draft {draft.id} is {draft.state}; hand it in first")
    if seat.position != turn:
        raise Refused("forbidden", f"draft {draft.id} waits for {turn.replace('_', ' ')}")
    others = [
        other
        for other in rehearsal.seats.values()
        if other.position == turn and other.id != seat.id and other.played
    ]
    if draft.seat == seat.id and others:
        raise Refused("forbidden", "somebody else approves what you wrote")
    return turn


def _publish(rehearsal: Rehearsal, asking: Asking, draft: Draft, anyway: str | None) -> tuple[e.Event, ...]:
    if draft.state == "approved":
        reason = None
    elif anyway is None:
        raise Refused("needs_approval", f"draft {draft.id} is {draft.state}, not approved")
    else:
        reason = clean(anyway, what="reason")
    persona = rehearsal.scenario.persona(rehearsal.scenario.brand)
    if persona is None:
        raise Refused("not_found", f"the cast has no @{rehearsal.scenario.brand}")
    within_pace(rehearsal, asking, "feed")
    post = rehearsal.feed.next_id()
    return (
        e.PostPublished(
            post=post,
            author=persona.handle,
            byline=byline(persona),
            text=draft.text,
            reply_to=_still_up(rehearsal, draft),
            posture=draft.posture,
            intent=draft.intent,
            cites=draft.cites,
            origin=origin_of(asking),
        ),
        e.DraftPublished(draft=draft.id, seat=asking.place.id, post=post, unapproved=reason),
    )


def _still_up(rehearsal: Rehearsal, draft: Draft) -> PostId | None:
    """The post answered, unless it is gone by now: then the draft goes out on its own."""
    answered = rehearsal.feed.posts.get(draft.reply_to) if draft.reply_to else None
    return answered.id if answered and answered.standing == "up" else None
