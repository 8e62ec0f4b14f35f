"""What is said beside the feed: chat, whispers, messages, observations, flags, trust."""

from dataclasses import dataclass

from app.ids import ChatId, ExerciseTime, FlagId, Handle, MessageId, NoteId, PostId, SeatId, WhisperId
from app.rehearsal.events import FlagSort, NoteTag, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLine:
    id: ChatId
    seat: SeatId
    text: str
    t: ExerciseTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    id: MessageId
    sender: Handle
    to: Handle
    text: str
    t: ExerciseTime
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper:
    """`heard` is when it stood before the eyes of the one it was for."""

    id: WhisperId
    to: SeatId
    text: str
    t: ExerciseTime
    heard: ExerciseTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefed:
    """How a seat did with the questions on its briefing: `right` of `asked`."""

    seat: SeatId
    right: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """How sure a seat is that the team handles this well, 0 to 100, before and after; None where not said."""

    seat: SeatId
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`noticed` is when its first keystroke fell, `t` when it was saved."""

    id: NoteId
    seat: SeatId
    text: str
    tag: NoteTag
    noticed: ExerciseTime
    t: ExerciseTime
    post: PostId | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    id: FlagId
    seat: SeatId
    sort: FlagSort
    text: str
    t: ExerciseTime
    post: PostId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustReading:
    """A bystander's dial at `t`: 0 to 100."""

    seat: SeatId
    value: int
    reason: str
    t: ExerciseTime
