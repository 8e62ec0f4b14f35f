"""A stand-in's own chance: the same seat decides the same about the same thing, whenever asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from app import chance
from app.ids import SeatId

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Luck:
    """Draws for one seat, keyed by what they are about."""

    seed: int
    seat: SeatId

    def uniform(self, *about: str | int) -> float:
        """From 0 to 1."""
        return chance.uniform(*self._key(about))

    def between(self, low: float, high: float, *about: str | int) -> float:
        """From `low` to `high`: seconds, mostly."""
        return low + (high - low) * self.uniform(*about)

    def chosen(self, items: Sequence[Item], *about: str | int) -> Item:
        """One of `items`, which must not be empty."""
        return chance.chosen(items, *self._key(about))

    def _key(self, about: tuple[str | int, ...]) -> tuple[int, ...]:
        words = (chance.number_of(one) if isinstance(one, str) else one for one in about)
        return (self.seed, chance.number_of(self.seat), *words)
