"""Chat, facts, observations, flags, whispers, trust."""

from collections.abc import Iterable
from math import isfinite
from typing import Literal

from app.ids import ChatId, FactId, FlagId, Handle, NoteId, SeatId, WhisperId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, clean_or_none, the_fact, the_seat, within_pace
from app.rehearsal.minuting import the_due
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

LONGEST_WHISPER = 500
MOST_QUESTIONS = 10

NoteCommand = (
    c.SayInChat
    | c.ClaimFact
    | c.ConfirmFact
    | c.RefuteFact
    | c.WriteNote
    | c.RaiseFlag
    | c.NoteFlag
    | c.SendWhisper
    | c.HearWhisper
    | c.CheckBriefing
    | c.GiveConfidence
    | c.SetTrust
)


def decide(rehearsal: Rehearsal, asking: Asking, command: NoteCommand) -> tuple[e.Event, ...]:
    """Decide one command from beside the feed."""
    seat = asking.place.id
    match command:
        case c.SayInChat(text=text):
            said = clean(text)
            within_pace(rehearsal, asking, "room")
            chat = ChatId(f"c{len(rehearsal.chat) + 1}")
            return (e.ChatSaid(chat=chat, seat=seat, text=said),)
        case c.ClaimFact(text=text, source=source, asked_by=asked_by, due=due):
            claimed = clean(text)
            _known_account(rehearsal, asked_by)
            when = the_due(asking, due)
            within_pace(rehearsal, asking, "room")
            return (
                e.FactClaimed(
                    fact=FactId(f"f{len(rehearsal.facts) + 1}"),
                    seat=seat,
                    text=claimed,
                    source=clean_or_none(source),
                    asked_by=asked_by,
                    due=when,
                ),
            )
        case c.ConfirmFact(fact=fact, source=source):
            _unsettled(rehearsal, fact, "confirmed")
            known = clean(source, what="source")
            return (e.FactConfirmed(fact=fact, seat=seat, source=known),)
        case c.RefuteFact(fact=fact, source=source):
            _unsettled(rehearsal, fact, "refuted")
            known = clean(source, what="source")
            return (e.FactRefuted(fact=fact, seat=seat, source=known),)
        case c.WriteNote():
            return (_note(rehearsal, asking, command),)
        case c.RaiseFlag(sort=sort, text=text, post=post):
            _known_post(rehearsal, post)
            flag = FlagId(_own_id("g", seat, (one.seat for one in rehearsal.flags)))
            said = clean_or_none(text)
            return (e.FlagRaised(flag=flag, seat=seat, sort=sort, text=said, post=post),)
        case c.NoteFlag(flag=flag, text=text):
            if not any((one.id, one.seat) == (flag, seat) for one in rehearsal.flags):
                raise Refused("not_found", f"you raised no flag {flag}")
            return (e.FlagNoted(flag=flag, seat=seat, text=clean(text)),)
        case c.SendWhisper(to=to, text=text):
            if the_seat(rehearsal, to).role == "facilitator":
                raise Refused("invalid", "whispers go to players and observers")
            whisper = WhisperId(_own_id("w", to, (one.to for one in rehearsal.whispers)))
            said = clean(text, LONGEST_WHISPER, "whisper")
            return (e.WhisperSent(whisper=whisper, to=to, text=said),)
        case c.HearWhisper(whisper=whisper):
            told = next((one for one in rehearsal.whispers if (one.id, one.to) == (whisper, seat)), None)
            if told is None:
                raise Refused("not_found", f"nobody whispered {whisper} to you")
            if told.heard is not None:
                raise Refused("conflict", f"you have heard {whisper} already")
            return (e.WhisperHeard(whisper=whisper, to=seat),)
        case c.CheckBriefing(right=right, asked=asked):
            if not 0 <= right <= asked <= MOST_QUESTIONS or asked == 0:
                raise Refused(
                    "invalid", f"right answers of 1 to {MOST_QUESTIONS} questions, not {right} of {asked}"
                )
            return (e.BriefingChecked(seat=seat, right=right, asked=asked),)
        case c.GiveConfidence(value=value):
            if not 0 <= value <= 100:
                raise Refused("invalid", f"confidence is 0 to 100, not {value}")
            moment: Literal["before", "after"] = "before" if rehearsal.clock.state == "lobby" else "after"
            return (e.ConfidenceGiven(seat=seat, when=moment, value=value),)
        case c.SetTrust(value=value, reason=reason):
            if not 0 <= value <= 100:
                raise Refused("invalid", f"trust is 0 to 100, not {value}")
            why = clean_or_none(reason)
            return (e.TrustSet(seat=seat, value=value, reason=why),)


def _own_id(letter: str, seat: SeatId, earlier: Iterable[SeatId]) -> str:
    """Counted per seat: an id never tells one seat how much is said to or by another."""
    return f"{letter}{sum(one == seat for one in earlier) + 1}.{seat}"


def _unsettled(rehearsal: Rehearsal, fact: FactId, standing: str) -> None:
    if the_fact(rehearsal, fact).standing == standing:
        raise Refused("conflict", f"fact {fact} is {standing} already")


def _known_account(rehearsal: Rehearsal, handle: Handle | None) -> None:
    if handle is None or rehearsal.scenario.persona(handle) is not None:
        return
    if not any(post.author == handle for post in rehearsal.feed.posts.values()):
        raise Refused("not_found", f"nobody here is called @{handle}")


def _known_post(rehearsal: Rehearsal, post: object) -> None:
    if post is not None and post not in rehearsal.feed.posts:
        raise Refused("not_found", f"there is no post {post}")


def _note(rehearsal: Rehearsal, asking: Asking, command: c.WriteNote) -> e.NoteWritten:
    text = clean(command.text)
    _known_post(rehearsal, command.post)
    items = {item.id for item in rehearsal.scenario.guide}
    if command.item is not None and command.item not in items:
        raise Refused("not_found", f"the guide has no item {command.item}")
    noticed = asking.t if command.noticed is None else command.noticed
    if not isfinite(noticed) or not noticed >= 0:
        raise Refused("invalid", "a note is noticed at an exercise time of 0 or later")
    return e.NoteWritten(
        note=NoteId(_own_id("n", asking.place.id, (one.seat for one in rehearsal.notes))),
        seat=asking.place.id,
        text=text,
        tag=command.tag,
        noticed=min(noticed, asking.t),
        post=command.post,
        item=command.item,
    )
