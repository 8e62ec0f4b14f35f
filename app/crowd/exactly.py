"""exp, log and the inverse normal over arrays, from + - * / and sqrt only.

The same bits under every numpy and on every machine, which numpy's own do not promise; good to nine
digits, which is more than any number of the model is known to.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import exact

Real = NDArray[np.float64]

_LOG2E: Final = np.array(1.4426950408889634)
_HIGH, _LOW = np.array(exact.LN2_HIGH), np.array(exact.LN2_LOW)
# Numbers as arrays of no axis: numpy turns a float into one at each use, which takes longer than a short sum.
_SERIES: Final = tuple(np.array(part) for part in (1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0, 1.0))
_LOG: Final = tuple(np.array(2 / (2 * power + 1)) for power in range(7, 0, -1))
_ROUNDS: Final = np.array(1.5 * 2.0**52)
_EXPONENT: Final = np.array(52)
"""Bits of a number below its exponent."""
_LEAST, _MOST = np.array(-700.0), np.array(700.0)
_SQRT_HALF, _ONE, _TWO = np.array(0.7071067811865476), np.array(1.0), np.array(2.0)


def exp(x: Real) -> Real:
    """E to the power of each `x`, which is cut to -700 … 700."""
    return exp_within(np.maximum(np.minimum(x, _MOST), _LEAST))


def exp_within(x: Real) -> Real:
    """The same for `x` that are known to lie within -700 … 700."""
    # Added to this number, a small one is rounded to a whole one, which then stands in its last bits.
    whole = np.asarray(x * _LOG2E)
    whole += _ROUNDS
    twos = np.asarray(whole - _ROUNDS)
    part = np.asarray(twos * _HIGH)
    rest = np.asarray(x - part)
    np.multiply(twos, _LOW, out=part)
    rest -= part
    np.multiply(rest, _SERIES[0], out=part)
    for coefficient in _SERIES[1:-1]:
        part += coefficient
        part *= rest
    part += _SERIES[-1]
    exponent = whole.view(np.int64)
    exponent <<= _EXPONENT
    bits = part.view(np.int64)
    bits += exponent
    return part


def log(x: Real) -> Real:
    """The natural logarithm of each `x`, which must be positive."""
    part, exponent = np.frexp(x)
    small = part < _SQRT_HALF
    part = np.where(small, part * _TWO, part)
    powers = exponent.astype(np.float64) - small
    s = (part - _ONE) / (part + _ONE)
    square = s * s
    total = np.asarray(square * _LOG[0])
    for coefficient in _LOG[1:]:
        total += coefficient
        total *= square
    total += _TWO
    total *= s
    logs: Real = powers * _HIGH + (total + powers * _LOW)
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
