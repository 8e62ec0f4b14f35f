"""Rules about the decision model: who had to say yes, and whom a draft waited for."""

from collections.abc import Iterator

from app.feed.intent import Strategy
from app.ids import ExerciseTime, SeatId
from app.rehearsal import events as e
from app.rehearsal import turns
from app.rehearsal.drafts import Draft
from app.rehearsal.turns import Wait
from app.review.findings.happened import Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import at, fate, listed, position, quoted
from app.scenario.plan import Position
from app.scenario.routes import ContentClass
from app.scenario.times import say_time

LIGHT: tuple[ContentClass, ...] = ("routine", "information")
"""Classes that ask for less than owning it, or paying for it, does."""
HEAVY: tuple[tuple[Strategy, ContentClass], ...] = (("compensate", "compensation"), ("apology", "apology"))
"""What words do, and the class they are of then; money before an apology."""
MOSTLY = 0.75
"""Part of what a post's words do, from which on that is what it is."""


def unapproved(story: Story) -> Iterator[Case]:
    """Drafts that went out without every approval."""
    for act in story.of(e.DraftPublished):
        event = act.event
        if not isinstance(event, e.DraftPublished) or event.unapproved is None:
            continue
        draft = story.rehearsal.drafts[event.draft]
        missing = [one for one in _needed(story, draft) if one not in draft.approved_by]
        without = f" without {listed(position(one) for one in missing)}" if missing else ""
        yield Case(
            key=event.post,
            t=act.t,
            what=f"{event.draft} went out as {event.post}{without}: {quoted(event.unapproved)}.",
            evidence=(story.cite(act), story.cite_post(event.post)),
            done=fate(story, story.rehearsal.feed.posts[event.post]),
        )


def _needed(story: Story, draft: Draft) -> tuple[Position, ...]:
    """The approvals it was handed in for; those of its class where it never was handed in."""
    rehearsal = story.rehearsal
    return draft.needs or rehearsal.plan.route_for(draft.content, rehearsal.severity).needs


def wrong_class(story: Story) -> Iterator[Case]:
    """Drafts that went the way of plain facts, and were an apology or an offer of money."""
    plan = story.rehearsal.plan
    for act in story.of(e.DraftPublished):
        event = act.event
        if not isinstance(event, e.DraftPublished) or not plan.routes:
            continue
        draft = story.rehearsal.drafts[event.draft]
        if draft.content not in LIGHT or (heavy := _meant(draft) or _read(story, draft)) is None:
            continue
        yield Case(
            key=event.post,
            t=act.t,
            what=f"{_told(draft, heavy)}: {quoted(draft.text)}.{_unasked(story, draft, heavy)}",
            evidence=(story.cite(act), story.cite_post(event.post)),
            done=fate(story, story.rehearsal.feed.posts[event.post]),
            confidence="certain" if _meant(draft) else "likely",
        )


def _meant(draft: Draft) -> ContentClass | None:
    """The class that its author's own chips say."""
    chips = draft.intent.strategies if draft.intent else ()
    return next((content for strategy, content in HEAVY if strategy in chips), None)


def _read(story: Story, draft: Draft) -> ContentClass | None:
    """The class that its words say, as far as they do little else."""
    post = story.rehearsal.feed.posts[draft.post] if draft.post else None
    found = (content for strategy, content in HEAVY if post and story.does(post, strategy) >= MOSTLY)
    return next(found, None)


def _told(draft: Draft, heavy: ContentClass) -> str:
    by = "by its author's own word" if _meant(draft) else "by its words"
    return f"{draft.id} went out as {draft.content}, and {by} was of the class {heavy}"


def _unasked(story: Story, draft: Draft, heavy: ContentClass) -> str:
    """Whose yes the class it was of would have needed besides."""
    needs = story.rehearsal.plan.route_for(heavy, story.rehearsal.severity).needs
    missing = [position(one) for one in needs if one not in draft.approved_by]
    return f" That class needs a yes of {listed(missing)}." if missing else ""


def empty_rung(story: Story) -> Iterator[Case]:
    """Drafts published with every yes that was asked for, where a step of the ladder had nobody."""
    for draft in story.rehearsal.drafts.values():
        asked = story.rehearsal.plan.route(draft.route).needs
        skipped = [one for one in asked if one not in draft.needs or one in draft.absent]
        if draft.post is None or draft.unapproved is not None or not skipped:
            continue
        published = next(step for step in draft.steps if step.did == "published")
        yield Case(
            key=draft.post,
            t=published.t,
            what=f"{draft.id} went out as {draft.post}; nobody held the place of {_places(skipped)}.",
            evidence=(*story.cites("draft", draft.id), story.cite_post(draft.post)),
        )


def _places(positions: list[Position]) -> str:
    return listed(position(one) for one in positions)


def waited_idle(story: Story) -> Iterator[Case]:
    """Drafts that waited longer than allowed for a seat that did nothing else."""
    for draft in story.rehearsal.drafts.values():
        for number, wait in enumerate(waits(story, draft), start=1):
            seats = [seat.id for seat in story.rehearsal.seats.values() if seat.position == wait.position]
            allowed = wait.within
            if not wait.late or not seats:
                continue
            if _did_something(story, seats, wait.since, wait.until):
                continue
            yield Case(
                key=f"{draft.id}.{number}",
                t=wait.since + allowed,
                until=wait.until,
                what=(
                    f"{draft.id} waited {say_time(wait.took)} for {position(wait.position)}, "
                    f"who had {say_time(allowed)} and did nothing else meanwhile."
                ),
                evidence=story.cites("draft", draft.id),
            )


def _did_something(story: Story, seats: list[SeatId], since: ExerciseTime, until: ExerciseTime) -> bool:
    return any(act.by in seats and since < act.t < until for act in story.acts)


def waits(story: Story, draft: Draft) -> Iterator[Wait]:
    """A draft's waits for its approvals, in order; one that never ended lasts until the log does."""
    return turns.waits(draft, story.rehearsal.plan, story.length)


def unreasoned(story: Story) -> Iterator[Case]:
    """Decisions of which nobody can say later why they were taken."""
    for one in story.rehearsal.decisions:
        if not one.why and not one.rests_on:
            yield Case(
                key=one.id,
                t=one.t,
                what=f"{at(one.t)}: {quoted(one.what)} has neither a reason nor an assumption it rests on.",
                evidence=story.cites("decision", one.id),
            )


RULES = (
    mistake(
        "unapproved",
        "Published unapproved",
        "A draft became a post before every position of the decision model had said yes, by breaking the "
        "glass. A holding statement needs no approval and is never meant.",
        unapproved,
    ),
    mistake(
        "wrong_class",
        "Published in the wrong class",
        "A draft went out as routine or as information, on a plan with routes for classes, while the chips "
        "of its author said apology or compensation, or its words did: three quarters or more of what they "
        "do is one of the two, where the facilitator said nothing else.",
        wrong_class,
    ),
    mistake(
        "empty_rung",
        "A step of the decision model had nobody",
        "A draft went out with every approval that was asked for, while a step of the plan's ladder was not "
        "asked because nobody, not even a stand-in, sat there.",
        empty_rung,
    ),
    mistake(
        "waited_idle",
        "A draft waited for an idle seat",
        "A draft waited for a position longer than its step of the ladder allows, and nobody there did "
        "anything at all meanwhile: no chat, no fact, no other draft.",
        waited_idle,
    ),
    mistake(
        "unreasoned",
        "A decision without a reason",
        "A decision was written down with neither a reason nor an assumption of the plan it rests on.",
        unreasoned,
    ),
)
