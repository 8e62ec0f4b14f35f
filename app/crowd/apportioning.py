"""Whole numbers that add up: a total in parts, as votes become seats."""

from collections.abc import Sequence
from math import fsum


def apportioned(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """A total in whole parts by weight: by largest remainder, the earlier part first where two are equal.

    Without any weight, the first part has it all.
    """
    whole = fsum(weights)
    if not whole > 0:
        return (total, *(0 for _ in weights[1:]))
    exact = [total * weight / whole for weight in weights]
    parts = [int(one) for one in exact]
    by_rest = sorted(range(len(parts)), key=lambda part: (parts[part] - exact[part], part))
    for part in by_rest[: total - sum(parts)]:
        parts[part] += 1
    return tuple(parts)
