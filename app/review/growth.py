"""How each post's counters grew, in few enough points to be drawn."""

from collections.abc import Iterable
from math import floor

from app.feed.posts import Feed, Post
from app.ids import ExerciseTime, PostId
from app.rehearsal import events as e
from app.review.story import CountAt

EVERY = 30.0
"""Exercise seconds between two points of a post, or more."""
MOST_POINTS = 40


class Growth:
    """Follows a log: `reach` the time of each entry before it is applied, then `see` its events.

    A point holds until the next one: a post that nobody touches gets none.
    """

    def __init__(self) -> None:
        self._points: dict[PostId, list[CountAt]] = {}
        self._gaps: dict[PostId, float] = {}
        self._moved: dict[PostId, None] = {}
        self._next = EVERY

    def reach(self, feed: Feed, t: ExerciseTime) -> None:
        """Take the points that fell due before `t`, of the posts moved since the last."""
        if t < self._next:
            return
        due, self._next = self._next, floor(t / EVERY) * EVERY + EVERY
        self._moved = {post: None for post in self._moved if not self._take(feed.posts[post], due, t)}

    def see(self, feed: Feed, events: Iterable[e.Event]) -> None:
        """Note the posts that an entry touched."""
        touched: list[PostId | None] = []
        for event in events:
            match event:
                case e.PostPublished(reply_to=reply_to, quote=quote):
                    touched += [reply_to, quote]
                case e.PostLiked() | e.PostUnliked() | e.PostReposted() | e.PostUnreposted():
                    touched.append(event.post)
                case e.CrowdActed(counts=counts):
                    touched += [post for post, *_ in counts]
                case _:
                    pass
        self._moved.update((post, None) for post in touched if post in feed.posts)

    def finish(self, feed: Feed, t: ExerciseTime) -> None:
        """Take the last points, at the end of the log."""
        for post in self._moved:
            points = self._points.setdefault(post, [])
            if points and points[-1].t == t:
                points.pop()
            points.append(_count(feed.posts[post], t))
        self._moved.clear()

    def of(self, post: Post) -> tuple[CountAt, ...]:
        """A post's points, from nothing at its own time, at most `MOST_POINTS`."""
        taken = [point for point in self._points.get(post.id, ()) if point.t > post.t]
        return (CountAt(t=post.t, likes=0, reposts=0, replies=0, reach=0), *taken)

    def _take(self, post: Post, due: ExerciseTime, t: ExerciseTime) -> bool:
        points = self._points.setdefault(post.id, [])
        gap = self._gaps.get(post.id, EVERY)
        moment = max(due, points[-1].t + gap) if points else due
        if moment > t:
            return False
        points.append(_count(post, moment))
        # Room is left for the point at the post's own time and the one at the end.
        if len(points) > MOST_POINTS - 2:
            self._points[post.id] = points[1::2]
            self._gaps[post.id] = gap * 2
        return True


def _count(post: Post, t: ExerciseTime) -> CountAt:
    return CountAt(t=t, likes=post.likes, reposts=post.reposts, replies=post.answers, reach=post.crowd.reach)
