"""Words that the sentences of several rules share."""

from collections.abc import Iterable

from app.feed.posts import Post
from app.ids import ExerciseTime
from app.review.findings.happened import Story
from app.scenario.plan import Position
from app.scenario.times import say_time

SHORT = 90
"""Characters of a post that are quoted."""


def at(t: ExerciseTime) -> str:
    """A moment: `T+12:30`."""
    return f"T+{say_time(t)}"


def quoted(text: str) -> str:
    """A post's words, shortened, between quotes."""
    plain = " ".join(text.split()).removesuffix(".")
    return f"“{plain if len(plain) <= SHORT else plain[: SHORT - 1].rstrip() + '…'}”"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = list(words)
    return f"{', '.join(first)} and {last}" if first else last


def position(name: Position) -> str:
    """A position in words."""
    return name.replace("_", " ")


def fate(story: Story, post: Post) -> str:
    """What became of a post of the brand: nothing, an edit, or its end."""
    if post.gone_t is not None:
        return f"Taken down at {at(post.gone_t)}."
    if post.edited_t is not None:
        return f"Edited at {at(post.edited_t)}."
    answer = next((one for one in story.brand_posts if one.reply_to == post.id), None)
    return f"Followed by {answer.id} at {at(answer.t)}." if answer else ""
