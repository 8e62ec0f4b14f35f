"""Rules about openings: those injects and the crowd gave, and those seen early."""

from collections.abc import Iterator
from functools import partial

from app.ids import ExerciseTime, InjectId
from app.rehearsal.events import Opening
from app.review.chances import inject_chances, openings
from app.review.findings.finding import Cite
from app.review.findings.happened import Story
from app.review.findings.rule import Case, Rule, opportunity
from app.review.findings.words import at
from app.scenario.times import say_time

EARLY = 120.0
"""Exercise seconds in which a chance is seen early."""


def inject_window(story: Story) -> Iterator[Case]:
    """The chances of injects."""
    for one in inject_chances(story.rehearsal):
        yield Case(
            key=one.inject,
            t=one.t,
            until=min(one.closed_t, story.length),
            what=f"{one.title.rstrip('.')}. There from {at(one.t)} for {say_time(one.closed_t - one.t)}.",
            evidence=(*story.cites("inject", one.inject), *_post_of(story, one.inject)),
            done="It was answered while it lasted." if one.taken else "",
            taken=one.taken,
        )


def _post_of(story: Story, inject: InjectId) -> tuple[Cite, ...]:
    return story.cites("post", next((one.post for one in story.injects if one.id == inject), None))


def crowd_opening(opening: Opening, story: Story) -> Iterator[Case]:
    """The crowd's openings of one kind."""
    for one in openings(story.rehearsal):
        if one.opening != opening:
            continue
        until = story.length if one.closed_t is None else one.closed_t
        by = f"Taken by {one.taken_by}." if one.taken_by else "Taken." if one.taken else ""
        yield Case(
            key=one.chance,
            t=one.t,
            until=until,
            what=f"{one.why.rstrip('.')}. There from {at(one.t)} to {at(until)}.",
            evidence=(*story.cites("opening", one.chance), *story.cites("post", one.post, one.taken_by)),
            done=by,
            taken=one.taken,
        )


def early_flag(story: Story) -> Iterator[Case]:
    """Chances that the brand flagged soon."""
    for one in inject_chances(story.rehearsal):
        if _early(one.t, one.noticed_t):
            yield _seen_early(story, one.inject, one.t, one.noticed_t, taken=one.taken)
    for other in openings(story.rehearsal):
        if _early(other.t, other.noticed_t):
            yield _seen_early(story, other.chance, other.t, other.noticed_t, taken=other.taken)


def _early(opened: ExerciseTime, noticed: ExerciseTime | None) -> bool:
    return noticed is not None and noticed - opened <= EARLY


def _seen_early(
    story: Story, name: str, opened: ExerciseTime, noticed: ExerciseTime | None, *, taken: bool
) -> Case:
    seen = opened if noticed is None else noticed
    return Case(
        key=name,
        t=seen,
        what=f"{name} was flagged {say_time(seen - opened)} after it was there.",
        evidence=(*story.cites("inject", name), *story.cites("opening", name)),
        done="It was taken." if taken else "",
        taken=taken,
    )


_OPENINGS: dict[Opening, tuple[str, str]] = {
    "self_irony": ("Laugh at yourself", "People were amused more than hurt. Taken by a joke"),
    "ally": (
        "An ally offers help",
        "An account that many follow spoke up for the brand. Taken by an answer to it",
    ),
    "receipts": (
        "Show receipts",
        "A fact was confirmed, nobody had been told, and people were angry. Taken by citing one",
    ),
    "cause": (
        "Turn it to a cause",
        "An organisation turned the anger into a demand that could be met. Taken by an answer",
    ),
    "wit": ("Quick wit", "All were looking, and in a good mood. Taken by a joke"),
    "critic_won": (
        "Win the critic",
        "A critic was there at that very moment. Taken by speaking to them",
    ),
    "steal_thunder": (
        "Tell it first",
        "Press or a contact knew, and nothing was written. Taken by telling it first",
    ),
    "leave_it": ("Leave it alone", "Hardly anybody saw the criticism. Taken by leaving it alone"),
}


def _rule(opening: Opening) -> Rule:
    title, when = _OPENINGS[opening]
    definition = f"{when}. The crowd's model opens and closes it, and says whether it was taken."
    return opportunity(f"opening_{opening}", title, definition, partial(crowd_opening, opening))


RULES = (
    opportunity(
        "inject_window",
        "A chance an inject opened",
        "An inject with a chance went out. Taken by a reply of the brand to it, or a message to its author, "
        "while it lasted.",
        inject_window,
    ),
    *(_rule(opening) for opening in _OPENINGS),
    opportunity(
        "early_flag",
        "A chance seen early",
        f"Somebody of the brand flagged a chance within {EARLY / 60:.0f} minutes after an inject or the "
        "crowd had opened it. Taken if the opening was.",
        early_flag,
    ),
)
