"""Figures read off cascades and storms."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]

TEN_MINUTES: Final = 600


def ratio(answered: Real, silent: Real) -> tuple[float, float, float]:
    """Geometric mean of the ratio to the silent twins, and its 95 % interval by the bootstrap."""
    logs = np.log(answered / silent)
    draws = np.random.default_rng(0).integers(0, len(logs), size=(2_000, len(logs)))
    means = logs[draws].mean(axis=1)
    low, high = np.exp(np.quantile(means, (0.025, 0.975)))
    return float(np.exp(logs.mean())), float(low), float(high)


def shares(total: Real, step: float, seconds: tuple[float, ...]) -> Real:
    """The median cascade's part of its reposts by so many seconds; `total` by step and cascade."""
    part = total / total[-1]
    return np.array([np.median(part[round(one / step) - 1]) for one in seconds])


def half_lives(total: Real, step: float) -> Real:
    """Minutes in which each cascade has half of its reposts."""
    found: Real = (np.argmax(total >= total[-1] / 2, axis=0) + 1) * step / 60
    return found


def peaks(total: Real, step: float) -> Real:
    """The ten minutes with the most reposts of each cascade, from 0."""
    ends = total[round(TEN_MINUTES / step) - 1 :: round(TEN_MINUTES / step)]
    found: Real = np.diff(ends, axis=0, prepend=0).argmax(axis=0).astype(float)
    return found


def slopes(total: Real, step: float) -> Real:
    """By how much the rate of each cascade falls from ten minutes to a day: its slope in logarithms."""
    at = np.round(TEN_MINUTES * np.exp(np.linspace(0, np.log(144), 13)) / step).astype(int)
    rate = np.diff(total[at - 1], axis=0) / (np.diff(at) * step)[:, None]
    when = np.log(np.sqrt(at[:-1] * at[1:]) * step)
    found = []
    for one in rate.T:
        some = one > 0
        if some.sum() >= 4:
            found.append(np.polyfit(when[some], np.log(one[some]), 1)[0])
    return np.array(found)


def hill(sizes: Real, least: float) -> float:
    """Exponent of the density's tail among sizes of `least` and more."""
    large = sizes[sizes >= least]
    return float(1 + 1 / np.log(large / (least - 0.5)).mean())


def rank_correlation(one: Real, other: Real) -> float:
    """Spearman's, ties sharing their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Real) -> Real:
    _, place, many = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(many)
    ranks: Real = (ends - (many - 1) / 2)[place]
    return ranks


def quantile_of(table: tuple[Real, Real], part: float) -> float:
    """A quantile of a draw given as its bins' chances and means."""
    chance, mean = table
    return float(np.interp(part, np.cumsum(chance) - chance / 2, mean))
