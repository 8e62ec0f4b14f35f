"""Philox4x32-10 over arrays, and counts drawn from it by inversion.

Each draw is a pure function of (key, entity, tick, stream, index), so that leaving one out, or asking
for one more, changes no other. The same generator for single numbers is `app.chance`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.exactly import exp, normal_quantile

Whole = NDArray[np.uint64]
Real = NDArray[np.float64]

# One purpose, one stream: two purposes never share a draw.
COUNTS, BURST, FOLLOWERS, BINS, WORLD, ORGANIC_SIZE, INFECTION, SCREENSHOT, SHOWN = range(9)

_ONE: Final = np.uint64(0xD2511F53)
_OTHER: Final = np.uint64(0xCD9E8D57)
_WORD: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)
_WEYL: Final = (np.uint64(0x9E3779B9), np.uint64(0xBB67AE85))
_UNIT: Final = 2.0**-32
FEW: Final = 12.0
"""Means up to here are counted out; above, the normal expansion is within a percent."""


def philox(counter: tuple[Whole, Whole, Whole, Whole], key: tuple[Whole, Whole]) -> tuple[Whole, ...]:
    """Four words of 32 bits (as uint64 arrays) for each counter of four words and key of two."""
    a, b, c, d = counter
    low, high = key
    for _ in range(10):
        one, other = a * _ONE, c * _OTHER
        a = other >> _HALF
        a ^= b
        a ^= low
        b = other
        b &= _WORD
        c = one >> _HALF
        c ^= d
        c ^= high
        d = one
        d &= _WORD
        low, high = (low + _WEYL[0]) & _WORD, (high + _WEYL[1]) & _WORD
    return a, b, c, d


def uniforms(seed: Whole, entity: Whole, tick: int | Whole, stream: int, many: int) -> Real:
    """`many` numbers strictly between 0 and 1 for each entity; shape (entities, many).

    Args:
        seed: key of 64 bits, one for each entity.
        entity: name of 64 bits of what the numbers are for.
        tick: the step of time.
        stream: one of the purposes above.
        many: how many numbers; the first ones stay the same when more are asked for.
    """
    blocks = -(-many // 4)
    shape = (len(entity), blocks)
    what = np.uint64(stream << 16) + np.arange(blocks, dtype=np.uint64)
    when = np.broadcast_to(np.asarray(tick, dtype=np.uint64), entity.shape)
    counter = (
        np.broadcast_to((entity & _WORD)[:, None], shape),
        np.broadcast_to(when[:, None], shape),
        np.broadcast_to(what, shape),
        np.broadcast_to((entity >> _HALF)[:, None], shape),
    )
    drawn = philox(counter, ((seed & _WORD)[:, None], (seed >> _HALF)[:, None]))
    found = np.empty((*shape, 4))
    for at, word in enumerate(drawn):
        found[:, :, at] = word
    found += 0.5
    found *= _UNIT
    return found.reshape(len(entity), 4 * blocks)[:, :many]


def poisson(mean: Real, u: Real) -> NDArray[np.int64]:
    """How often what happens `mean` times on average happened, given its luck `u`: by inversion.

    A little more `mean` under the same luck gives the same count or a little more.
    """
    counts = np.zeros(mean.shape, dtype=np.int64)
    flat, mu, luck = counts.reshape(-1), mean.reshape(-1), u.reshape(-1)
    # 1 - m <= exp(-m): most cells are known to stay at 0 before an exponential is taken.
    some = np.flatnonzero(luck > 1 - mu)
    large = mu[some] > FEW
    if large.any():
        many = some[large]
        flat[many] = _expanded(mu[many], luck[many])
        some = some[~large]
    if len(some):
        flat[some] = _counted(mu[some], luck[some])
    return counts


def _counted(mean: Real, u: Real) -> NDArray[np.int64]:
    counts = np.zeros(len(mean), dtype=np.int64)
    chance = exp(-mean)
    left = u - chance
    at = np.flatnonzero(left > 0)
    number = 0
    while len(at) and number < 100:
        number += 1
        chance[at] *= mean[at] / number
        counts[at] = number
        left[at] -= chance[at]
        at = at[left[at] > 0]
    return counts


def _expanded(mean: Real, u: Real) -> NDArray[np.int64]:
    """Cornish and Fisher's expansion to the second order."""
    z = normal_quantile(u)
    size = mean + np.sqrt(mean) * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * np.sqrt(mean))
    counts: NDArray[np.int64] = np.maximum(0, np.floor(size + 0.5)).astype(np.int64)
    return counts
