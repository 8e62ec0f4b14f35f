"""What a review asks of whoever reads words: the crowd, or nobody."""

from collections.abc import Callable
from typing import Protocol

from app.feed.gist import Gist
from app.feed.intent import Intent, Strategy


class Apart(Protocol):
    """How chips and words disagree; `app.crowd.proposing.Disagreement` is one."""

    @property
    def read(self) -> tuple[Strategy, ...]: ...
    @property
    def words(self) -> tuple[str, ...]: ...


Compare = Callable[[Intent, str, str, Gist | None], Apart | None]
"""Chips, a text, its language, and what a reader of others made of it: how they disagree, if they do."""


def never_apart(_intent: Intent, _text: str, _language: str, _gist: Gist | None) -> Apart | None:
    """Without a crowd nobody compares."""
    return None


Read = Callable[[str, str], Gist]
"""A text and its language: what its words do. `app.crowd.reading.read` is one."""


def unread(_text: str, _language: str) -> Gist:
    """Without a crowd nobody reads: rules about words find nothing."""
    return Gist()
