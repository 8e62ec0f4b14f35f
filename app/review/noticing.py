"""How soon the brand noticed each thing there was to notice: by what it did about it alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Literal

from app.ids import ExerciseTime
from app.rehearsal.cues import Cue
from app.rehearsal.notes import Flag
from app.review.chances import openings
from app.review.findings.finding import Finding
from app.review.findings.happened import Story
from app.review.findings.registry import MARKED_MISTAKE
from app.review.story import Measure, ReviewedOpening
from app.scenario.times import say_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A thing, when it was there, and when the brand noticed it, None if it never did."""

    sort: Literal["inject", "opening", "mistake"]
    id: str
    t: ExerciseTime
    noticed_t: ExerciseTime | None


def noticed(story: Story, found: tuple[Finding, ...]) -> tuple[Noticed, ...]:
    """Injects that expect something, openings of the crowd, mistakes that rules found; in order of time."""
    things = [*_injects(story), *_openings(story), *_mistakes(found)]
    return tuple(sorted(things, key=lambda one: (one.t, one.sort, one.id)))


def things_noticed(story: Story, found: tuple[Finding, ...]) -> Measure:
    """How many of them, and how soon half of those."""
    things = noticed(story, found)
    waits = [one.noticed_t - one.t for one in things if one.noticed_t is not None]
    missed = [one.sort for one in things if one.noticed_t is None]
    said = ", ".join(
        f"{missed.count(sort)} {sort}{'s' if missed.count(sort) > 1 else ''}" for sort in sorted({*missed})
    )
    soon = f"half within {say_time(median(waits))}" if waits else "none was noticed"
    return Measure(
        id="noticed",
        title="Things noticed",
        value=f"{len(waits)} of {len(things)}" if things else "–",
        note=f"{soon}; missed {said}" if said else soon if things else "there was nothing to notice",
        held=None,
        definition=(
            "Injects that expect an action, openings of the crowd, and mistakes that rules found. Noticed is "
            "the first thing the brand did about it: of an inject, a flag on its post, or on none within the "
            "time its answer has; a draft, an assignment or an answer to it; a fact that its account asks "
            "for; a decision that names it. Of an opening, a flag of a chance while it was there, or a draft "
            "on its post. Of a mistake, a flag on its post or near its moment. Nothing else counts."
        ),
    )


def _injects(story: Story) -> Iterator[Noticed]:
    for cue in story.rehearsal.cues.values():
        if cue.delivered_t is not None and cue.inject.expected is not None:
            signs = (t for t in _about(story, cue, cue.delivered_t) if t >= cue.delivered_t)
            first = min(signs, default=None)
            yield Noticed(sort="inject", id=cue.inject.id, t=cue.delivered_t, noticed_t=first)


def _about(story: Story, cue: Cue, since: ExerciseTime) -> Iterator[ExerciseTime]:
    """When the brand did something about an inject."""
    rehearsal, by = story.rehearsal, cue.inject.by
    within = cue.inject.expected.within if cue.inject.expected else 0.0
    for flag in _flags(story):
        if flag.post is None and since <= flag.t <= since + within:
            yield flag.t
    yield from (fact.claimed_t for fact in rehearsal.facts.values() if fact.asked_by == by)
    yield from (
        one.t for one in rehearsal.decisions if f"@{by}".casefold() in f"{one.what} {one.why}".casefold()
    )
    yield from (one.t for one in rehearsal.messages if (one.sender, one.to) == (rehearsal.scenario.brand, by))
    if cue.post is not None:
        yield from (flag.t for flag in _flags(story) if flag.post == cue.post)
        yield from (draft.opened_t for draft in rehearsal.drafts.values() if draft.reply_to == cue.post)
        yield from (one.t for one in story.answers_to(cue.post))
        if cue.post in rehearsal.assigned:
            yield rehearsal.assigned[cue.post].t


def _openings(story: Story) -> Iterator[Noticed]:
    for one in openings(story.rehearsal):
        signs = [one.noticed_t] if one.noticed_t is not None else []
        signs += _drafts_on(story, one)
        yield Noticed(sort="opening", id=one.chance, t=one.t, noticed_t=min(signs, default=None))


def _drafts_on(story: Story, opening: ReviewedOpening) -> list[ExerciseTime]:
    until = story.length if opening.closed_t is None else opening.closed_t
    drafts = story.rehearsal.drafts.values()
    there = (one.opened_t for one in drafts if opening.post is not None and one.reply_to == opening.post)
    return [t for t in there if opening.t <= t <= until]


def _mistakes(found: tuple[Finding, ...]) -> Iterator[Noticed]:
    for one in found:
        if one.sort == "mistake" and one.rule != MARKED_MISTAKE.id:
            late = None if one.noticed_t is None else max(one.t, one.noticed_t)
            yield Noticed(sort="mistake", id=one.id, t=one.t, noticed_t=late)


def _flags(story: Story) -> Iterator[Flag]:
    seats = story.rehearsal.seats
    return (one for one in story.rehearsal.flags if seats[one.seat].role == "brand")
