"""The openings that injects and the crowd gave, and what the brand made of them."""

from dataclasses import dataclass

from app.ids import ExerciseTime, InjectId, PostId
from app.rehearsal.cues import Cue
from app.rehearsal.state import Rehearsal
from app.review.answers import brand_posts
from app.review.story import Measure, ReviewedOpening


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectChance:
    """A chance that an inject gave, and what the brand made of it."""

    inject: InjectId
    title: str
    t: ExerciseTime
    closed_t: ExerciseTime
    noticed_t: ExerciseTime | None
    taken: bool


def inject_chances(rehearsal: Rehearsal) -> tuple[InjectChance, ...]:
    """The chances of the injects that went out, in the order of the list."""
    return tuple(
        InjectChance(
            inject=cue.inject.id,
            title=cue.inject.chance.title,
            t=_window(cue)[0],
            closed_t=_window(cue)[1],
            noticed_t=_noticed(rehearsal, *_window(cue), cue.post),
            taken=_taken(rehearsal, cue),
        )
        for cue in rehearsal.cues.values()
        if cue.inject.chance and cue.delivered_t is not None
    )


def openings(rehearsal: Rehearsal) -> tuple[ReviewedOpening, ...]:
    """What the crowd gave, in the order it was there."""
    return tuple(
        ReviewedOpening(
            chance=one.id,
            opening=one.opening,
            t=one.t,
            closed_t=one.closed_t,
            post=one.post,
            why=one.why,
            noticed_t=_noticed(rehearsal, one.t, one.closed_t, one.post),
            # What was better left alone was left alone if nobody had touched it by EndEx.
            taken=one.taken or (one.opening == "leave_it" and one.closed_t is None),
            taken_by=one.taken_by if one.taken else None,
        )
        for one in rehearsal.storm.chances.values()
    )


def chances(rehearsal: Rehearsal) -> Measure:
    both: tuple[InjectChance | ReviewedOpening, ...] = (*inject_chances(rehearsal), *openings(rehearsal))
    count = len(both)
    taken = sum(one.taken for one in both)
    noticed = sum(one.noticed_t is not None for one in both)
    return Measure(
        id="chances",
        title="Chances taken",
        value=f"{taken} of {count}" if count else "–",
        note=f"{noticed} of {count} noticed" if count else "none was opened",
        held=None,
        definition=(
            "Openings that injects and the crowd gave. Of an inject, taken by a reply of the brand while it "
            "lasted; of the crowd, by the post that fits it, and one that was better left alone by leaving "
            "it. Noticed if the brand flagged a chance by then, on its post or on none."
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


def _noticed(
    rehearsal: Rehearsal, opened: ExerciseTime, closed: ExerciseTime | None, post: PostId | None
) -> ExerciseTime | None:
    """When the brand first flagged a chance while one was there, on its post or on none."""
    flagged = (
        flag.t
        for flag in rehearsal.flags
        if flag.sort == "chance"
        and opened <= flag.t
        and (closed is None or flag.t <= closed)
        and flag.post in (None, post)
        and rehearsal.seats[flag.seat].role == "brand"
    )
    return min(flagged, default=None)
