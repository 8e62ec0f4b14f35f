"""What each post's counters grow by in one beat: young posts are told at once, old ones now and then."""

from typing import Final

from app import exact
from app.chance import between
from app.crowd.audience import NOTHING, Audience, Totals
from app.feed.posts import Post
from app.ids import ExerciseTime, PostId
from app.rehearsal.state import Rehearsal

AGES: Final = ((30.0, 1), (120.0, 2), (600.0, 5), (1_800.0, 15))
"""Up to that age in exercise seconds, a post is told every so many steps of the crowd."""
OLD: Final = 30
READ_ON: Final = (0.0005, 0.02)
"""Part of a post's readers who read on to a certain reply to it, from the least to the most."""
READ_IN: Final = 600.0
"""Exercise seconds in which two thirds of those have."""
LIKED: Final = (0.002, 0.016)
PART, LIKES = 80, 81
"""Streams of chance."""
Row = tuple[PostId, int, int, int, int]


def counts(rehearsal: Rehearsal, audience: Audience, t: ExerciseTime) -> tuple[Row, ...]:
    """Increments for the posts that are up and whose turn it is, in the order of the feed."""
    before, now = rehearsal.mood.tick, audience.tick
    posts = rehearsal.feed.posts.values()
    due = (post for post in posts if post.standing == "up" and _due(post, t, before, now))
    rows = (_grown(post, _totals(rehearsal, audience, post, t)) for post in due)
    return tuple(row for row in rows if any(row[1:]))


def _due(post: Post, t: ExerciseTime, before: int, now: int) -> bool:
    """Whether its turn has come since step `before`; posts take turns by their numbers."""
    age, number = t - post.t, int(post.id[1:])
    period = next((often for until, often in AGES if age < until), OLD)
    return (now + number) // period > (before + number) // period


def _totals(rehearsal: Rehearsal, audience: Audience, post: Post, t: ExerciseTime) -> Totals:
    entity = audience.intake.names.get(post.id)
    if entity is not None:
        return audience.shown(entity)
    above = rehearsal.feed.posts.get(post.reply_to or post.quote or PostId(""))
    return NOTHING if above is None else read_on(rehearsal.seed, post.id, t - post.t, above.crowd.reach)


def read_on(seed: int, post: PostId, age: float, reach: int) -> Totals:
    """A reply of the crowd lives off its thread: some of the readers read on, some of those like it.

    Args:
        seed: of the rehearsal.
        post: the reply.
        age: its age in exercise seconds.
        reach: views of what it stands below.
    """
    number = int(post[1:])
    low, high = READ_ON
    part = low * exact.exp(between(0.0, exact.log(high / low), seed, number, PART))
    views = reach * part * (1 - exact.exp(-age / READ_IN))
    return int(views * between(*LIKED, seed, number, LIKES)), 0, 0, int(views)


def _grown(post: Post, totals: Totals) -> Row:
    """What the log does not have yet of a post's totals."""
    likes, reposts, replies, reach = totals
    there = post.crowd
    return (
        post.id,
        max(0, likes - there.likes),
        max(0, reposts - there.reposts),
        max(0, replies - there.replies),
        max(0, reach - there.reach),
    )
