"""The openings a storm gave, and what the brand made of them."""

from app.ids import ExerciseTime
from app.rehearsal.cues import Cue
from app.rehearsal.state import Rehearsal
from app.review.answers import brand_posts
from app.review.story import Measure


def chances(rehearsal: Rehearsal) -> Measure:
    opened = [cue for cue in rehearsal.cues.values() if cue.inject.chance and cue.delivered_t is not None]
    taken = sum(_taken(rehearsal, cue) for cue in opened)
    noticed = sum(_noticed(rehearsal, cue) for cue in opened)
    return Measure(
        id="chances",
        title="Chances taken",
        value=f"{taken} of {len(opened)}" if opened else "–",
        note=f"{noticed} of {len(opened)} noticed" if opened else "none was opened",
        held=None,
        definition=(
            "Openings that injects gave, taken by a reply of the brand while they lasted; noticed if the "
            "brand flagged a chance by then."
        ),
    )


def _window(cue: Cue) -> tuple[ExerciseTime, ExerciseTime]:
    opened = cue.delivered_t or 0.0
    return opened, opened + (cue.inject.chance.lasts if cue.inject.chance else 0.0)


def _taken(rehearsal: Rehearsal, cue: Cue) -> bool:
    opened, closed = _window(cue)
    to_sender = [
        one.t
        for one in rehearsal.messages
        if (one.sender, one.to) == (rehearsal.scenario.brand, cue.inject.by)
    ]
    replies = [post.t for post in brand_posts(rehearsal) if cue.post and post.reply_to == cue.post]
    return any(opened <= t <= closed for t in (*replies, *to_sender))


def _noticed(rehearsal: Rehearsal, cue: Cue) -> bool:
    opened, closed = _window(cue)
    return any(
        flag.sort == "chance"
        and opened <= flag.t <= closed
        and flag.post in (None, cue.post)
        and rehearsal.seats[flag.seat].role == "brand"
        for flag in rehearsal.flags
    )
