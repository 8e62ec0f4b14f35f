"""Philox4x32-10 over arrays, and counts drawn from it by inversion.

Each draw is a pure function of (key, entity, tick, stream, index), so that leaving one out, or asking
for one more, changes no other. The same generator for single numbers is `app.chance`.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.exactly import exp, normal_quantile

Whole = NDArray[np.uint64]
Real = NDArray[np.float64]

# One purpose, one stream: two purposes never share a draw.
COUNTS, BURST, FOLLOWERS, BINS, WORLD, ORGANIC_SIZE, INFECTION, SCREENSHOT, SHOWN = range(9)

_WORD: Final = np.array(0xFFFFFFFF, dtype=np.uint64)
_HALF: Final = np.array(32, dtype=np.uint64)
_TIMES: Final = np.array((0xD2511F53, 0xCD9E8D57), dtype=np.uint64)
_WEYL: Final = np.array((0x9E3779B9, 0xBB67AE85), dtype=np.uint64)
_ROUNDS: Final = 10
_MIDDLE, _UNIT, _ONE = np.array(0.5), np.array(2.0**-32), np.array(1.0)
FEW: Final = 12.0
"""Means up to here are counted out; above, the normal expansion is within a percent."""
AT_MOST: Final = 100
"""No mean that is counted out comes this far."""


def philox(counter: tuple[Whole, Whole, Whole, Whole], key: tuple[Whole, Whole]) -> tuple[Whole, ...]:
    """Four words of 32 bits (as uint64 arrays) for each counter of four words and key of two."""
    outer, inner = np.stack(counter[::2]), np.stack(counter[1::2])
    _mix(outer, inner, np.stack(key))
    return outer[0], inner[0], outer[1], inner[1]


def keys(seed: Whole) -> tuple[Whole, Whole]:
    """The two words of each seed; of one, where all are the same."""
    if len(seed) > 1 and (seed == seed[0]).all():
        seed = seed[:1]
    return seed & _WORD, seed >> _HALF


def _mix(outer: Whole, inner: Whole, key: Whole) -> None:
    """Ten rounds over the first and third words (`outer`) and the second and fourth (`inner`), in place.

    Each round leaves both words of a pair in the other's place, so that every other one reads them turned.
    """
    ones = (1,) * (outer.ndim - 1)
    times, weyl = _TIMES.reshape(2, *ones), _WEYL.reshape(2, *ones)
    turns = np.arange(_ROUNDS, dtype=np.uint64).reshape(_ROUNDS, 1, *ones)
    schedule = (key + turns * weyl) & _WORD
    product, turned = np.empty_like(outer), inner[::-1]
    for number in range(0, _ROUNDS, 2):
        for round_times, round_key in ((times, schedule[number, ::-1]), (times[::-1], schedule[number + 1])):
            np.multiply(outer, round_times, out=product)
            np.right_shift(product, _HALF, out=outer)
            outer ^= turned
            outer ^= round_key
            np.bitwise_and(product, _WORD, out=inner)


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
    outer = np.empty((2, blocks, count), dtype=np.uint64)
    inner = np.empty_like(outer)
    outer[0], outer[1] = entity & _WORD, _blocks(stream, blocks)
    inner[0], inner[1] = tick, entity >> _HALF
    _mix(outer, inner, np.stack(keys(seed))[:, None])
    found = np.empty((blocks, 4, count))
    # The words have 32 bits, so that signed and unsigned are the same; signed are read faster.
    found[:, 0::2] = outer.view(np.int64).transpose(1, 0, 2)
    found[:, 1::2] = inner.view(np.int64).transpose(1, 0, 2)
    found += _MIDDLE
    found *= _UNIT
    return found.reshape(4 * blocks, count)[:many].T


@cache
def _blocks(stream: int, blocks: int) -> Whole:
    return np.uint64(stream << 16) + np.arange(blocks, dtype=np.uint64)[:, None]


def poisson(mean: Real, u: Real) -> NDArray[np.int64]:
    """How often what happens `mean` times on average happened, given its luck `u`: by inversion.

    A little more `mean` under the same luck gives the same count or a little more.
    """
    if mean.flags.f_contiguous and not mean.flags.c_contiguous:
        return poisson(mean.T, u.T).T
    counts = np.zeros(mean.shape, dtype=np.int64)
    flat, mu, luck = counts.reshape(-1), mean.reshape(-1), u.reshape(-1)
    # 1 - m <= exp(-m): most cells are known to stay at 0 before an exponential is taken.
    some = np.flatnonzero(luck > _ONE - mu)
    if not len(some):
        return counts
    mu, luck = mu[some], luck[some]
    large = mu > FEW
    if large.any():
        flat[some[large]] = _expanded(mu[large], luck[large])
        few = ~large
        some, mu, luck = some[few], mu[few], luck[few]
    flat[some] = _counted(mu, luck)
    return counts


def _counted(mean: Real, u: Real) -> NDArray[np.int64]:
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


def _expanded(mean: Real, u: Real) -> NDArray[np.int64]:
    """Cornish and Fisher's expansion to the second order."""
    z = normal_quantile(u)
    size = mean + np.sqrt(mean) * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * np.sqrt(mean))
    counts: NDArray[np.int64] = np.maximum(0, np.floor(size + 0.5)).astype(np.int64)
    return counts
