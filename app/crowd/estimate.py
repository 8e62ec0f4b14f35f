"""From the runs of two stories to what they say."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.futures import Runs
from app.feed.two_stories import Band, Compared, TwoStories

Real = NDArray[np.float64]

BAND: Final = (10.0, 50.0, 90.0)
"""Percentiles: four of five runs lie in the band."""


def estimate(parts: Sequence[Runs]) -> TwoStories:
    """All runs together, in whatever parts they were played."""
    first = parts[0]
    trust, heat, against = (
        [np.concatenate([getattr(part, name)[story] for part in parts], axis=1) for story in (0, 1)]
        for name in ("trust", "heat", "against")
    )
    more = trust[1][-1] > trust[0][-1]
    return TwoStories(
        runs=len(more),
        forks=first.forks,
        times=first.times,
        trust=_compared(*trust),
        heat=_compared(*heat),
        against=_compared(*against),
        trusted_more=round(float(more.sum()) / len(more), 3),
    )


def _compared(happened: Real, other: Real) -> Compared:
    return Compared(happened=_band(happened), other=_band(other), higher=_band(other - happened))


def _band(runs: Real) -> Band:
    low, middle, high = (tuple(row) for row in np.percentile(runs, BAND, axis=1).round(2).tolist())
    return Band(low=low, middle=middle, high=high)
