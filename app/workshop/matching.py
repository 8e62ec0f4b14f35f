"""Which item of a list is which item of a later one: by its name, else by what it says."""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.workshop.paths import name_of
from app.workshop.values import Value

MOST_COMPARED = 400_000
"""Pairs of nameless items that are compared with one another; longer lists are matched by number."""


@dataclass(frozen=True, slots=True)
class Match:
    """Later numbers of items to earlier ones, and which of the later were moved past others."""

    pairs: Mapping[int, int]
    moved: frozenset[int]


def match(earlier: Sequence[Value], later: Sequence[Value], key: str) -> Match:
    """Match two lists; what has no partner is in no pair."""
    names, others = _by_name(earlier, key)
    new_names, new_others = _by_name(later, key)
    pairs = {at: names[name] for name, at in new_names.items() if name in names}
    pairs |= _renamed(earlier, later, key, names, new_names)
    pairs |= dict(_nameless(earlier, later, others, new_others))
    order = sorted(pairs)
    stayed = _longest_rising([pairs[at] for at in order])
    return Match(pairs, frozenset(at for place, at in enumerate(order) if place not in stayed))


def _by_name(items: Sequence[Value], key: str) -> tuple[dict[str, int], list[int]]:
    names: dict[str, int] = {}
    others: list[int] = []
    for at, item in enumerate(items):
        name = name_of(item, key)
        if name is not None and name not in names:
            names[name] = at
        else:
            others.append(at)
    return names, others


def _renamed(
    earlier: Sequence[Value],
    later: Sequence[Value],
    key: str,
    names: Mapping[str, int],
    new_names: Mapping[str, int],
) -> dict[int, int]:
    """Items that are the same but for their name."""
    gone = {_said(earlier[at], key): at for name, at in names.items() if name not in new_names}
    new = {_said(later[at], key): at for name, at in new_names.items() if name not in names}
    return {at: gone[said] for said, at in new.items() if said in gone and said != "{}"}


def _nameless(
    earlier: Sequence[Value], later: Sequence[Value], others: list[int], new_others: list[int]
) -> Iterator[tuple[int, int]]:
    if len(others) * len(new_others) > MOST_COMPARED:
        yield from zip(new_others, others, strict=False)
        return
    said = [_said(earlier[at]) for at in others]
    new_said = [_said(later[at]) for at in new_others]
    matcher = SequenceMatcher(None, said, new_said, autojunk=False)
    for _, first, last, new_first, new_last in matcher.get_opcodes():
        yield from zip(new_others[new_first:new_last], others[first:last], strict=False)


def _said(item: Value, without: str = "") -> str:
    """An item in one way of writing, its name left out."""
    kept = {name: held for name, held in item.items() if name != without} if isinstance(item, dict) else item
    return json.dumps(kept, sort_keys=True)


def _longest_rising(numbers: list[int]) -> set[int]:
    """The places of a longest rising row in a list of different numbers."""
    ends: list[int] = []
    places: list[int] = []
    before: dict[int, int] = {}
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        places[at : at + 1] = [place]
        before[place] = places[at - 1] if at else -1
    row: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        row.add(place)
        place = before[place]
    return row
