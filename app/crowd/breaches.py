"""What breaks a platform's rules: as the scenario marks it, or as the words themselves give it away."""

import re
from typing import Final

from app.crowd.lexicon import find, language_of
from app.crowd.lexicon.folding import folded
from app.feed.posts import Post
from app.rehearsal.moderating import marked
from app.rehearsal.state import Rehearsal
from app.scenario.msel import Breach

INSULTS: Final = 2
"""Insults that make a post abuse; one is enough where it is said to somebody by name."""
DIGITS: Final = 8
_MENTION: Final = re.compile(r"(?<![\w.])@\w+")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER: Final = re.compile(r"(?<![\w.,:])\+?\d[\d ()/-]{6,}\d(?![\w%:])")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


def breach_in(rehearsal: Rehearsal, post: Post) -> Breach | None:
    """The rule a post breaks, None for none."""
    return marked(rehearsal, post) or breach_of(post.text, rehearsal.scenario.language)


def breach_of(text: str, language: str) -> Breach | None:
    """The rule that words break: somebody's number or address in them, or abuse."""
    plain = _DATE.sub(" ", text)
    numbers = (sum(one.isdigit() for one in match[0]) for match in _NUMBER.finditer(plain))
    if _MAIL.search(plain) or any(many >= DIGITS for many in numbers):
        return "private_data"
    cues = find(folded(text), language_of(language)).cues
    insults = sum(one.mark.family == "insult" for one in cues)
    enough = 1 if _MENTION.search(text) else INSULTS
    return "abuse" if insults >= enough else None
