"""In which order a platform shows posts: the same for every viewer."""

from collections.abc import Iterable

from app.feed.platforms import Platform
from app.feed.posts import Feed, Post
from app.ids import ExerciseTime, PostId

Key = tuple[bool, float, ExerciseTime, int]


def order(
    feed: Feed, platform: Platform, t: ExerciseTime, *, under: PostId | None = None
) -> tuple[PostId, ...]:
    """The posts of a platform, the first one first; with `under`, the direct replies to a post.

    What is pinned comes before all else. What is gone keeps its place where the platform leaves a tombstone
    over replies, and is left out elsewhere.

    Args:
        feed: all posts.
        platform: whose; its `score` says what counts.
        t: exercise time of looking.
        under: the post whose replies are wanted, None for those that start a thread.
    """
    here = [one for one in _candidates(feed, under) if one.platform == platform.id and _stands(one, platform)]
    return tuple(one.id for one in sorted(here, key=lambda one: _key(one, platform, t), reverse=True))


def score(post: Post, platform: Platform, t: ExerciseTime) -> float:
    """What a post's place follows from; see `Score`."""
    rule = platform.score
    points = (
        rule.base
        + rule.like * post.likes
        + rule.reply * post.answers
        + rule.repost * post.reposts
        + rule.down * post.downs
    )
    return points if rule.settles is None else points / (1 + max(0.0, t - post.t) / rule.settles)


def _candidates(feed: Feed, under: PostId | None) -> Iterable[Post]:
    if under is None:
        return (post for post in feed.posts.values() if post.reply_to is None)
    return (feed.posts[name] for name in feed.posts[under].replies)


def _stands(post: Post, platform: Platform) -> bool:
    return post.standing == "up" or (platform.delete == "author_tombstone" and bool(post.replies))


def _key(post: Post, platform: Platform, t: ExerciseTime) -> Key:
    return (post.pinned, score(post, platform, t), post.t, int(post.id[1:]))
