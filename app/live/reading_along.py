"""A reader of others reads the brand's posts: one at a time, off the loop, never waited for.

What it makes of them is asked for like anything else, and stands in the log: it is asked about a text
once, and never by a replay. A reading that is late or fails is none, and the lists read as ever.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from time import monotonic

from app.feed.gist import Gist
from app.feed.posts import Post
from app.ids import ExerciseTime, PostId
from app.live.aside import aside
from app.rehearsal.commands import ReadPost
from app.rehearsal.state import Rehearsal

DEADLINE = 5.0
"""Wall seconds a reading may take."""
FRESH = 60.0
"""Wall seconds, at the rehearsal's speed, within which a post is new enough to be read."""

Read = Callable[[str, str], Gist]
"""What a text in a language does."""

_logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class _Asked:
    post: PostId
    text: str
    began: float
    answer: "Future[Gist]"
    late: bool = False


class ReadingAlong:
    """One room's reader; without one it does nothing."""

    def __init__(self, read: Read | None, clock: Callable[[], float] = monotonic) -> None:
        self._read = read
        self._clock = clock
        self._asked: _Asked | None = None
        self._begun: set[tuple[PostId, str]] = set()
        self._told: set[str] = set()

    def turn(self, rehearsal: Rehearsal, t: ExerciseTime) -> ReadPost | None:
        """The reading that has come since the last turn, if any; the next one is begun. Never waits."""
        if self._read is None:
            return None
        come = None if self._asked is None else self._answered(self._asked)
        if self._asked is None:
            post = self._next(rehearsal, t)
            if post is not None:
                self._begin(self._read, post, rehearsal.scenario.language)
        return come

    def _next(self, rehearsal: Rehearsal, t: ExerciseTime) -> Post | None:
        """The oldest new post of the brand that nobody has read."""
        since = t - FRESH * max(1.0, rehearsal.clock.speed)
        found = None
        for post in reversed(rehearsal.feed.posts.values()):
            if max(post.t, post.edited_t or 0.0) < since:
                break
            if post.author == rehearsal.scenario.brand and self._unread(rehearsal, post):
                found = post
        return found

    def _unread(self, rehearsal: Rehearsal, post: Post) -> bool:
        known = post.id in rehearsal.storm.gists or (post.id, post.text) in self._begun
        return post.standing == "up" and not known

    def _begin(self, read: Read, post: Post, language: str) -> None:
        self._begun.add((post.id, post.text))
        answer = aside(partial(read, post.text, language), f"reader of {post.id}")
        self._asked = _Asked(post=post.id, text=post.text, began=self._clock(), answer=answer)

    def _answered(self, asked: _Asked) -> ReadPost | None:
        if not asked.answer.done():
            if not asked.late and self._clock() - asked.began > DEADLINE:
                asked.late = True
                self._tell("late", f"no answer within {DEADLINE:g} s")
            return None
        self._asked = None
        fault = asked.answer.exception()
        if fault is not None:
            self._tell(type(fault).__name__, type(fault).__name__)
        if asked.late or fault is not None:
            return None
        return ReadPost(post=asked.post, text=asked.text, gist=asked.answer.result())

    def _tell(self, cause: str, detail: str) -> None:
        """Say once what is wrong with the reader: it may be so for every post of a drill."""
        if cause not in self._told:
            self._told.add(cause)
            _logger.warning("the reader that was plugged in fails, and the lists read: %s", detail)
