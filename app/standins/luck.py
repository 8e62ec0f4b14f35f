"""A stand-in's own chance: the same seat decides the same about the same thing, whenever asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

from app import chance
from app.ids import SeatId

Item = TypeVar("Item")
ASKED_AGAIN: Final = 1 << 15
"""Draws kept, some 10 MB: a stand-in looks at the same posts at each beat."""


@dataclass(frozen=True, slots=True)
class Luck:
    """Draws for one seat, keyed by what they are about."""

    seed: int
    seat: SeatId

    def uniform(self, *about: str | int) -> float:
        """From 0 to 1."""
        return _drawn(self.seed, self.seat, about)

    def between(self, low: float, high: float, *about: str | int) -> float:
        """From `low` to `high`: seconds, mostly."""
        return low + (high - low) * self.uniform(*about)

    def chosen(self, items: Sequence[Item], *about: str | int) -> Item:
        """One of `items`, which must not be empty."""
        return items[int(self.uniform(*about) * len(items))]


@lru_cache(maxsize=ASKED_AGAIN)
def _drawn(seed: int, seat: SeatId, about: tuple[str | int, ...]) -> float:
    words = (chance.number_of(one) if isinstance(one, str) else one for one in about)
    return chance.uniform(seed, chance.number_of(seat), *words)
