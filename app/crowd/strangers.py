"""Accounts for the crowd's replies: invented on the spot, each used once."""

from collections.abc import Container
from dataclasses import dataclass

from app.chance import chosen, followers, uniform
from app.crowd import names
from app.ids import Handle
from app.rehearsal.events import Byline

KIND, NAME, TAIL, AUDIENCE = range(20, 24)
"""Streams of chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """An account nobody plays."""

    handle: Handle
    byline: Byline


def stranger(taken: Container[str], seed: int, number: int) -> Stranger:
    """The stranger of that number, whose handle is not `taken` (small letters)."""
    turn = 0
    while True:
        name, stem = _name(seed, number, turn)
        tail = int(uniform(seed, number, turn, TAIL) * 100)
        handle = f"{stem}{tail:02}" if tail < 70 or stem.lower() in taken else stem
        if handle.lower() not in taken:
            byline = Byline(name=name, followers=followers(seed, number, AUDIENCE))
            return Stranger(handle=Handle(handle), byline=byline)
        turn += 1


def _name(seed: int, number: int, turn: int) -> tuple[str, str]:
    """A display name and what its handle begins with."""
    key = (seed, number, turn)
    kind = uniform(*key, KIND)
    first, last = chosen(names.FIRST, *key, NAME), chosen(names.LAST, *key, NAME, 1)
    thing = chosen(names.THINGS, *key, NAME, 2)
    if kind < 0.2:
        return chosen(names.ELSEWHERE, *key, NAME)
    if kind < 0.45:
        return f"{first} {last}", f"{first}{last}".lower()
    if kind < 0.65:
        return f"{first} {last[0]}.", f"{first}_{last[0]}".lower()
    if kind < 0.85:
        return first, f"{first}_{thing}".lower()
    return f"{first} & the {thing}", f"{thing}_{first}".lower()
