"""The decision model at work: draft, hand in, approve or reject."""

from app.feed.platforms import Platform, PlatformId
from app.ids import DraftId, FactId, Handle, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import (
    Asking,
    clean,
    clean_or_none,
    the_draft,
    the_fact,
    the_post,
    within_pace,
)
from app.rehearsal.crowding import check_intent
from app.rehearsal.drafts import Draft
from app.rehearsal.outgoing import OutgoingCommand, going_out
from app.rehearsal.places import here, own_account, the_place
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.plan import Position

DraftCommand = (
    c.OpenDraft
    | c.ReviseDraft
    | c.SubmitDraft
    | c.ApproveDraft
    | c.RejectDraft
    | c.DropDraft
    | OutgoingCommand
)


def decide(rehearsal: Rehearsal, asking: Asking, command: DraftCommand) -> tuple[e.Event, ...]:
    """Decide one command about drafts."""
    if isinstance(command, c.OpenDraft):
        return (_open(rehearsal, asking, command),)
    draft = the_draft(rehearsal, command.draft)
    if isinstance(command, OutgoingCommand):
        return going_out(rehearsal, asking, draft, command)
    seat = asking.place.id
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
        case c.DropDraft():
            return (e.DraftDropped(draft=draft.id, seat=seat),)


def needed(rehearsal: Rehearsal) -> tuple[Position, ...]:
    """The positions that must approve, in order, leaving out those nobody plays."""
    played = {seat.position for seat in rehearsal.seats.values() if seat.played}
    return tuple(one for one in rehearsal.plan.approvals() if one in played)


def _placed(rehearsal: Rehearsal, platform: PlatformId | None, reply_to: PostId | None) -> Platform:
    """Where the draft is to go out."""
    answered = None if reply_to is None else rehearsal.feed.posts.get(reply_to)
    return the_place(rehearsal, platform, answered)


def _check_cites(rehearsal: Rehearsal, cites: tuple[FactId, ...]) -> None:
    for fact in cites:
        the_fact(rehearsal, fact)


def _open(rehearsal: Rehearsal, asking: Asking, command: c.OpenDraft) -> e.DraftOpened:
    if command.reply_to is not None:
        the_post(rehearsal, command.reply_to)
    place = _placed(rehearsal, command.platform, command.reply_to)
    text = clean(command.text, place.post_chars, "draft")
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
        author=_author(rehearsal, asking, command.author),
        platform=here(rehearsal, place),
    )


def _author(rehearsal: Rehearsal, asking: Asking, author: Handle | None) -> Handle | None:
    """The account a draft goes out from: None for the brand's own."""
    if author is None or author == rehearsal.scenario.brand:
        return None
    persona = own_account(rehearsal, asking, author)
    if persona.sort == "contact":
        raise Refused("invalid", f"@{author} is not on the feed")
    return author


def _revise(rehearsal: Rehearsal, asking: Asking, draft: Draft, command: c.ReviseDraft) -> e.DraftRevised:
    if command.base not in (None, draft.version):
        raise Refused("conflict", f"draft {draft.id} is at version {draft.version}, not {command.base}")
    place = _placed(rehearsal, command.platform or draft.platform, draft.reply_to)
    text = clean(command.text, place.post_chars, "draft")
    _check_cites(rehearsal, command.cites)
    check_intent(command.intent)
    author = draft.author
    if command.author not in (None, author):
        author = _author(rehearsal, asking, command.author)
    asked = (text, command.posture, command.cites, command.intent, author, here(rehearsal, place))
    same = (draft.text, draft.posture, draft.cites, draft.intent, draft.author, draft.platform) == asked
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
        author=author,
        platform=here(rehearsal, place),
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
