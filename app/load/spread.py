"""How times spread: counted in tenths of a millisecond, so that those of several processes add up."""

from collections import Counter
from collections.abc import Mapping
from math import ceil

STEPS = 10_000
"""Tenths of a millisecond in a second."""


class Spread:
    """So many of each length."""

    def __init__(self, counts: Mapping[int, int] | None = None) -> None:
        self._counts = Counter(counts or {})

    def add(self, seconds: float) -> None:
        """Count one."""
        self._counts[max(0, round(seconds * STEPS))] += 1

    def update(self, other: "Spread") -> None:
        """Count all of another one."""
        self._counts.update(dict(other.counts()))

    def counts(self) -> list[tuple[int, int]]:
        """(tenths of a millisecond, how many), the shortest first."""
        return sorted(self._counts.items())

    def __len__(self) -> int:
        return self._counts.total()

    def at(self, share: float) -> float:
        """The time that this share of them did not exceed, in milliseconds; 0 if there are none."""
        wanted, so_far = ceil(share * len(self)), 0
        for length, count in self.counts():
            so_far += count
            if so_far >= wanted:
                return length * 1000 / STEPS
        return 0.0

    def columns(self, edges: tuple[float, ...]) -> list[int]:
        """How many lie below each edge and above the one before, in milliseconds; the rest comes last."""
        found = [0] * (len(edges) + 1)
        for length, count in self._counts.items():
            ms = length * 1000 / STEPS
            found[next((at for at, edge in enumerate(edges) if ms < edge), len(edges))] += count
        return found
