"""What breaks a platform's rules: as the scenario marks it, or as the words themselves give it away."""

import re
from typing import Final

from app.crowd.lexicon import find, language_of
from app.crowd.lexicon.folding import folded
from app.feed.fairness.unfair import unfair
from app.feed.posts import Post
from app.rehearsal.moderating import marked
from app.rehearsal.state import Rehearsal
from app.scenario.msel import Breach

INSULTS: Final = 2
"""Insults that make a post abuse; one is enough where it is said to somebody by name."""
_ABUSE: Final = ("slur", "threat", "body")
_MENTION: Final = re.compile(r"(?<![\w.])@\w+")


def breach_in(rehearsal: Rehearsal, post: Post) -> Breach | None:
    """The rule a post breaks, None for none."""
    return marked(rehearsal, post) or breach_of(post.text, rehearsal.scenario.language)


def breach_of(text: str, language: str) -> Breach | None:
    """The rule that words break: what the fairness guard finds, or insults; a name alone breaks none."""
    found = unfair(text, language, _any_name)
    if found is not None:
        return "abuse" if found.sort in _ABUSE else "private_data"
    cues = find(folded(text), language_of(language)).cues
    insults = sum(one.mark.family == "insult" for one in cues)
    return "abuse" if insults >= (1 if _MENTION.search(text) else INSULTS) else None


def _any_name(_name: str) -> bool:
    return True
