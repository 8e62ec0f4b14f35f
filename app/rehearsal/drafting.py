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
from app.rehearsal.model import is_in, speaks_for, turn, way
from app.rehearsal.outgoing import OutgoingCommand, going_out
from app.rehearsal.picturing import pictured
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
            return (_submit(rehearsal, asking, draft),)
        case c.ApproveDraft():
            position, delegate = _my_turn(rehearsal, asking, draft)
            return (e.DraftApproved(draft=draft.id, seat=seat, position=position, delegate=delegate),)
        case c.RejectDraft():
            return (_reject(rehearsal, asking, draft, command),)
        case c.DropDraft():
            return (e.DraftDropped(draft=draft.id, seat=seat),)


def _submit(rehearsal: Rehearsal, asking: Asking, draft: Draft) -> e.DraftSubmitted:
    goes = way(rehearsal, draft.content, rehearsal.severity)
    return e.DraftSubmitted(
        draft=draft.id,
        seat=asking.place.id,
        needs=goes.needs,
        route=goes.route.id,
        within=goes.within,
        absent=goes.absent,
    )


def _reject(rehearsal: Rehearsal, asking: Asking, draft: Draft, command: c.RejectDraft) -> e.DraftRejected:
    position, delegate = _my_turn(rehearsal, asking, draft)
    tags = tuple(dict.fromkeys(command.tags))
    return e.DraftRejected(
        draft=draft.id,
        seat=asking.place.id,
        reason=clean_or_none(command.reason) if tags else clean(command.reason, what="reason"),
        tags=tags,
        position=position,
        delegate=delegate,
    )


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
    picture = pictured(rehearsal, command.picture)
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
        content=command.content,
        picture=picture,
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
    author, content = draft.author, command.content or draft.content
    if command.author not in (None, author):
        author = _author(rehearsal, asking, command.author)
    picture = command.picture if command.picture == draft.picture else pictured(rehearsal, command.picture)
    revised = e.DraftRevised(
        draft=draft.id,
        seat=asking.place.id,
        text=text,
        posture=command.posture,
        cites=command.cites,
        intent=command.intent,
        author=author,
        platform=here(rehearsal, place),
        content=content,
        picture=picture,
    )
    if _said(draft) == _said(revised):
        raise Refused("invalid", "nothing was changed")
    within_pace(rehearsal, asking, "room")
    return revised


def _said(one: Draft | e.DraftRevised) -> tuple[object, ...]:
    """All that makes a version of a draft."""
    how = (one.posture, one.cites, one.intent, one.author, one.platform, one.content)
    return (one.text, one.picture, *how)


def _my_turn(rehearsal: Rehearsal, asking: Asking, draft: Draft) -> tuple[Position, Position | None]:
    """The position of the model that the seat decides for, and its own where it is another one."""
    seat = asking.place
    if draft.state != "waiting":
        raise Refused("conflict", f"draft {draft.id} is {draft.state}; hand it in first")
    now = turn(rehearsal, draft)
    if now is None:
        raise Refused("conflict", f"draft {draft.id} waits for nobody who is there; it may go out")
    if is_in(now.seats, seat.id):
        return now.position, speaks_for(seat, now.position)
    if seat.away:
        raise Refused("forbidden", "you said that you are out; say that you are back first")
    if draft.writer == seat.id and seat.position == now.position:
        raise Refused("forbidden", "somebody else approves what you wrote")
    raise Refused("forbidden", f"draft {draft.id} waits for {_named(now.seats[0].position or now.position)}")


def _named(position: Position) -> str:
    return position.replace("_", " ")
