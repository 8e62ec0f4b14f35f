"""Statements in a text, taken apart: what each is about, its numbers, its names, and whether it says no.

A list of words and rules of thumb, no grammar: what it cannot tell for sure it leaves out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

from app.feed.contradiction_words import THOUSANDS, Words, words_of

_ENDS = re.compile(r"[.!؟?;؛:\n—–…]+(?=\s|$)|[\n()]")
_TURNS = re.compile(
    r"\s+(?=and not\b|und nicht\b|y no\b)"
    r"|,\s+(?=(?:but|not|nicht|sondern|aber|pero|sino|no)\b)"
    r"|،\s*(?=لا|لكن|وليس|ليس|بل)"
)
_TOKEN = re.compile(r"@\w+|#\w+|\d+(?:[.,:٫٬]\d+)*\s?%?|[^\W\d_][\w'’]*|\d+\w+|[,،]")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_CODE = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])\w{2,8}")
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "’": "'"})
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670ـ]")
_ARABIC = re.compile(r"^[وفبلك]*ال(\w{3,}?)(?:ات|ون|ين|ه)?$|^[يت]?([ء-ي]{3,}?)(?:تم|نا|وا|ون|ين|ات|ت|ه)?$")
_ENGLISH = ("ings", "ing", "ied", "ies", "ed", "es", "s")
CLOCK: Final = "clock"
YEAR: Final = "year"
"""What a time of day, and a year, count."""
SHORTEST: Final = 4
"""Letters an English word keeps at least when its ending goes."""
LONGEST: Final = 7
"""Letters by which words of any language are told apart."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause.

    Attributes:
        text: as it stands in the text.
        about: stems of the words that say something.
        numbers: by what is counted, or `clock` and `year`, or nothing; rough ones are left out.
        names: codes and names by the word before them: gate -> b14.
        no: whether it is a denial.
        asks, hedges: whether it is a question, or no plain statement of the author's own.
    """

    text: str
    about: frozenset[str]
    numbers: Mapping[str, frozenset[float]]
    names: Mapping[str, str]
    no: bool
    asks: bool
    hedges: bool


@lru_cache(maxsize=4_096)
def statements(text: str, language: str) -> tuple[Statement, ...]:
    """The clauses of a text that are about anything."""
    words = words_of(language)
    capitals = not language.lower().startswith("de")
    found = (_statement(clause, words, asks=asks, capitals=capitals) for clause, asks in _clauses(text))
    return tuple(one for one in found if one.about)


def plain(word: str) -> str:
    """One spelling for a word: lower case, without accents and Arabic marks."""
    apart = normalize("NFD", word.casefold().translate(_ALEFS))
    kept = "".join(letter for letter in apart if not combining(letter))
    return kept.replace("ـ", "").translate(_ALEFS)


def stem(word: str) -> str:
    """What a word and its other forms have in common, roughly."""
    if not word.isascii():
        word = _ARABIC.sub(lambda found: found.group(1) or found.group(2), word)
    for ending in _ENGLISH:
        if word.isascii() and word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            word = word[:-1] if len(word) > SHORTEST and word[-1] == word[-2] else word
            break
    return word[:LONGEST]


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for end in (*_ENDS.finditer(text), None):
        sentence = text[start : end.start() if end else len(text)]
        asks = end is not None and any(sign in end.group() for sign in "?؟")
        for clause in _TURNS.split(sentence):
            if clause.strip():
                yield clause.strip(), asks
        start = end.end() if end else len(text)


def _statement(clause: str, words: Words, *, asks: bool, capitals: bool) -> Statement:
    tokens = [found.group().strip() for found in _TOKEN.finditer(_MARKS.sub("", clause))]
    folded = [plain(token) for token in tokens]
    said = [one for one in folded if one not in words.idle and not one[:1].isdigit()]
    counted = words.no | words.numbers.keys() | words.about | THOUSANDS.keys()
    return Statement(
        text=clause,
        about=frozenset(stem(one) for one in said if one not in counted and len(one) > 1),
        numbers=_numbers(folded, words),
        names=dict(_names(tokens, folded, words, capitals=capitals)),
        no=sum(one in words.no for one in folded) % 2 == 1,
        asks=asks or "¿" in clause,
        hedges=any(one in words.hedge for one in folded) or _denies_aside(folded, words),
    )


def _denies_aside(folded: list[str], words: Words) -> bool:
    """Whether a "no" begins the clause, or stands in a lesser part of it, between commas."""
    if folded[:1] and folded[0] in words.no:
        return folded[0] in ("not", "nicht", "ليس")
    parts = " ".join("," if one == "،" else one for one in folded).split(",")
    said = [[one for one in part.split() if one not in words.idle] for part in parts]
    most = max(map(len, said), default=0)
    return any(len(part) < most and any(one in words.no for one in part) for part in said)


def _numbers(folded: list[str], words: Words) -> Mapping[str, frozenset[float]]:
    found: dict[str, set[float]] = {}
    for at, token in enumerate(folded):
        value, unit = _value(token, words)
        if value is None or (at > 0 and folded[at - 1] in words.about | {"than", "als", "que", "de", "من"}):
            continue
        after = at + 1
        while after < len(folded) and folded[after] in THOUSANDS:
            value, after, unit = value * THOUSANDS[folded[after]], after + 1, ""
        unit = unit or _counted(folded[after : after + 1], words)
        found.setdefault(unit, set()).add(value)
    return {unit: frozenset(values) for unit, values in found.items()}


def _counted(after: list[str], words: Words) -> str:
    """What the number before a word counts; nothing where the clause goes on otherwise."""
    return "".join(stem(one) for one in after if one.isalpha() and one not in words.idle)


def _value(token: str, words: Words) -> tuple[float | None, str]:
    """A number, and what it counts where the token says so itself."""
    if token in words.numbers:
        return float(words.numbers[token]), ""
    bare = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", token.removesuffix("%").strip())
    if not _DIGITS.fullmatch(bare):
        return None, ""
    if ":" in bare:
        return float(bare.replace(":", ".", 1).replace(":", "")), CLOCK
    value = _number(bare)
    if "%" in token:
        return value, "%"
    return value, YEAR if bare.isdigit() and 1900 <= value <= 2100 else ""


def _number(bare: str) -> float:
    """`1,600` and `1.600` are sixteen hundred, `18.1` and `18,1` are not."""
    whole = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", bare)
    return float(re.sub(r"[.,](?=.*[.,])", "", whole).replace(",", "."))


def _names(
    tokens: list[str], folded: list[str], words: Words, *, capitals: bool
) -> Iterator[tuple[str, str]]:
    for before, token, name in zip(folded, tokens[1:], folded[1:], strict=False):
        code = _CODE.fullmatch(token) is not None
        named = capitals and token[:1].isupper() and name not in words.idle
        if (code or named) and before not in words.idle and before.isalpha():
            yield stem(before), name
