"""Two heavy-tailed draws as tables of their quantiles: how many follow an account, how much it posts.

A table is 64 bins of chance, each cut into 16 equal steps with straight lines between: a draw is a look-up,
so a million of them are quick and have the same bits everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.exact import exp, log, normal_quantile

Real = NDArray[np.float64]

STEPS: Final = 16
_WORDS: Final = 1 << 32

LARGEST: Final = 5_000_000
"""Followers of the best known account a crowd may have: those with more would be known by name."""
_TAIL: Final = 1.3
"""Exponent with which the share of accounts falls beyond the last quantile."""
_MILLIONS: Final = 400_000 * exp(log(10) / _TAIL)

_FOLLOWERS: Final = (
    (1.0, 0.5, 4),
    (0.90, 23.0, 6),
    (0.75, 62.0, 10),
    (0.50, 182.0, 10),
    (0.25, 580.0, 8),
    (0.10, 1_364.0, 4),
    (0.05, 2_168.0, 6),
    (0.01, 6_441.0, 6),
    (1e-3, 40_984.0, 6),
    (1e-4, 400_000.0, 3),
    (1e-5, _MILLIONS, 1),
    (0.0, float(LARGEST), 0),
)
"""Share of accounts with more followers, how many, and bins from here to the next.

Source: 394,987 accounts that passed one of 100 posts on (TiDeH, 2011), but for 400,000: the data say
465,219, of which 39 accounts leave 80,000 either way.
"""
_SPREAD: Final = 2.2
"""Standard deviation of the logarithm of how much accounts post.

So the busiest tenth writes four posts of five, as Pew found of American accounts in 2019.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Quantiles of a draw.

    Attributes:
        edges: where the bins begin and the last one ends, in units of 2**-32 of chance.
        knots: the quantiles at the ends of each bin's steps; shape (bins, STEPS + 1).
        probability: the chance of each bin.
        mean: the mean of what each bin gives.
    """

    edges: NDArray[np.int64]
    knots: Real
    probability: Real
    mean: Real

    def draw(self, words: NDArray[np.uint64]) -> Real:
        """What each word of 32 bits stands for: the larger the word, the larger the draw."""
        widths = np.diff(self.edges)
        place = np.searchsorted(self.edges[1:-1], words.astype(np.int64), side="right")
        along = (words - self.edges[place]) * (STEPS / widths)[place]
        step = along.astype(np.int64)
        along -= step
        knot = place * (STEPS + 1) + step
        flat = self.knots.reshape(-1)
        low = flat[knot]
        drawn: Real = low + (flat[knot + 1] - low) * along
        return drawn


def _table(shares: list[float], quantile: Callable[[float], float]) -> Table:
    """A table whose bins lie between falling shares of accounts that have more."""
    edges = [round((1 - share) * _WORDS) for share in shares]
    knots = [
        [quantile(1 - (start + (end - start) * step / STEPS) / _WORDS) for step in range(STEPS + 1)]
        for start, end in pairwise(edges)
    ]
    return Table(
        edges=np.array(edges, dtype=np.int64),
        knots=np.array(knots),
        probability=np.array([(end - start) / _WORDS for start, end in pairwise(edges)]),
        mean=np.array([fsum([*each[:-1], *each[1:]]) / (2 * STEPS) for each in knots]),
    )


def _followers_of(share: float) -> float:
    """Followers that a share of all accounts exceeds: a power law between any two measured points."""
    for (more, low, _), (less, high, _) in pairwise(_FOLLOWERS):
        if share >= less > 0:
            return exp(log(low) + log(high / low) * log(share / more) / log(less / more))
    return LARGEST - (LARGEST - _MILLIONS) * share / 1e-5


def _between_measured() -> list[float]:
    """The edges of the bins: even in the logarithm of the share between two measured points."""
    shares: list[float] = []
    for (more, _, bins), (less, _, _) in pairwise(_FOLLOWERS):
        ratio = log(less / more) if less else 0.0
        shares += [more * exp(ratio * step / bins) for step in range(bins)]
    return [*shares, 0.0]


def _activity_of(share: float) -> float:
    if share >= 1:
        return 0.0
    return exp(_SPREAD * normal_quantile(1 - max(share, 2.0**-33)))


FOLLOWER_BINS: Final = _table(_between_measured(), _followers_of)
"""Followers of accounts: `probability` and `mean` of 64 bins."""
ACTIVITY: Final = _table(
    [*(1 - step / 56 for step in range(48)), *(2.0**-halved / 7 for halved in range(16)), 0.0], _activity_of
)
"""How much accounts post, against the account in the middle."""
