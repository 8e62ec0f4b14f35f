"""What a post does, read off its words: does it own up, hide behind rules, blame, promise?

A small reader with lists of English phrases. It suggests and never judges people; a text in
another language reads as saying nothing in particular.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.crowd import cues

_NEGATED = re.compile(r"\b(?:not|never|no|isn't|wasn't|aren't|don't|won't)(?: \w+){0,2} $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the words of one post do.

    Attributes:
        apology: it says sorry; `owned` says whose fault it was, `conditional` takes it back with an "if".
        policy: it answers with rules.
        evidence, promise: it shows what was found, or says what will be done and when.
        blame: it finds the fault in others, or threatens.
        angry, warm: how many words of that tone it has.
    """

    apology: bool = False
    owned: bool = False
    conditional: bool = False
    policy: bool = False
    evidence: bool = False
    promise: bool = False
    thanks: bool = False
    empathy: bool = False
    blame: bool = False
    invitation: bool = False
    humour: bool = False
    holding: bool = False
    angry: int = 0
    warm: int = 0

    @property
    def tone(self) -> float:
        """From -1, angry, to 1, warm; 0 where the words are neither."""
        return (self.warm - self.angry) / max(1, self.warm + self.angry)


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """What `text` does."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    return Reading(
        apology=_says(plain, cues.APOLOGY),
        owned=_says(plain, cues.OWNED),
        conditional=_says(plain, cues.CONDITIONAL),
        policy=_says(plain, cues.POLICY),
        evidence=_says(plain, cues.EVIDENCE),
        promise=_says(plain, cues.PROMISE),
        thanks=_says(plain, cues.THANKS),
        empathy=_says(plain, cues.EMPATHY),
        blame=_says(plain, cues.BLAME),
        invitation=_says(plain, cues.INVITATION),
        humour=_says(plain, cues.HUMOUR),
        holding=_says(plain, cues.HOLDING),
        angry=_count(plain, cues.ANGRY),
        warm=_count(plain, cues.WARM),
    )


def _says(plain: str, phrases: tuple[str, ...]) -> bool:
    return _count(plain, phrases) > 0


def _count(plain: str, phrases: tuple[str, ...]) -> int:
    """How often one of the phrases stands there without a "not" just before it."""
    found: Iterable[re.Match[str]] = _pattern(phrases).finditer(plain)
    return sum(not _NEGATED.search(plain, max(0, one.start() - 40), one.start()) for one in found)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(_phrase(one) for one in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _phrase(phrase: str) -> str:
    return " ".join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    if word == "*":
        return r"\w+(?: \w+){0,5}"
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)
