"""Who asks and when, worked out once, and the checks every command shares."""

import re
from dataclasses import dataclass
from unicodedata import category, normalize

from app.feed.posts import Post
from app.ids import CONDUCTOR, DraftId, ExerciseTime, FactId, InjectId, PostId, SeatId, WallMs
from app.rehearsal.cues import Cue
from app.rehearsal.drafts import Draft
from app.rehearsal.events import Byline, Origin
from app.rehearsal.facts import Fact
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import Seat
from app.rehearsal.state import Lane, Rehearsal
from app.scenario.cast import Persona

PACE: dict[Lane, int] = {"feed": 5, "room": 10}
"""Acts allowed per lane in `PACE_SECONDS`."""
PACE_SECONDS = 10.0
LONGEST_TEXT = 2_000
"""Characters of chat, notes, facts, reasons."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One ask: by whom, at which wall and exercise time. `seat` is None for desk and conductor."""

    by: SeatId
    seat: Seat | None
    at: WallMs
    t: ExerciseTime

    @property
    def place(self) -> Seat:
        """The seat that asks.

        Raises:
            Refused: the conductor or the desk asks what only a seat can.
        """
        if self.seat is None:
            raise Refused("forbidden", f"{self.by} has no seat")
        return self.seat


def the_post(rehearsal: Rehearsal, post: PostId) -> Post:
    """A post that is up.

    Raises:
        Refused: there is none, or it is gone.
    """
    found = rehearsal.feed.posts.get(post)
    if found is None:
        raise Refused("not_found", f"there is no post {post}")
    if found.standing != "up":
        raise Refused("not_found", f"post {post} is gone")
    return found


def the_cue(rehearsal: Rehearsal, inject: InjectId) -> Cue:
    """The cue of an inject."""
    found = rehearsal.cues.get(inject)
    if found is None:
        raise Refused("not_found", f"the MSEL has no inject {inject}")
    return found


def the_draft(rehearsal: Rehearsal, draft: DraftId) -> Draft:
    """A draft that is still open."""
    found = rehearsal.drafts.get(draft)
    if found is None:
        raise Refused("not_found", f"there is no draft {draft}")
    if not found.open:
        raise Refused("conflict", f"draft {draft} is already {found.state}")
    return found


def the_fact(rehearsal: Rehearsal, fact: FactId) -> Fact:
    """A fact on the board."""
    found = rehearsal.facts.get(fact)
    if found is None:
        raise Refused("not_found", f"there is no fact {fact}")
    return found


def the_seat(rehearsal: Rehearsal, seat: SeatId) -> Seat:
    """A seat of this rehearsal."""
    found = rehearsal.seats.get(seat)
    if found is None:
        raise Refused("not_found", f"there is no seat {seat}")
    return found


def clean(text: str, longest: int = LONGEST_TEXT, what: str = "text") -> str:
    """The text without blank ends.

    Raises:
        Refused: nothing is left, it is too long, or it holds characters nobody can see or send.
    """
    kept = text.strip()
    if not kept:
        raise Refused("invalid", f"the {what} is empty")
    if len(kept) > longest:
        raise Refused("too_long", f"{len(kept)} of {longest} characters")
    if _UNSENDABLE.search(kept):
        raise Refused("invalid", f"the {what} holds control characters; take them out")
    return kept


def clean_name(name: str) -> str:
    """A person's name on one line, without signs that show nothing or turn their neighbours round.

    Joiners stay: some scripts cannot be written without them.

    Raises:
        Refused: nothing is left, or it is too long.
    """
    seen = "".join(sign for sign in name if category(sign) != "Cf" or sign in _JOINERS)
    shown = " ".join(normalize("NFC", seen).split())
    return clean(shown.strip(_JOINERS), LONGEST_NAME, "name")


def clean_or_none(text: str) -> str:
    """The text cleaned where there is any, else nothing."""
    return clean(text) if text.strip() else ""


_JOINERS = "\u200c\u200d"


_UNSENDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters but new lines and tabs, and halves of characters."""


def within_pace(rehearsal: Rehearsal, asking: Asking, lane: Lane) -> None:
    """Refuse what comes too fast: counted in wall or exercise time, whichever passed more.

    Raises:
        Refused: the seat has used up its acts of the last ten seconds.
    """
    seat = asking.place
    if seat.role == "facilitator":
        return
    recent = [
        at
        for at, t in rehearsal.pace.get((seat.id, lane), ())
        if max((asking.at - at) / 1000, asking.t - t) < PACE_SECONDS
    ]
    if len(recent) >= PACE[lane]:
        after = int(PACE_SECONDS * 1000) - (asking.at - recent[-PACE[lane]])
        raise Refused(
            "rate_limited",
            f"{PACE[lane]} in {PACE_SECONDS:g} seconds at most; wait a moment",
            retry="after",
            after_ms=max(after, 1),
        )


def byline(persona: Persona) -> Byline:
    """What the feed shows of a persona."""
    return Byline(name=persona.name, followers=persona.followers, verified=persona.verified)


def origin_of(asking: Asking) -> Origin:
    """Where a post of who asks comes from."""
    return origin_of_seat(asking.place)


def origin_of_seat(seat: Seat) -> Origin:
    """Where a post from this seat comes from."""
    if seat.role == "facilitator":
        return Origin(sort="facilitator", seat=seat.id)
    return Origin(sort="standin" if seat.automatic else "human", seat=seat.id)


def by_conductor(asking: Asking) -> bool:
    """Whether the clock asks, and no person."""
    return asking.by == CONDUCTOR
