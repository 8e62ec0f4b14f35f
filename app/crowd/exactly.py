"""exp, log and the inverse normal over arrays, from + - * / and sqrt only.

The same bits under every numpy and on every machine, which numpy's own do not promise; good to nine
digits, which is more than any number of the model is known to.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import exact

Real = NDArray[np.float64]

_LOG2E: Final = 1.4426950408889634
_HIGH, _LOW = exact.LN2_HIGH, exact.LN2_LOW
_SERIES: Final = (1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0, 1.0)
_LOG: Final = tuple(2 / (2 * power + 1) for power in range(7, 0, -1))


def exp(x: Real) -> Real:
    """E to the power of each `x`, which is cut to -700 … 700."""
    x = np.clip(x, -700.0, 700.0)
    twos = np.rint(x * _LOG2E)
    rest = (x - twos * _HIGH) - twos * _LOW
    total = np.full(x.shape, _SERIES[0])
    for coefficient in _SERIES[1:]:
        total *= rest
        total += coefficient
    powers: Real = np.ldexp(total, twos.astype(np.int32))
    return powers


def log(x: Real) -> Real:
    """The natural logarithm of each `x`, which must be positive."""
    part, twos = np.frexp(x)
    small = part < 0.7071067811865476
    part = np.where(small, part * 2, part)
    powers = twos.astype(np.float64) - small
    s = (part - 1) / (part + 1)
    square = s * s
    total = np.full(s.shape, _LOG[0])
    for coefficient in _LOG[1:]:
        total *= square
        total += coefficient
    logs: Real = powers * _HIGH + (s * (total * square + 2) + powers * _LOW)
    return logs


def likely(score: Real) -> Real:
    """The chance, 0 to 1, that a score in logits stands for."""
    chance: Real = 1 / (1 + exp(-score))
    return chance


def normal_quantile(p: Real) -> Real:
    """How many standard deviations from the mean a share `p` of a normal draw lies below.

    Source: Wichura 1988, algorithm AS 241 (PPND7), as in `app.exact`.
    """
    q = p - 0.5
    centre = 0.180625 - q * q
    middle = q * _ratio(exact.CENTRE, centre)
    r = np.sqrt(-log(np.minimum(p, 1 - p)))
    outer = np.where(r <= 5, _ratio(exact.SIDE, r - 1.6), _ratio(exact.TAIL, r - 5))
    quantile: Real = np.where(np.abs(q) <= 0.425, middle, np.where(q > 0, outer, -outer))
    return quantile


def _ratio(pair: tuple[tuple[float, ...], tuple[float, ...]], x: Real) -> Real:
    return _polynomial(pair[0], x) / _polynomial(pair[1], x)


def _polynomial(coefficients: tuple[float, ...], x: Real) -> Real:
    total = np.full(x.shape, coefficients[0])
    for coefficient in coefficients[1:]:
        total *= x
        total += coefficient
    return total
