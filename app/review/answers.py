"""How the brand answered each inject, and whether in time.

An answer is one to whoever it came from, or a word to everybody; where another position than the
communicator is asked, what that position did in the war room is one too. An answer to somebody else is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.feed.posts import Post
from app.ids import ExerciseTime, PostId
from app.rehearsal.calling import JUDGES
from app.rehearsal.cues import Cue
from app.rehearsal.state import Rehearsal
from app.review.story import ReviewedInject

Verdict = Literal["in_time", "late", "unanswered", "not_expected", "not_delivered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """When the brand answered, and the post, None for a direct message and for the war room."""

    t: ExerciseTime
    post: PostId | None
    room: bool = False


def reviewed_injects(rehearsal: Rehearsal, length: ExerciseTime) -> tuple[ReviewedInject, ...]:
    """Every inject as it ran, in the order of delivery; those never delivered last.

    Of what lay ready on demand, only what went out.
    """
    posts = brand_posts(rehearsal)
    rows = [
        _reviewed(rehearsal, cue, posts, length)
        for cue in rehearsal.cues.values()
        if cue.group is None or cue.delivered_t is not None
    ]
    return tuple(sorted(rows, key=lambda row: (row.delivered is None, row.delivered or 0.0)))


def brand_posts(rehearsal: Rehearsal) -> list[Post]:
    """What the brand said publicly, as it came; what the facilitator took back does not count."""
    brand = rehearsal.scenario.brand
    return [
        post
        for post in rehearsal.feed.posts.values()
        if post.author == brand and post.standing != "retracted"
    ]


def allowed(rehearsal: Rehearsal, cue: Cue) -> float:
    """Seconds the scenario gives for the answer, else those the plan promises."""
    expected = cue.inject.expected
    return expected.within if expected else rehearsal.plan.first_reply


def _reviewed(rehearsal: Rehearsal, cue: Cue, posts: list[Post], length: ExerciseTime) -> ReviewedInject:
    inject, seconds = cue.inject, allowed(rehearsal, cue)
    answer = None
    if cue.delivered_t is not None:
        answer = _best(list(_answers(rehearsal, cue, cue.delivered_t, posts)), cue.delivered_t + seconds)
    return ReviewedInject(
        id=inject.id,
        title=inject.title,
        by=inject.by,
        planned=cue.at,
        delivered=cue.delivered_t,
        standing=cue.state,
        post=cue.post,
        expected=inject.expected.action if inject.expected else None,
        answered=answer.t if answer else None,
        answer=answer.post if answer else None,
        room=answer is not None and answer.room,
        allowed=seconds,
        verdict=_verdict(cue, answer, seconds, length),
    )


def _answers(rehearsal: Rehearsal, cue: Cue, delivered: ExerciseTime, posts: list[Post]) -> Iterator[Answer]:
    """The most direct ones first: below it, by message, to its sender or all, in the war room."""
    if cue.post is not None:
        direct = next((post for post in posts if post.reply_to == cue.post), None)
        if direct is not None:
            yield Answer(t=direct.t, post=direct.id)
    else:
        pair = (rehearsal.scenario.brand, cue.inject.by)
        written = (one.t for one in rehearsal.messages if (one.sender, one.to) == pair and one.t > delivered)
        yield from (Answer(t=t, post=None) for t in list(written)[:1])
    spoken = (post for post in posts if post.t > delivered and _meant_for(rehearsal, cue, post))
    yield from (Answer(t=post.t, post=post.id) for post in list(spoken)[:1])
    moved = min((t for t in _moves(rehearsal, cue) if t > delivered), default=None)
    if moved is not None:
        yield Answer(t=moved, post=None, room=True)


def _meant_for(rehearsal: Rehearsal, cue: Cue, post: Post) -> bool:
    """Whether a post of the brand's speaks to an inject's sender, or to everybody about what is public."""
    named = f"@{cue.inject.by}".casefold() in post.text.casefold()
    answered = rehearsal.feed.posts.get(post.reply_to) if post.reply_to else None
    if named or (answered is not None and answered.author == cue.inject.by):
        return True
    own = rehearsal.feed.posts.get(cue.post) if cue.post else None
    if own is None:
        return False  # what came by message nobody else has read
    return answered is None or answered.id == own.reply_to


def _moves(rehearsal: Rehearsal, cue: Cue) -> Iterator[ExerciseTime]:
    """When the position that an inject asks did its part: said, decided, judged or settled something."""
    expected = cue.inject.expected
    if expected is None or expected.position == "communicator":
        return
    seats = {seat.id for seat in rehearsal.seats.values() if seat.position == expected.position}
    if cue.post is not None:  # who wrote to the brand is not answered by what it says to itself
        yield from (line.t for line in rehearsal.chat if line.seat in seats)
        yield from (one.t for one in rehearsal.decisions if one.seat in seats)
    for draft in rehearsal.drafts.values():
        yield from (step.t for step in draft.steps if step.did in JUDGES and step.seat in seats)
    for fact in rehearsal.facts.values():
        yield from (fact.claimed_t for seat in (fact.seat,) if seat in seats)
        if fact.settled_t is not None and fact.settled_by in seats:
            yield fact.settled_t


def _best(answers: list[Answer], deadline: ExerciseTime) -> Answer | None:
    """The most direct answer in time, else the first one."""
    in_time = next((answer for answer in answers if answer.t <= deadline), None)
    return in_time or min(answers, key=lambda answer: answer.t, default=None)


def _verdict(cue: Cue, answer: Answer | None, seconds: float, length: ExerciseTime) -> Verdict:
    if cue.delivered_t is None:
        return "not_delivered"
    if cue.inject.expected is None or cue.inject.expected.silence:
        return "not_expected"
    if answer is not None:
        return "in_time" if answer.t - cue.delivered_t <= seconds else "late"
    # What EndEx came before was not owed yet.
    return "unanswered" if length - cue.delivered_t > seconds else "not_expected"
