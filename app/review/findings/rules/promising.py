"""Rules about what the brand said it would do, and did not."""

import re
from collections.abc import Iterator
from datetime import datetime

from app.feed.posts import Post
from app.ids import ExerciseTime, SeatId
from app.rehearsal import events as e
from app.review.findings.happened import Act, Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import at, fate, quoted
from app.scenario.times import say_time

GRACE = 60.0
"""Exercise seconds after which a promise of a minute is broken."""
_CLOCK = re.compile(r"(?<![\d:.])(?P<hours>[01]?\d|2[0-3])[:h](?P<minutes>[0-5]\d)(?![\d:])")


def promise_missed(story: Story) -> Iterator[Case]:
    """Promises of a time of day that went by in silence."""
    for post in story.brand_posts:
        due = due_of(story, post)
        if due is None or due + GRACE > story.length or story.said_between(post.t, due + GRACE):
            continue
        yield Case(
            key=post.id,
            t=due,
            what=f"{post.id} promised more for {at(due)}: {quoted(story.wording(post.id))}. None came.",
            evidence=(story.cite_post(post.id),),
            done=_next_word(story, due),
            confidence="likely",
        )


def promise_open(story: Story) -> Iterator[Case]:
    """Promises of more, without a time, that nothing followed."""
    patience = story.rehearsal.plan.first_reply
    for post in story.brand_posts:
        due = post.t + patience
        if not story.gist(post).holding or due_of(story, post) is not None or due > story.length:
            continue
        if not story.said_between(post.t, due):
            yield Case(
                key=post.id,
                t=due,
                what=(
                    f"{post.id} said that more would come: {quoted(story.wording(post.id))}. For "
                    f"{say_time(patience)} nothing did."
                ),
                evidence=(story.cite_post(post.id),),
                done=_next_word(story, due),
                confidence="likely",
            )


def due_of(story: Story, post: Post) -> ExerciseTime | None:
    """The exercise time a post promises something for, where it names a time of the day still to come."""
    words = story.wording(post.id)
    clock = _CLOCK.search(words)
    if clock is None or not promises(story, post):
        return None
    start = datetime.fromisoformat(story.rehearsal.scenario.story_start)
    named = start.replace(hour=int(clock["hours"]), minute=int(clock["minutes"]), second=0)
    due = (named - start).total_seconds()
    return due if due > post.t else None


def promises(story: Story, post: Post) -> bool:
    """Whether a post says that something will follow."""
    gist = story.gist(post)
    return gist.holding or any(cue.family == "promise" for cue in gist.found)


def _next_word(story: Story, after: ExerciseTime) -> str:
    post = next((one for one in story.brand_posts if one.t > after), None)
    return f"The next word was {post.id} at {at(post.t)}." if post else ""


def handover_gap(story: Story) -> Iterator[Case]:
    """Seats that promised something, went, and left nobody who kept it."""
    patience = story.rehearsal.plan.first_reply
    for act in story.of(e.SeatLeft):
        seat = act.event.seat if isinstance(act.event, e.SeatLeft) else SeatId("")
        last = next((post for post in reversed(story.brand_posts) if post.t <= act.t), None)
        if last is None or not promises(story, last) or _speaker(story, last) != seat:
            continue
        if act.t + patience <= story.length and not story.said_between(act.t, act.t + patience):
            yield _gap(story, act, seat, last, patience)


def _gap(story: Story, act: Act, seat: SeatId, last: Post, patience: float) -> Case:
    return Case(
        key=f"{last.id}.{act.seq}",
        t=act.t,
        until=act.t + patience,
        what=(
            f"{story.title(seat)} promised more with {last.id} and left at {at(act.t)}. For "
            f"{say_time(patience)} nobody else said anything."
        ),
        evidence=(story.cite(act), story.cite_post(last.id)),
        done=_next_word(story, act.t + patience),
        confidence="likely",
    )


def _speaker(story: Story, post: Post) -> SeatId | None:
    origin = story.rehearsal.origins.get(post.id)
    return origin.seat if origin else None


def task_overdue(story: Story) -> Iterator[Case]:
    """Tasks that were not done by when they were due."""
    for task in story.rehearsal.tasks.values():
        if task.due is None or task.due > story.length:
            continue
        if task.done_t is not None and task.done_t <= task.due:
            continue
        owner = f" {story.title(task.owner)} had it." if task.owner else " It was nobody's."
        yield Case(
            key=task.id,
            t=task.due,
            what=f"{quoted(task.text)} was due at {at(task.due)}.{owner}",
            evidence=story.cites("task", task.id),
            done=f"Done at {at(task.done_t)}." if task.done_t is not None else "",
        )


def pasted(story: Story) -> Iterator[Case]:
    """The same line, word for word, a third time."""
    said: dict[str, list[Post]] = {}
    for post in story.brand_posts:
        said.setdefault(" ".join(story.wording(post.id).casefold().split()), []).append(post)
    for same in said.values():
        if len(same) < THRICE:
            continue
        third = same[THRICE - 1]
        yield Case(
            key=third.id,
            t=third.t,
            until=same[-1].t,
            what=f"{quoted(story.wording(third.id))} went out {len(same)} times.",
            evidence=tuple(story.cite_post(post.id) for post in (third, *same[:2], *same[THRICE:])),
            done=fate(story, third),
        )


THRICE = 3

RULES = (
    mistake(
        "promise_missed",
        "A promised time went by",
        "A post of the brand said that something would follow, and named a time of day that fell within the "
        f"drill. Up to {GRACE:.0f} seconds after it the brand had posted nothing more.",
        promise_missed,
    ),
    mistake(
        "promise_open",
        "Said that more would come, and went quiet",
        "A post of the brand said that more would follow, without a time, and for as long as the plan "
        "promises for a first reply nothing did.",
        promise_open,
    ),
    mistake(
        "handover_gap",
        "Whoever promised had left",
        "The seat that had published the brand's latest post, which said that something would follow, was "
        "left, and for as long as the plan promises for a first reply the brand posted nothing.",
        handover_gap,
    ),
    mistake(
        "task_overdue",
        "A task was not done in time",
        "A task of the war room was not ticked off by the time it was due. Tasks due after EndEx are left "
        "out.",
        task_overdue,
    ),
    mistake(
        "pasted",
        "The same line, again and again",
        "The brand posted the same words three times or more; capitals and spaces make no difference.",
        pasted,
    ),
)
