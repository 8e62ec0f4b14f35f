"""Words of another's text that somebody would throw back: a clause, or its first few words."""

import re

from app.crowd.voice_luck import Luck

_NOISE = re.compile(r"https?://\S+|[@#]\w+|[“”„\"«»‹›]")
_CLAUSE = re.compile(r"[.!?؟…:;؛\n]+|[,،](?=\s)|\s[–—-]\s")
SHORTEST, LONGEST = 2, 8
"""Words a clause has that is quoted whole."""
CUT = 5
MOST_CHARS = 70


def fragment(text: str, luck: Luck) -> str | None:
    """A piece of `text` to be put in quotation marks, or None if there is none worth it."""
    plain = _NOISE.sub(" ", text)
    clauses = [" ".join(one.split()) for one in _CLAUSE.split(plain)]
    whole = [one for one in clauses if SHORTEST <= one.count(" ") + 1 <= LONGEST and len(one) <= MOST_CHARS]
    if whole:
        return luck.chosen([one for one in whole if not one[0].islower()] or whole, 0)
    words = plain.split()
    if len(words) <= LONGEST:
        return None
    cut = " ".join(words[:CUT]).rstrip(",;:–—-")
    return f"{cut} …" if len(cut) <= MOST_CHARS else None
