"""What a seat alone is shown: its private view as it stands."""

from dataclasses import dataclass

from app.feed.capture import Capture
from app.feed.picture import Image
from app.feed.platforms import PlatformId
from app.feed.tactics import Leaked
from app.ids import Handle, PostId
from app.rehearsal.crew import Captured, GoalStanding, MoodReading, Verdict
from app.rehearsal.notes import Briefed, Confidence, Message, Note, TrustReading, Whisper
from app.rehearsal.rating import Rating
from app.rehearsal.reports import Report
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.scenario.scenario import Leak, RoleCard
from app.view.goals import own_goals


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHidden:
    """A post of the seat's own that the brand hides from others: its author goes on reading it."""

    post: PostId
    text: str
    picture: Image | None
    shows: Capture | None
    leak: Leaked | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSnapshot:
    """A seat's private view as it stands."""

    card: RoleCard | None
    personas: tuple[Handle, ...]
    messages: tuple[Message, ...]
    whispers: tuple[Whisper, ...]
    notes: tuple[Note, ...]
    ratings: tuple[Rating, ...]
    """Its own, and others' of the items it has rated itself."""
    trust: tuple[TrustReading, ...]
    briefed: Briefed | None
    confidence: Confidence | None
    covered: bool
    captures: tuple[Captured, ...]
    leaks: tuple[Leak, ...]
    moods: tuple[MoodReading, ...]
    verdict: Verdict | None
    goals: tuple[GoalStanding, ...]
    hidden: tuple[OwnHidden, ...]
    blocked_on: tuple[PlatformId, ...]
    """Where the brand has blocked an account of this seat's."""
    reports: tuple[Report, ...]


def seat_snapshot(rehearsal: Rehearsal, seat: Seat) -> SeatSnapshot:
    """What a seat alone is shown right now."""
    plan = next((one for one in rehearsal.scenario.seats if one.id == seat.id), None)
    own = set(seat.personas) - {rehearsal.scenario.brand}
    return SeatSnapshot(
        card=plan.card if plan else None,
        personas=rehearsal.accounts_of(seat),
        messages=tuple(plain_message(one) for one in rehearsal.messages if own & {one.sender, one.to}),
        whispers=tuple(one for one in rehearsal.whispers if one.to == seat.id),
        notes=tuple(one for one in rehearsal.notes if one.seat == seat.id and seat.role == "observer"),
        ratings=tuple(
            one for (item, _), one in rehearsal.ratings.items() if (item, seat.id) in rehearsal.ratings
        ),
        trust=tuple(rehearsal.trust.get(seat.id, ())),
        briefed=rehearsal.briefed.get(seat.id),
        confidence=rehearsal.confidence.get(seat.id),
        covered=seat.covered,
        captures=tuple(one for one in rehearsal.captures.values() if one.seat == seat.id),
        leaks=rehearsal.scenario.leaks if seat.role == "critic" else (),
        moods=tuple(one for one in rehearsal.moods if one.seat == seat.id),
        verdict=rehearsal.verdicts.get(seat.id),
        goals=own_goals(rehearsal, seat.id),
        hidden=tuple(
            OwnHidden(post=post.id, text=post.text, picture=post.picture, shows=post.shows, leak=post.leak)
            for post in rehearsal.feed.posts.values()
            if post.hidden and post.author in own
        ),
        blocked_on=tuple(place for place, handles in rehearsal.blocked.items() if own & handles),
        reports=tuple(one for one in rehearsal.reports.values() if one.seat == seat.id and own),
    )


def plain_message(message: Message) -> Message:
    """A message without its origin."""
    return Message(id=message.id, sender=message.sender, to=message.to, text=message.text, t=message.t)
