"""Whether a text contradicts what is known. Precise before complete: what is not sure is no contradiction.

A clause of the text and a clause of what is known must speak of the same (most of the shorter one's words
are in both), and then differ in one thing: one denies what the other says, the same thing is counted
otherwise, or the same place has another name. What is known to be wrong is contradicted by saying it.
Questions, conditions and what others say contradict nothing, nor does a rough number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from app.feed.statements import CLOCK, Statement, plain, statements, stem

Difference = Literal["denies", "number", "name", "rumour", "phrase"]
ALIKE: Final = 0.8
"""Part of the shorter clause's words that are in both."""
LEAST: Final = 3
"""Words two clauses must share for one to deny the other."""
LEAST_BESIDE: Final = 2
"""Words they must share beside what is counted or named."""
BESIDE: Final = 0.66
"""Part of the text's other words that must be in both, where something is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A statement that is so, or one that is not; `against` are phrases that contradict it whole."""

    text: str
    holds: bool = True
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """What of the text contradicts, and in what."""

    said: str
    by: Difference


def contradicts(text: str, known: Known, language: str) -> Clash | None:
    """The first clause of `text` that what is known speaks against, if any does."""
    own = [one for one in statements(text, language) if not (one.asks or one.hedges)]
    for one in own:
        if any(_has(one, phrase) for phrase in known.against):
            return Clash(one.text, "phrase")
    facts = statements(known.text, language)
    for one in own:
        found = _first(_differs(one, fact, holds=known.holds) for fact in facts)
        if found:
            return Clash(one.text, found)
    return None


def _first(found: Iterable[Difference | None]) -> Difference | None:
    return next((one for one in found if one), None)


def _has(one: Statement, phrase: str) -> bool:
    """Whether a clause says a phrase, word by word, and does not deny it."""
    said, wanted = (
        f" {' '.join(stem(plain(word)) for word in text.split())} " for text in (one.text, phrase)
    )
    return bool(wanted.strip()) and wanted.rstrip() in said and not (one.no and not _denies(phrase))


def _denies(phrase: str) -> bool:
    return any(one.no for tag in ("en", "de", "es", "ar") for one in statements(phrase, tag))


def _differs(one: Statement, fact: Statement, *, holds: bool) -> Difference | None:
    otherwise = _counts_otherwise(one, fact)
    if not holds:
        whole = len(one.about & fact.about) >= ALIKE * len(fact.about)
        return "rumour" if whole and one.no == fact.no and _same(one, fact) and not otherwise else None
    if one.no != fact.no:
        return "denies" if _same(one, fact) and not otherwise else None
    if one.no:
        return None
    if otherwise:
        return "number"
    return "name" if _named_otherwise(one, fact) else None


def _same(one: Statement, fact: Statement) -> bool:
    """Whether two clauses speak of the same; of two short ones, in the very same words."""
    shared = one.about & fact.about
    if len(shared) < LEAST:
        return len(shared) > 1 and one.about == fact.about
    return len(shared) >= ALIKE * min(len(one.about), len(fact.about))


def _counts_otherwise(one: Statement, fact: Statement) -> bool:
    loose = fact.numbers.get("", frozenset())
    for unit in (one.numbers.keys() & fact.numbers.keys()) - {""}:
        others = one.about - {unit}
        beside = others & fact.about
        wanted = ALIKE if unit == CLOCK else BESIDE
        enough = len(beside) >= LEAST_BESIDE and len(beside) >= wanted * len(others)
        if enough and not one.numbers[unit] & (fact.numbers[unit] | loose):
            return True
    return False


def _named_otherwise(one: Statement, fact: Statement) -> bool:
    for place in one.names.keys() & fact.names.keys():
        ours, theirs = one.names[place], fact.names[place]
        beside = (one.about & fact.about) - {place, stem(ours), stem(theirs)}
        others = one.about - {place, stem(ours)}
        enough = len(beside) >= LEAST_BESIDE and len(beside) >= ALIKE * len(others)
        if enough and ours != theirs and _sort(ours) == _sort(theirs):
            return True
    return False


def _sort(name: str) -> bool:
    return any(letter.isdigit() for letter in name)
