"""How many follow those who pass a post on: the audience that each of them brings it."""

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.quantiles import FOLLOWER_BINS
from app.crowd.rows import Names, Rows
from app.crowd.sums import by_key

Real = NDArray[np.float64]
Whole = NDArray[np.int64]


def one_by_one(tick: int, rows: Rows, segment: Whole, row: Whole, counts: Whole) -> Real:
    """How many follow those of a segment who passed a post on, each with a draw of their own; summed."""
    each = np.repeat(np.arange(len(counts)), counts)
    turn = np.arange(len(each)) - (np.cumsum(counts) - counts)[each]
    name = (turn * 8 + segment[each]).astype(np.uint64)
    row = row[each]
    followers = FOLLOWER_BINS.draw(_words(rows.seed[row], rows.entity[row], tick, name))
    return by_key(each, followers, len(counts))


def _words(seed: Names, entity: Names, tick: int, name: Names) -> Names:
    word, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    when = np.full(len(seed), tick & 0xFFFFFFFF, dtype=np.uint64)
    stream = name | np.uint64(philox.FOLLOWERS << 16)
    return philox.philox((entity & word, when, stream, entity >> half), (seed & word, seed >> half))[0]


def by_bins(tick: int, rows: Rows, segment: Whole, row: Whole, mean: Real) -> tuple[Whole, Real]:
    """Where many pass a post on: so many of each of the 64 bins of follower counts.

    Counts of a Poisson number of accounts by bin are Poisson numbers of their own: exact, with the tail kept.

    Returns:
        How many pass it on, and how many follow them.
    """
    name = rows.entity[row] ^ (segment.astype(np.uint64) + np.uint64(1)) << np.uint64(56)
    luck = philox.uniforms(rows.seed[row], name, tick, philox.BINS, 64)
    counts = philox.poisson(mean[:, None] * FOLLOWER_BINS.probability, luck)
    followers = np.zeros(len(row))
    for place in range(64):
        followers += counts[:, place] * FOLLOWER_BINS.mean[place]
    return counts.sum(axis=1), followers
