"""What a stand-in says next on the feed: a line of its seat nobody has said, that fits what it answers."""

import re
from collections.abc import Iterator

from app.crowd.reading import read
from app.crowd.worth import worth
from app.feed.platforms import Platform
from app.feed.wording import all_folded, folded
from app.rehearsal.commands import PublishPost
from app.standins.luck import Luck
from app.view.sight import SeenPost, Sight

HANDLE = "{handle}"
SENSED_HEAT = 50.0
"""How hot a reader feels a storm to be, 0 to 100, for want of a gauge."""
_ON_AN_ANSWER = re.compile(
    r"\b(?:that|this) (?:one|was a|was an|read like|sounded|is a better)\b|\bthat's a better\b"
    r"|\b(?:decent|good|proper) (?:reply|answer)\b|\bthey answered\b|\bsounded like\b",
    re.IGNORECASE,
)
"""Lines that speak of an answer make no sense before there is one. English."""


def heard(sight: Sight) -> frozenset[str]:
    """Everything said on the feed, folded."""
    return all_folded(post.text for post in sight.posts)


def well_said(post: SeenPost, language: str) -> bool:
    """Whether a reader would call it a good answer."""
    return worth(read(post.text, language), SENSED_HEAT) > 0.5


def top_line(sight: Sight, place: Platform | None = None) -> str | None:
    """The next line that answers nobody, on a platform (None: the main one)."""
    plain = (line for line in sight.lines if HANDLE not in line and not _ON_AN_ANSWER.search(line))
    return next(_new(sight, plain, place or sight.platform), None)


def reply_line(sight: Sight, post: SeenPost) -> str | None:
    """The next line that fits as a reply to `post`."""
    named = [line for line in sight.lines if HANDLE in line]
    place = sight.rules(post.platform)
    if post.author != sight.brand:
        fitting = [line for line in named if _fits_others(sight, line)]
        return next(_new(sight, iter(fitting), place, post), None)
    good = well_said(post, sight.language)
    on_it = [line for line in sight.lines if _ON_AN_ANSWER.search(line) and HANDLE not in line]
    fitting = [line for line in (*on_it, *named) if (read(line, sight.language).tone > 0) == good]
    to_us = f"@{sight.brand}".casefold()
    spoken_to = [line for line in sight.lines if to_us in line.casefold() and HANDLE not in line]
    return next(_new(sight, iter((*fitting, *spoken_to)), place, post), None)


def new_post(sight: Sight, luck: Luck, used: int, *, stars: int) -> PublishPost | None:
    """A post of its own where the account is; a review gives `stars`."""
    account = luck.chosen(sight.accounts, "voice", used)
    place = sight.home(account, luck.uniform("where", used))
    text = top_line(sight, place)
    if text is None:
        return None
    return PublishPost(
        author=account,
        text=text,
        platform=None if place == sight.platform else place.id,
        stars=stars if place.stars else None,
    )


def _fits_others(sight: Sight, line: str) -> bool:
    """A critic keeps its sharp words for the brand."""
    return sight.role != "critic" or read(line, sight.language).tone > 0


def lines_used(sight: Sight) -> int:
    """How many of the seat's lines its own accounts have said."""
    own = [folded(post.text) for post in sight.posts if post.author in sight.accounts]
    return sum(any(_same(line, text) for text in own) for line in sight.lines)


def _new(sight: Sight, lines: Iterator[str], place: Platform, post: SeenPost | None = None) -> Iterator[str]:
    """Of these lines, filled in, those that are new to everybody and short enough."""
    said = heard(sight)
    own = [folded(one.text) for one in sight.posts if one.author in sight.accounts]
    for line in lines:
        text = line.replace(HANDLE, post.author) if post else line
        new = folded(text) not in said and not any(_same(line, one) for one in own)
        if new and len(text) <= place.post_chars:
            yield text


def _same(line: str, text: str) -> bool:
    """Whether a folded text is that line, whoever was named in it."""
    if HANDLE not in line:
        return text == folded(line)
    start, end = (folded(f"x{part}")[1:] for part in line.split(HANDLE, 1))
    return len(text) > len(start) + len(end) and text.startswith(start) and text.endswith(end)
