"""Chance for one text: many draws from one key, each by its place, at the price of one Philox turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.chance import uniform, words

Item = TypeVar("Item")
_FAN = 64
"""Places under one place."""


@dataclass(frozen=True, slots=True)
class Luck:
    """A place in a tree of draws; what is drawn at one place changes nothing at another."""

    root: int
    path: int = 1

    def at(self, place: int) -> "Luck":
        """The part of the tree under a place, 0 to 63."""
        return Luck(self.root, self.path * _FAN + place)

    def uniform(self, place: int) -> float:
        """A number from 0 to 1, both left out."""
        return uniform(self.root, self.path * _FAN + place)

    def chosen(self, items: Sequence[Item], place: int) -> Item:
        """One of `items`, which must not be empty."""
        return items[int(self.uniform(place) * len(items))]


def luck_of(key: tuple[int, ...]) -> Luck:
    """The luck a key of any length stands for."""
    low, high, _, _ = words(*key)
    return Luck(high << 32 | low)
