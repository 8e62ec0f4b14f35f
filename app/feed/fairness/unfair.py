"""Looks a text through for what is unfair, and says which words it is. Careful with false alarms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.feed.fairness.lists import Lists, lists_of
from app.feed.fairness.plain import Plain, plain
from app.feed.fairness.private import private

UnfairSort = Literal["slur", "threat", "body", "phone", "address", "mail", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfair:
    """What it is, and the words as they were written."""

    sort: UnfairSort
    words: str


def unfair(text: str, language: str, known: Callable[[str], bool]) -> Unfair | None:
    """The first thing in a text that is unfair, if any.

    Args:
        text: as written.
        language: the tag of what people write in; Arabic is looked for in any case.
        known: whether somebody of that name may be named.
    """
    folded = plain(text)
    lists = lists_of(language)
    # No Arabic word is written in Latin letters alone.
    for one in (lists,) if folded.folded.isascii() else (lists, lists_of("ar")):
        found = _listed(folded, one)
        if found is not None:
            return found
    for sort, words in private(text, lists.places, lists.first_names):
        if sort == "name" and known(words):
            continue
        return Unfair(sort=sort, words=words)
    return None


def _listed(text: Plain, lists: Lists) -> Unfair | None:
    if lists.listed.search(text.folded) is None:
        return None
    sorts: tuple[UnfairSort, UnfairSort, UnfairSort] = ("threat", "slur", "body")
    for sort, pattern in zip(sorts, (lists.threats, lists.slurs, lists.bodies), strict=True):
        for match in pattern.finditer(text.folded):
            if not _harmless(match.span(), text, lists):
                return Unfair(sort=sort, words=text.written(*match.span()))
    return None


def _harmless(found: tuple[int, int], text: Plain, lists: Lists) -> bool:
    """Whether it stands within a turn of phrase in which it means something else."""
    turns = lists.harmless.finditer(text.folded) if lists.harmless else ()
    return any(turn.start() <= found[0] and found[1] <= turn.end() for turn in turns)
