"""Cues that a "not" takes back."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.crowd.lexicon.folding import BREAK
from app.crowd.lexicon.matching import Match

NOT, STILL, BREAKS = "negation.words", "negation.unless", "negation.breaks"
"""Families of the lists: what says no, where it does not, and what begins a new thought."""
NEGATIONS = frozenset({NOT, STILL, BREAKS})
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
    firsts = _reached(nots, range(1, reach.before + 1), ends)
    lasts = _reached(nots, range(0, -reach.after, -1), ends - nots)
    return [
        one
        for one in found
        if one.mark.family not in NEGATIONS
        and (
            one.mark.family in MANNERS
            or not (one.first in firsts or one.last in lasts or nots.intersection(one.skipped))
        )
    ]


def _reached(nots: set[int], steps: Sequence[int], ends: set[int]) -> set[int]:
    """The words that a "not" reaches by these steps before its clause ends."""
    found: set[int] = set()
    for one in nots:
        for step in steps:
            if one + step in ends:
                break
            found.add(one + step)
    return found
