"""exp, log and the inverse normal from + - * / and sqrt only: the same bits on every machine.

IEEE 754 rounds those five correctly, but a platform's own exp and log may differ in the last bit,
and a rehearsal that is replayed elsewhere must not.
"""

from collections.abc import Sequence
from functools import reduce
from math import factorial, floor, frexp, ldexp, sqrt

LN2_HIGH = 0.6931471803691238
"""The first 33 bits of the natural logarithm of 2: times any exponent, the product is exact."""
LN2_LOW = 1.9082149292705877e-10
"""What is left of it."""
LN2 = LN2_HIGH + LN2_LOW

_EXP = tuple(1 / factorial(power) for power in range(14, -1, -1))
_LOG = tuple(2 / (2 * power + 1) for power in range(11, 0, -1))
_SQRT_HALF = 0.7071067811865476

# Wichura 1988, algorithm AS 241 (PPND7): three ratios of polynomials, highest power first.
CENTRE = (
    (59.109374720, 159.29113202, 50.434271938, 3.3871327179),
    (67.187563600, 78.757757664, 17.895169469, 1.0),
)
SIDE = (
    (0.17023821103, 1.3067284816, 2.7568153900, 1.4234372777),
    (0.12021132975, 0.73700164250, 1.0),
)
TAIL = (
    (0.017337203997, 0.42868294337, 3.0812263860, 6.6579051150),
    (0.012258202635, 0.24197894225, 1.0),
)


def exp(x: float) -> float:
    """E to the power of `x`; the relative error stays below 1e-15 where the result is a normal number.

    Raises:
        OverflowError: `x` is more than about 709.78.
    """
    if x < -746:
        return 0.0
    if x > 710:
        raise OverflowError(f"exp({x}) is too large")
    twos = floor(x / LN2 + 0.5)
    rest = (x - twos * LN2_HIGH) - twos * LN2_LOW
    return ldexp(_polynomial(_EXP, rest), twos)


def log(x: float) -> float:
    """The natural logarithm of `x`, with a relative error below 1e-15.

    Raises:
        ValueError: `x` is not positive.
    """
    if not x > 0:
        raise ValueError(f"no logarithm of {x}")
    part, twos = frexp(x)
    if part < _SQRT_HALF:
        part, twos = part * 2, twos - 1
    s = (part - 1) / (part + 1)
    square = s * s
    return twos * LN2_HIGH + (s * (_polynomial(_LOG, square) * square + 2) + twos * LN2_LOW)


def normal_quantile(p: float) -> float:
    """How many standard deviations from the mean a share `p`, between 0 and 1, of a normal draw lies below.

    Source: Wichura 1988, "The percentage points of the normal distribution", Applied Statistics 37;
    right to one part in a million.
    """
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(CENTRE, 0.180625 - q * q)
    r = sqrt(-log(min(p, 1 - p)))
    size = _ratio(SIDE, r - 1.6) if r <= 5 else _ratio(TAIL, r - 5)
    return size if q > 0 else -size


def _polynomial(coefficients: Sequence[float], x: float) -> float:
    """By Horner's rule; the coefficient of the highest power comes first."""
    return reduce(lambda total, coefficient: total * x + coefficient, coefficients, 0.0)


def _ratio(pair: tuple[Sequence[float], Sequence[float]], x: float) -> float:
    return _polynomial(pair[0], x) / _polynomial(pair[1], x)
