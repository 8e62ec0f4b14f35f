"""Philox4x32-10 over arrays, and counts drawn from it by inversion.

Each draw is a pure function of (key, entity, tick, stream, index), so that leaving one out, or asking
for one more, changes no other. The same generator for single numbers is `app.chance`.
"""

from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.exactly import exp, normal_quantile

Whole = NDArray[np.uint64]
Real = NDArray[np.float64]
Counts = NDArray[np.int64]

# One purpose, one stream: two purposes never share a draw.
COUNTS, BURST, FOLLOWERS, BINS, WORLD, ORGANIC_SIZE, INFECTION, SCREENSHOT, REACTIONS = range(9)

_WORD: Final = np.array(0xFFFFFFFF, dtype=np.uint64)
_HALF: Final = np.array(32, dtype=np.uint64)
_ONE: Final = np.array(0xD2511F53, dtype=np.uint64)
_OTHER: Final = np.array(0xCD9E8D57, dtype=np.uint64)
_WEYL: Final = (0x9E3779B9, 0xBB67AE85)
_ROUNDS: Final = 10
_MIDDLE, _UNIT, _CERTAIN = np.array(0.5), np.array(2.0**-32), np.array(1.0)
FEW: Final = 12.0
"""Means up to here are counted out; above, the normal expansion is within a percent."""
AT_MOST: Final = 100
"""No mean that is counted out comes this far."""

Schedule = tuple[tuple[Whole, Whole], ...]


def philox(counter: tuple[Whole, Whole, Whole, Whole], key: tuple[Whole, Whole]) -> tuple[Whole, ...]:
    """Four words of 32 bits (as uint64 arrays) for each counter of four words and key of two."""
    a, b, c, d = (np.array(word) for word in counter)
    _mix(a, b, c, d, _schedule(key[0] | key[1] << _HALF))
    return a, b, c, d


def _mix(a: Whole, b: Whole, c: Whole, d: Whole, schedule: Schedule) -> None:
    """Ten rounds, in place."""
    one, other = np.empty_like(a), np.empty_like(a)
    for low, high in schedule:
        np.multiply(a, _ONE, one)
        np.multiply(c, _OTHER, other)
        np.right_shift(other, _HALF, a)
        np.bitwise_xor(a, b, a)
        np.bitwise_xor(a, low, a)
        np.bitwise_and(other, _WORD, b)
        np.right_shift(one, _HALF, c)
        np.bitwise_xor(c, d, c)
        np.bitwise_xor(c, high, c)
        np.bitwise_and(one, _WORD, d)


def _schedule(seed: Whole) -> Schedule:
    """The key of each round; where all seeds are the same, of one of them."""
    if len(seed) and (seed == seed[0]).all():
        return _schedule_of(int(seed[0]))
    low, high = seed & _WORD, seed >> _HALF
    turns = np.arange(_ROUNDS, dtype=np.uint64)
    rising, falling = turns * np.uint64(_WEYL[0]), turns * np.uint64(_WEYL[1])
    return tuple(
        ((low + one) & _WORD, (high + other) & _WORD) for one, other in zip(rising, falling, strict=True)
    )


@lru_cache(maxsize=64)
def _schedule_of(seed: int) -> Schedule:
    low, high = seed & 0xFFFFFFFF, seed >> 32
    return tuple(
        (
            np.array((low + turn * _WEYL[0]) & 0xFFFFFFFF, dtype=np.uint64),
            np.array((high + turn * _WEYL[1]) & 0xFFFFFFFF, dtype=np.uint64),
        )
        for turn in range(_ROUNDS)
    )


def uniforms(seed: Whole, entity: Whole, tick: int | Whole, stream: int, many: int) -> Real:
    """`many` numbers strictly between 0 and 1 for each entity; shape (entities, many).

    Args:
        seed: key of 64 bits, one for each entity.
        entity: name of 64 bits of what the numbers are for.
        tick: the step of time.
        stream: one of the purposes above.
        many: how many numbers; the first ones stay the same when more are asked for.
    """
    blocks, count = -(-many // 4), len(entity)
    words = np.empty((4, blocks, count), dtype=np.uint64)
    words[0], words[1], words[2], words[3] = entity & _WORD, tick, _blocks(stream, blocks), entity >> _HALF
    _mix(words[0], words[1], words[2], words[3], _schedule(seed))
    found = np.empty((blocks, 4, count))
    # The words have 32 bits, so that signed and unsigned are the same; signed are read faster.
    found[:] = words.view(np.int64).transpose(1, 0, 2)
    found += _MIDDLE
    found *= _UNIT
    return found.reshape(4 * blocks, count)[:many].T


@cache
def _blocks(stream: int, blocks: int) -> Whole:
    return np.uint64(stream << 16) + np.arange(blocks, dtype=np.uint64)[:, None]


def poisson(mean: Real, u: Real) -> Counts:
    """How often what happens `mean` times on average happened, given its luck `u`: by inversion.

    A little more `mean` under the same luck gives the same count or a little more.
    """
    if mean.flags.f_contiguous and not mean.flags.c_contiguous:
        return poisson(mean.T, u.T).T
    counts = np.zeros(mean.shape, dtype=np.int64)
    places, many = likely_counts(mean, u)
    counts.reshape(-1)[places] = many
    return counts


def likely_counts(mean: Real, u: Real) -> tuple[Counts, Counts]:
    """The same wherever it is not 0 at a glance: the places in the flattened table, and how often."""
    # 1 - m <= exp(-m): most cells are known to stay at 0 before an exponential is taken.
    places = np.flatnonzero(u > _CERTAIN - mean)
    mu, luck = mean.reshape(-1)[places], u.reshape(-1)[places]
    large = mu > FEW
    if large.any():
        counts, few = np.empty(len(places), dtype=np.int64), ~large
        counts[large] = _expanded(mu[large], luck[large])
        counts[few] = _counted(mu[few], luck[few])
    else:
        counts = _counted(mu, luck)
    return places, counts


def _counted(mean: Real, u: Real) -> Counts:
    """Goes on as long as any count does: those that have ended stay below their luck."""
    counts = np.zeros(len(mean), dtype=np.int64)
    chance = exp(-mean)
    left = u - chance
    for number in range(1, AT_MOST + 1):
        more = left > 0
        if not more.any():
            break
        counts += more
        chance *= mean / number
        left -= chance
    return counts


def _expanded(mean: Real, u: Real) -> Counts:
    """Cornish and Fisher's expansion to the second order."""
    z = normal_quantile(u)
    size = mean + np.sqrt(mean) * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * np.sqrt(mean))
    counts: Counts = np.maximum(0, np.floor(size + 0.5)).astype(np.int64)
    return counts
