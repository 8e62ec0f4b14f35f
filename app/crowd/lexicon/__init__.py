"""The lists of cues, one file per language, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

import yaml

from app.crowd.lexicon.folding import GONE, STOPS, Words, folded, words_of
from app.crowd.lexicon.matching import Mark, Match, Phrases, matches
from app.crowd.lexicon.negating import BREAKS, NOT, STILL, Reach, standing

LANGUAGES = ("en", "ar", "es", "de")
FALLBACK = "en"
STRONG, WEAK = 2.0, 1.0
"""What a clear cue and a faint one count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's phrases, what is said in short in it, and how far its "not" reaches."""

    language: str
    phrases: Phrases
    same: Mapping[str, str]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Found:
    """A text's tokens, and the cues in it that nothing takes back."""

    words: Words
    cues: list[Match]

    @property
    def shortened(self) -> int:
        """How many words are run together, as in `we're`."""
        return len(self.words.pieces) - len(set(self.words.pieces))


def language_of(tag: str) -> str:
    """The language whose lists are read for a tag such as `de-AT`; English where there are none."""
    base = tag.partition("-")[0].lower()
    return base if base in LANGUAGES else FALLBACK


def find(plain: str, language: str) -> Found:
    """The cues in a folded text; within a family, the longest of those that overlap."""
    lexicon = lexicon_of(language)
    words = words_of(plain, lexicon.same)
    keys = [_keys(language, word) for word in words.texts]
    found = matches(lexicon.phrases.root, words.texts, keys)
    return Found(words, standing(_longest(found), words.texts, lexicon.reach))


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lists of one of `LANGUAGES`."""
    source = files("app.crowd.lexicon").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(source, Loader=yaml.CSafeLoader)
    same = {**{_plain(short): _plain(long) for short, long in data.pop("same", {}).items()}, **STOPS}
    phrases = Phrases(prefixes=tuple(sorted(data.pop("prefixes", ()), key=len, reverse=True)))
    negation = data.pop("negation")
    for family, told in ((NOT, "words"), (STILL, "unless"), (BREAKS, "breaks")):
        _add(phrases, same, family, negation[told])
    for family, listed in data.items():
        _add(phrases, same, family, listed)
    reach = Reach(before=negation["before"], after=negation["after"], joins=tuple(negation.get("joins", ())))
    return Lexicon(language=language, phrases=phrases, same=same, reach=reach)


def _add(phrases: Phrases, same: Mapping[str, str], family: str, listed: Any) -> None:
    clear = listed.get("strong", ()) if isinstance(listed, dict) else ()
    faint = listed.get("weak", ()) if isinstance(listed, dict) else listed
    for weight, some in ((STRONG, clear), (WEAK, faint)):
        for phrase in some:
            if not isinstance(phrase, str):
                raise TypeError(f"{family}: {phrase} needs quotes to be a word")
            spelled = " ".join(same.get(_plain(word), word) for word in phrase.split())
            phrases.add(spelled, Mark(family, weight))


def _plain(text: str) -> str:
    return folded(text).replace(GONE, "")


@lru_cache(maxsize=20_000)
def _keys(language: str, word: str) -> tuple[str, ...]:
    return lexicon_of(language).phrases.keys(word)


def _longest(found: list[Match]) -> list[Match]:
    """Within each family, the longest of the matches that overlap; in the text's order."""
    latest: dict[str, Match] = {}
    kept: list[Match] = []
    for one in found:
        family = one.mark.family
        before = latest.get(family)
        if before is not None and one.first >= before.last:
            kept.append(before)
        elif before is not None and _size(before) >= _size(one):
            continue
        latest[family] = one
    return sorted((*kept, *latest.values()), key=itemgetter(1, 2))


def _size(one: Match) -> tuple[int, float]:
    return (one.last - one.first, one.mark.weight)
