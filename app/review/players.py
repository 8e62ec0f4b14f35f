"""What critics and bystanders kept to themselves while it ran: opened for everybody once it is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.ids import CaptureId, ExerciseTime, PostId, SeatId
from app.rehearsal.crew import Captured, MoodReading, Verdict
from app.rehearsal.notes import ChatLine
from app.rehearsal.state import Rehearsal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedGoal:
    """A private goal: `reached` is None where nobody has judged it."""

    title: str
    points: int
    reached: bool | None
    t: ExerciseTime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedCard:
    """A seat's private goals, the points it won and those there were."""

    seat: SeatId
    goals: tuple[ReviewedGoal, ...]
    won: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A mistake: the brand deleted or rewrote a post of which somebody had a screenshot.

    Attributes:
        t: when it took the post back; `taken_t` is when the first screenshot was taken.
        shown: the first post that showed it, None where it was kept.
    """

    post: PostId
    how: Literal["deleted", "edited"]
    t: ExerciseTime
    capture: CaptureId
    taken_t: ExerciseTime
    shown: PostId | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Players:
    """All of it: screenshots, the critics' chat, moods, verdicts, goals, and what was taken back."""

    captures: tuple[Captured, ...]
    crew: tuple[ChatLine, ...]
    moods: tuple[MoodReading, ...]
    verdicts: tuple[Verdict, ...]
    cards: tuple[ReviewedCard, ...]
    taken_back: tuple[TakenBack, ...]


def players(rehearsal: Rehearsal) -> Players:
    """What a rehearsal's critics and bystanders kept to themselves."""
    return Players(
        captures=tuple(rehearsal.captures.values()),
        crew=tuple(rehearsal.crew),
        moods=tuple(rehearsal.moods),
        verdicts=tuple(rehearsal.verdicts.values()),
        cards=tuple(_cards(rehearsal)),
        taken_back=tuple(taken_back(rehearsal)),
    )


def taken_back(rehearsal: Rehearsal) -> Iterator[TakenBack]:
    """Posts of the brand that were deleted or rewritten after a screenshot of those very words."""
    posts, brand = rehearsal.feed.posts, rehearsal.scenario.brand
    seen: set[PostId] = set()
    for one in rehearsal.captures.values():
        post = posts[one.shot.post]
        if post.author != brand or post.id in seen:
            continue
        if post.standing == "deleted" and post.gone_t is not None:
            seen.add(post.id)
            yield _taken_back(rehearsal, one, "deleted", post.gone_t)
        elif post.edited_t is not None and post.text != one.shot.text:
            seen.add(post.id)
            yield _taken_back(rehearsal, one, "edited", post.edited_t)


def _taken_back(
    rehearsal: Rehearsal, one: Captured, how: Literal["deleted", "edited"], t: ExerciseTime
) -> TakenBack:
    shown = next(
        (
            post.id
            for post in rehearsal.feed.posts.values()
            if post.shows is not None and post.shows.post == one.shot.post and post.t >= t
        ),
        None,
    )
    end = "and it was shown" if shown else "and it was kept"
    return TakenBack(
        post=one.shot.post,
        how=how,
        t=t,
        capture=one.id,
        taken_t=one.shot.taken_t,
        shown=shown,
        sentence=f"The post was {how} after somebody had a screenshot of it, {end}.",
    )


def _cards(rehearsal: Rehearsal) -> Iterator[ReviewedCard]:
    for seat in rehearsal.scenario.seats:
        goals: list[ReviewedGoal] = []
        for number, goal in enumerate(seat.card.goals):
            standing = rehearsal.goals.get((seat.id, number))
            goals.append(
                ReviewedGoal(
                    title=goal.title,
                    points=goal.points,
                    reached=standing.reached if standing else None,
                    t=standing.t if standing else None,
                )
            )
        if goals:
            yield ReviewedCard(
                seat=seat.id,
                goals=tuple(goals),
                won=sum(one.points for one in goals if one.reached),
                of=sum(one.points for one in goals),
            )
