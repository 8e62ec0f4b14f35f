"""How a draft becomes a post: at once, after the moment in which it can be taken back, or at a time."""

from collections.abc import Iterator
from math import isfinite

from app.ids import ExerciseTime, Handle, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, by_conductor, byline, clean, origin_of_seat, within_pace
from app.rehearsal.clock import LONGEST_DRILL
from app.rehearsal.drafts import Draft
from app.rehearsal.model import cleared
from app.rehearsal.places import check_account, check_reply, check_stars
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.scenario.cast import Persona
from app.scenario.positions import OUTGOING, Position

OutgoingCommand = c.PublishDraft | c.ScheduleDraft | c.RecallDraft


def going_out(
    rehearsal: Rehearsal, asking: Asking, draft: Draft, command: OutgoingCommand
) -> tuple[e.Event, ...]:
    """Decide one command about a draft on its way out."""
    if isinstance(command, c.RecallDraft):
        if draft.going is None:
            raise Refused("conflict", f"draft {draft.id} is not on its way out")
        return (e.DraftRecalled(draft=draft.id, seat=asking.place.id),)
    if by_conductor(asking):
        return _due(rehearsal, asking, draft)
    reason = _let_out(rehearsal, asking, draft, command.anyway)
    _speaker(rehearsal, asking.place, draft)
    within_pace(rehearsal, asking, "feed")
    if isinstance(command, c.ScheduleDraft):
        return (_scheduled(asking, draft, command.at, reason),)
    if command.recallable and rehearsal.undo > 0:
        at = round(asking.t + rehearsal.undo, 3)
        return (_set_to(asking, draft, at, reason, undo=True),)
    return _published(rehearsal, asking.place, draft, reason)


def leaving(rehearsal: Rehearsal, t: ExerciseTime) -> Iterator[Draft]:
    """The drafts that are to go out by themselves by `t`, the earliest first."""
    due = [one for one in rehearsal.drafts.values() if one.going is not None and one.going.at <= t]
    yield from sorted(due, key=lambda one: one.going.at if one.going else 0.0)


def account_of(rehearsal: Rehearsal, draft: Draft) -> Handle:
    """The account a draft goes out from."""
    return draft.author or rehearsal.scenario.brand


def _due(rehearsal: Rehearsal, asking: Asking, draft: Draft) -> tuple[e.Event, ...]:
    """The clock publishes in the name of who set the time, or takes the draft off its time for good."""
    going = draft.going
    if going is None or going.at > asking.t:
        raise Refused("conflict", f"draft {draft.id} is not due")
    reason = None if cleared(rehearsal, draft) else going.unapproved
    try:
        return _published(rehearsal, rehearsal.seats[going.seat], draft, reason)
    except Refused as refused:
        return (e.DraftRecalled(draft=draft.id, seat=going.seat, refused=refused.detail),)


def _let_out(rehearsal: Rehearsal, asking: Asking, draft: Draft, anyway: str | None) -> str | None:
    """None where the model lets the draft out by this seat, else the reason why it goes out anyway.

    Raises:
        Refused: approvals are missing, or this position may not publish, or not without them.
    """
    position, free = asking.place.position, cleared(rehearsal, draft)
    if free and position in OUTGOING:
        return None
    if free or anyway is None:
        if position not in OUTGOING:
            raise Refused("forbidden", "the communicator or the decision maker publishes")
        raise Refused("needs_approval", f"draft {draft.id} is {draft.state}, not approved")
    if position not in rehearsal.plan.break_glass:
        raise Refused("forbidden", "the plan lets your position publish nothing without its approvals")
    return clean(anyway, what="reason")


def _passed_over(draft: Draft, reason: str | None) -> tuple[Position, ...]:
    """The yeses that are missing because nobody is there, of a draft that the model lets out."""
    return draft.outstanding if reason is None else ()


def _scheduled(asking: Asking, draft: Draft, at: ExerciseTime, reason: str | None) -> e.DraftScheduled:
    if not isfinite(at) or not asking.t <= at <= LONGEST_DRILL:
        raise Refused("invalid", "a draft goes out at a moment that is still to come")
    at = round(at, 3)
    if draft.going is not None and not draft.going.undo and draft.going.at == at:
        raise Refused("conflict", f"draft {draft.id} goes out then already")
    return _set_to(asking, draft, at, reason, undo=False)


def _set_to(
    asking: Asking, draft: Draft, at: ExerciseTime, reason: str | None, *, undo: bool
) -> e.DraftScheduled:
    return e.DraftScheduled(
        draft=draft.id,
        seat=asking.place.id,
        at=at,
        unapproved=reason,
        undo=undo,
        absent=_passed_over(draft, reason),
    )


def _speaker(rehearsal: Rehearsal, seat: Seat, draft: Draft) -> Persona:
    """Who speaks: the account of a draft, which must be one of the seat's."""
    handle = account_of(rehearsal, draft)
    persona = rehearsal.scenario.persona(handle)
    if persona is None:
        raise Refused("not_found", f"the cast has no @{handle}")
    if handle not in rehearsal.accounts_of(seat):
        raise Refused("not_your_account", f"@{handle} is not one of your accounts")
    return persona


def _published(rehearsal: Rehearsal, seat: Seat, draft: Draft, reason: str | None) -> tuple[e.Event, ...]:
    persona, post = _speaker(rehearsal, seat, draft), rehearsal.feed.next_id()
    ours = persona.handle == rehearsal.scenario.brand
    reply_to, place = _still_up(rehearsal, draft), rehearsal.rules(draft.platform)
    answered = rehearsal.feed.posts[reply_to] if reply_to else None
    check_account(rehearsal, persona, place)
    check_reply(rehearsal, persona, answered)
    check_stars(rehearsal, persona, place, None, answered)
    return (
        e.PostPublished(
            post=post,
            author=persona.handle,
            byline=byline(persona),
            text=draft.text,
            reply_to=reply_to,
            posture=draft.posture if ours else None,
            intent=draft.intent if ours else None,
            cites=draft.cites if ours else (),
            picture=draft.picture,
            origin=origin_of_seat(seat),
            platform=draft.platform,
        ),
        e.DraftPublished(
            draft=draft.id, seat=seat.id, post=post, unapproved=reason, absent=_passed_over(draft, reason)
        ),
    )


def _still_up(rehearsal: Rehearsal, draft: Draft) -> PostId | None:
    """The post answered, unless it is gone by now: then the draft goes out on its own."""
    answered = rehearsal.feed.posts.get(draft.reply_to) if draft.reply_to else None
    return answered.id if answered and answered.standing == "up" else None
