"""What people marked while it happened, joined to what rules found.

A mark is a flag, or a note tagged as a mistake or a chance. It belongs to a finding of its own sort

- on whose posts it stands, whenever it was made; or
- if it stands on no post, to the one whose moment is nearest: `EARLY` seconds before the moment up to `LATE`
  after it (or after its window ended).

A mark that belongs to none is a finding of its own, of the rule `marked`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.ids import ExerciseTime, PostId, SeatId
from app.rehearsal.events import FindingSort
from app.rehearsal.notes import Flag, Note
from app.review.findings.finding import Finding, Sighting
from app.review.findings.happened import Story

EARLY = 30.0
LATE = 240.0
"""Exercise seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A flag, or a note that says mistake or chance."""

    id: str
    sort: FindingSort
    seat: SeatId
    t: ExerciseTime
    text: str
    post: PostId | None


def marks_of(story: Story) -> tuple[Mark, ...]:
    """Every mark, in order of time."""
    rehearsal = story.rehearsal
    marked: list[Flag | Note] = [*rehearsal.flags, *rehearsal.notes]
    found = [mark for one in marked if (mark := _mark(one)) is not None]
    return tuple(sorted(found, key=lambda mark: (mark.t, mark.id)))


def _mark(one: Flag | Note) -> Mark | None:
    said = one.sort if isinstance(one, Flag) else one.tag
    if said not in ("mistake", "chance"):
        return None
    return Mark(
        id=one.id,
        sort="mistake" if said == "mistake" else "opportunity",
        seat=one.seat,
        t=one.t if isinstance(one, Flag) else one.noticed,
        text=one.text,
        post=one.post,
    )


def belongs_to(mark: Mark, findings: Iterable[Finding]) -> list[Finding]:
    """The findings a mark speaks of."""
    alike = [one for one in findings if one.sort == mark.sort]
    if mark.post is not None:
        return [
            one for one in alike if any(cite.sort == "post" and cite.id == mark.post for cite in one.evidence)
        ]
    near = [one for one in alike if one.t - EARLY <= mark.t <= (one.until or one.t) + LATE]
    return [min(near, key=lambda one: (abs(mark.t - one.t), one.id))] if near else []


def sighting(story: Story, mark: Mark) -> Sighting:
    """A mark as somebody's sighting."""
    seat = story.seat(mark.seat)
    role = seat.role if seat else "observer"
    return Sighting(mark=mark.id, seat=mark.seat, role=role, t=mark.t, text=mark.text)
