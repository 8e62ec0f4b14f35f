"""The lists of one language, read once and made into patterns.

In a phrase, `a/b` is one of both, `(a)` may be missing, `a*` begins so, and `*` alone is up to three words.
Words are whole: a town is not refused for four of its letters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from app.feed.fairness.plain import plain

LANGUAGES = ("en", "ar", "es", "de")
FALLBACK = "en"
_BETWEEN = r"[\s,'\"-]{1,3}"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Patterns for folded texts; `places` and `first_names` are for texts as written.

    `listed` is any of slurs, threats and bodies: one look at a text that holds none, as nearly all do.
    `harmless` are turns of phrase in which a listed word means something else.
    """

    listed: re.Pattern[str]
    slurs: re.Pattern[str]
    threats: re.Pattern[str]
    bodies: re.Pattern[str]
    harmless: re.Pattern[str] | None
    places: re.Pattern[str]
    first_names: frozenset[str]


def lists_of(tag: str) -> Lists:
    """The lists for a tag such as `de-AT`; English where there are none."""
    base = tag.partition("-")[0].lower()
    return _read(base if base in LANGUAGES else FALLBACK)


@cache
def _read(language: str) -> Lists:
    source = files("app.feed.fairness").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    return Lists(
        listed=_pattern([*data["threats"], *data["slurs"], *data["bodies"]]),
        slurs=_pattern(data["slurs"]),
        threats=_pattern(data["threats"]),
        bodies=_pattern(data["bodies"]),
        harmless=_pattern(data["harmless"]) if data["harmless"] else None,
        places=re.compile("|".join(f"(?:{one})" for one in data["places"])),
        first_names=frozenset(" ".join(data["first_names"]).split()),
    )


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds the phrases as whole words, by their first letters: most of a text is passed by."""
    begun: dict[str, list[str]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        for word in first.split("/"):
            letter = re.escape(plain(word).folded[0])
            begun.setdefault(letter, []).append(_word(word, since=1) + _rest(rest))
    either = "|".join(f"{letter}(?:{'|'.join(ways)})" for letter, ways in begun.items())
    return re.compile(rf"(?<![\w@])(?:{either})(?![\w-])") if either else _NEVER


def _rest(tokens: Iterable[str]) -> str:
    found = ""
    for token in tokens:
        if token == "*":  # noqa: S105 - not a secret, a gap
            found += rf"(?:{_BETWEEN}\w+){{0,3}}?"
        elif token.startswith("("):
            found += rf"(?:{_BETWEEN}{_words(token.strip('()'))})?"
        else:
            found += _BETWEEN + _words(token)
    return found


def _words(token: str) -> str:
    return f"(?:{'|'.join(map(_word, token.split('/')))})"


def _word(word: str, *, since: int = 0) -> str:
    stem = re.escape(plain(word.removesuffix("*")).folded[since:])
    return stem + (r"\w*" if word.endswith("*") else "")
