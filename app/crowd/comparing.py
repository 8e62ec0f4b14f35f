"""A post's words against its author's chips, for the review."""

from app.crowd.proposing import Disagreement, disagreement
from app.crowd.reading import read
from app.feed.gist import Gist
from app.feed.intent import Intent


def compare(intent: Intent, text: str, language: str, gist: Gist | None) -> Disagreement | None:
    """Where chips and words disagree, None where they do not.

    Args:
        intent: the chips.
        text: the words.
        language: they are in.
        gist: what a reader of others made of them, if one did: it counts instead of the lists.
    """
    return disagreement(intent, gist or read(text, language))
