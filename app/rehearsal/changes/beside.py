"""Messages, chat, notes, flags, whispers, trust."""

from dataclasses import replace

from app.rehearsal import events as e
from app.rehearsal.notes import Briefed, ChatLine, Confidence, Flag, Message, Note, TrustReading, Whisper
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

BesideEvent = (
    e.MessageSent
    | e.ChatSaid
    | e.NoteWritten
    | e.FlagRaised
    | e.FlagNoted
    | e.WhisperSent
    | e.WhisperHeard
    | e.BriefingChecked
    | e.ConfidenceGiven
    | e.TrustSet
)


def apply(rehearsal: Rehearsal, event: BesideEvent, stamp: Stamp) -> None:
    """Apply one event from beside the feed."""
    t = stamp.t
    match event:
        case e.MessageSent(message=message, sender=sender, to=to, text=text, origin=origin):
            rehearsal.messages.append(
                Message(id=message, sender=sender, to=to, text=text, t=t, origin=origin)
            )
        case e.ChatSaid(chat=chat, seat=seat, text=text):
            rehearsal.chat.append(ChatLine(id=chat, seat=seat, text=text, t=t))
        case e.NoteWritten():
            rehearsal.notes.append(
                Note(
                    id=event.note,
                    seat=event.seat,
                    text=event.text,
                    tag=event.tag,
                    noticed=event.noticed,
                    t=t,
                    post=event.post,
                    item=event.item,
                )
            )
        case e.FlagRaised(flag=flag, seat=seat, sort=sort, text=text, post=post):
            rehearsal.flags.append(Flag(id=flag, seat=seat, sort=sort, text=text, t=t, post=post))
        case e.FlagNoted(flag=flag, text=text):
            at = next(n for n, one in enumerate(rehearsal.flags) if one.id == flag)
            rehearsal.flags[at] = replace(rehearsal.flags[at], text=text)
        case e.WhisperSent(whisper=whisper, to=seat, text=text):
            rehearsal.whispers.append(Whisper(id=whisper, to=seat, text=text, t=t))
        case e.WhisperHeard(whisper=whisper):
            at = next(n for n, one in enumerate(rehearsal.whispers) if one.id == whisper)
            rehearsal.whispers[at] = replace(rehearsal.whispers[at], heard=t)
        case e.BriefingChecked(seat=seat, right=right, asked=asked):
            rehearsal.briefed[seat] = Briefed(seat=seat, right=right, asked=asked)
        case e.ConfidenceGiven(seat=seat, when=when, value=value):
            known = rehearsal.confidence.get(seat, Confidence(seat=seat))
            given = replace(known, before=value) if when == "before" else replace(known, after=value)
            rehearsal.confidence[seat] = given
        case e.TrustSet(seat=seat, value=value, reason=reason):
            readings = rehearsal.trust.setdefault(seat, [])
            readings.append(TrustReading(seat=seat, value=value, reason=reason, t=t))
