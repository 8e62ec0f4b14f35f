"""Handles: every row of a population has one, no two have the same, and each leads back to its row.

A row's number is shuffled within a million or so; the result says which kind of handle it is and
which words it has. A handle is a thing with a lead, a name or a number, such as `quiet_kettle` or
`mara_4821`; never a given name with a family name, which might be somebody's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal
from zlib import crc32

from app.chance import words as chance_words
from app.crowd.people.words import Given, words_of

Kind = Literal["name_thing", "thingname", "name_0", "lead_thing", "thing_thing", "thing0"]

_HALF: Final = 10
_MASK: Final = (1 << _HALF) - 1
MOST: Final = 1 << 2 * _HALF
"""Rows that have a handle."""
_STREAM: Final = 70
_SHARES: Final[dict[Kind, int]] = {
    "name_thing": 8,
    "thingname": 3,
    "name_0": 2,
    "lead_thing": 2,
    "thing_thing": 3,
    "thing0": 2,
}
"""Of twenty handles, how many are of each kind."""
_MIX: Final = tuple(kind for kind, many in _SHARES.items() for _ in range(many))
_WRITTEN: Final = re.compile(r"([a-z]+(?:_[a-z]+)*)(_?[0-9]{4}|[0-9]{2}|_)?")
_CAPITALS: Final = 5
"""One handle of that many has capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A handle, whose name is in it if one is, and its words as they are written."""

    handle: str
    given: Given | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """A kind of handle in a language: its first words, its second words, what stands between them."""

    firsts: tuple[str, ...]
    seconds: tuple[str, ...]
    joint: str
    numbered: bool

    @property
    def stems(self) -> int:
        return len(self.firsts) * len(self.seconds)


def spell(seed: int, row: int, language: str) -> Spelled:
    """The handle of a row, at most 30 letters, digits and underscores.

    Args:
        seed: the rehearsal's.
        row: from 0 to `MOST` - 1.
        language: one that has words.
    """
    at = _shuffled(seed, row)
    kind, index = _kind_at(at)
    shape = _shapes(language)[kind]
    turn, stem = divmod(index, shape.stems)
    first, second = divmod(stem, len(shape.seconds))
    parts = tuple(part for part in (shape.firsts[first], shape.seconds[second]) if part)
    suffix = _suffix(shape, shape.joint.join(parts), turn)
    return Spelled(
        handle=_cased(parts, shape.joint, suffix),
        given=words_of(language).givens[_name_at(kind, first, second)] if "name" in kind else None,
        words=tuple(_names(language).get(part, part) for part in parts),
    )


def row_of(handle: str, *, seed: int, size: int, language: str) -> int | None:
    """The row of a population of `size` that bears a handle, however it is capitalised; None if none does."""
    written = _WRITTEN.fullmatch(handle.lower())
    if written is None:
        return None
    stem, suffix = written.group(1), written.group(2) or ""
    for kind, first, second in _readings(stem, suffix, language):
        shape = _shapes(language)[kind]
        turn = _turn(shape, stem, suffix)
        at = _at(kind, turn * shape.stems + first * len(shape.seconds) + second)
        row = _unshuffled(seed, at) if at < MOST else size
        if row < size and spell(seed, row, language).handle.lower() == handle.lower():
            return row
    return None


@cache
def _shapes(language: str) -> dict[Kind, _Shape]:
    words = words_of(language)
    names = tuple(given.spelled for given in words.givens)
    things = tuple(thing.spelled for thing in words.things)
    leads = tuple(lead.spelled for lead in words.leads)
    return {
        "name_thing": _Shape(firsts=names, seconds=things, joint="_", numbered=False),
        "thingname": _Shape(firsts=things, seconds=names, joint="", numbered=False),
        "name_0": _Shape(firsts=names, seconds=("",), joint="_", numbered=True),
        "lead_thing": _Shape(firsts=leads, seconds=things, joint="_", numbered=False),
        "thing_thing": _Shape(firsts=things, seconds=things, joint="_", numbered=False),
        "thing0": _Shape(firsts=things, seconds=("",), joint="", numbered=True),
    }


@cache
def _names(language: str) -> dict[str, str]:
    """How the words of handles are written elsewhere."""
    words = words_of(language)
    return {word.spelled: word.name for word in (*words.things, *words.leads)}


def _name_at(kind: Kind, first: int, second: int) -> int:
    return second if kind == "thingname" else first


def _kind_at(at: int) -> tuple[Kind, int]:
    """What kind of handle a shuffled number is for, and which of that kind."""
    block, place = divmod(at, len(_MIX))
    kind = _MIX[place]
    return kind, block * _SHARES[kind] + place - _MIX.index(kind)


def _at(kind: Kind, index: int) -> int:
    block, place = divmod(index, _SHARES[kind])
    return block * len(_MIX) + _MIX.index(kind) + place


def _suffix(shape: _Shape, stem: str, turn: int) -> str:
    """What tells handles of the same words apart: numbers that look like nobody counted."""
    offset = crc32(stem.encode())
    if shape.numbered:
        return f"{shape.joint}{1_000 + (turn * 3_571 + offset) % 9_000}"
    return ("", "_")[turn] if turn < 2 else str(10 + (turn * 37 + offset) % 90)


def _turn(shape: _Shape, stem: str, suffix: str) -> int:
    """The turn that gave a suffix."""
    offset = crc32(stem.encode())
    if shape.numbered:
        return (int(suffix.lstrip("_")) - 1_000 - offset) * pow(3_571, -1, 9_000) % 9_000
    if not suffix.isdigit():
        return len(suffix)
    return ((int(suffix) - 10 - offset) * pow(37, -1, 90) - 2) % 90 + 2


def _cased(parts: tuple[str, ...], joint: str, suffix: str) -> str:
    small = joint.join(parts) + suffix
    if crc32(small.encode()) % _CAPITALS:
        return small
    return joint.join(part.title() for part in parts) + suffix


def _readings(stem: str, suffix: str, language: str) -> Iterator[tuple[Kind, int, int]]:
    """Each kind and pair of words that a stem may be read as."""
    places = _places(language)
    if len(suffix) >= 4:
        kind: Kind = "name_0" if suffix.startswith("_") else "thing0"
        if stem in places[kind][0]:
            yield kind, places[kind][0][stem], 0
        return
    pairs = [stem.rsplit("_", 1)] if "_" in stem else [[stem[:cut], stem[cut:]] for cut in range(len(stem))]
    kinds: tuple[Kind, ...] = ("name_thing", "lead_thing", "thing_thing") if "_" in stem else ("thingname",)
    for one, other in pairs:
        for each in kinds:
            firsts, seconds = places[each]
            if one in firsts and other in seconds:
                yield each, firsts[one], seconds[other]


@cache
def _places(language: str) -> dict[Kind, tuple[dict[str, int], dict[str, int]]]:
    """Where each word is in its list."""
    return {
        kind: (
            {word: place for place, word in enumerate(shape.firsts)},
            {word: place for place, word in enumerate(shape.seconds)},
        )
        for kind, shape in _shapes(language).items()
    }


@lru_cache(maxsize=8 * (_MASK + 1))
def _turns(seed: int, half: int) -> tuple[int, ...]:
    """What half of a number does to the other, for four turns."""
    return chance_words(seed, half, _STREAM)


def _shuffled(seed: int, row: int) -> int:
    """Another number below `MOST`, and for another row another one (a Feistel network)."""
    if not 0 <= row < MOST:
        raise ValueError(f"no handle for row {row}")
    left, right = row >> _HALF, row & _MASK
    for turn in range(4):
        left, right = right, left ^ _turns(seed, right)[turn] & _MASK
    return left << _HALF | right


def _unshuffled(seed: int, at: int) -> int:
    left, right = at >> _HALF, at & _MASK
    for turn in range(3, -1, -1):
        left, right = right ^ _turns(seed, left)[turn] & _MASK, left
    return left << _HALF | right
