"""Whom the brand should answer, and which of its lines are meant for whom."""

import re

from app.crowd.reading import read
from app.ids import Handle
from app.view.sight import SeenPost, Sight

STILL_OPEN = 900.0
"""Exercise seconds after which a question is no longer worth an answer of its own."""
_MENTION = re.compile(r"@(\w+)")


def unanswered(sight: Sight) -> list[SeenPost]:
    """Criticism and questions of known accounts that the brand has not answered, the most visible first."""
    known = {one.handle: one for one in sight.cast}
    answered = {post.reply_to for post in sight.posts if post.author == sight.brand}
    found = [
        post
        for post in sight.posts
        if post.up
        and post.voices
        and post.author in known
        and post.author != sight.brand
        and post.id not in answered
        and sight.t - post.t < STILL_OPEN
        and _wants_an_answer(sight, post)
    ]
    return sorted(found, key=lambda post: (-_weight(sight, post), post.t, post.id))


def meant_for(sight: Sight, line: str) -> Handle | None:
    """The account a line speaks to by handle or first name, if any."""
    handles = {one.handle.casefold(): one.handle for one in sight.cast if one.handle != sight.brand}
    for name in _MENTION.findall(line):
        if name.casefold() in handles:
            return handles[name.casefold()]
    for one in sight.cast:
        first = one.name.split()[0]
        if one.sort == "person" and re.search(rf"(?:^|[.,] ){re.escape(first)}[,.]", line):
            return one.handle
    return None


def latest_of(sight: Sight, author: Handle) -> SeenPost | None:
    """The account's latest post that the brand has not answered, else its latest."""
    answered = {post.reply_to for post in sight.posts if post.author == sight.brand}
    posts = [post for post in sight.posts if post.author == author and post.up and post.voices]
    fresh = [post for post in posts if post.id not in answered]
    return (fresh or posts)[-1] if posts else None


def _wants_an_answer(sight: Sight, post: SeenPost) -> bool:
    spoken_to = f"@{sight.brand}".casefold() in post.text.casefold()
    return spoken_to or "?" in post.text or read(post.text, sight.language).tone < 0 or post.reply_to is None


def _weight(sight: Sight, post: SeenPost) -> float:
    """Views, or followers before there are any; the newer the heavier."""
    age = sight.t - post.t
    return (post.reach + 0.02 * post.followers) / (1 + age / 300)
