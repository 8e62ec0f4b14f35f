"""Cues that a "not" takes back."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.crowd.lexicon.folding import BREAK
from app.crowd.lexicon.matching import Match

NOT, STILL, BREAKS = "negation.words", "negation.unless", "negation.breaks"
"""Families of the lists: what says no, where it does not, and what begins a new thought."""
MANNERS = frozenset({"human", "formal", "vague", "who", "when", "question"})
"""Families about how something is said: a "not" changes nothing about them, and nobody need be shown them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many words a "not" reaches, forwards and, where the verb comes first, backwards.

    A cue written together with one of `joins` begins a new thought.
    """

    before: int = 3
    after: int = 0
    joins: tuple[str, ...] = ()


def standing(found: Sequence[Match], words: Sequence[str], reach: Reach) -> list[Match]:
    """The matches that nothing takes back, without the negations themselves."""
    still = {at for one in found if one.mark.family == STILL for at in range(one.first, one.last)}
    nots = {at for one in found if one.mark.family == NOT for at in range(one.first, one.last)} - still
    ends = {at for at, word in enumerate(words) if word == BREAK}
    ends |= {one.first for one in found if one.mark.family == BREAKS}
    if reach.joins:
        ends |= {one.first for one in found if words[one.first].startswith(reach.joins)}
    said = [one for one in found if not one.mark.family.startswith("negation.")]
    return [one for one in said if one.mark.family in MANNERS or not _taken_back(one, nots, ends, reach)]


def _taken_back(one: Match, nots: set[int], ends: set[int], reach: Reach) -> bool:
    if not nots:
        return False
    if nots.intersection(one.skipped):
        return True
    before = () if one.first in ends else range(one.first - 1, one.first - 1 - reach.before, -1)
    return _meets(before, nots, ends) or _meets(range(one.last, one.last + reach.after), nots, ends)


def _meets(path: Sequence[int], nots: set[int], ends: set[int]) -> bool:
    for at in path:
        if at in nots:
            return True
        if at in ends:
            return False
    return False
