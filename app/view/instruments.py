"""What a listening tool makes of true counts: it sees a sample, late, and mistakes one side for another.

Every draw is keyed by the rehearsal's seed and the minute it is of, so a minute once read is never read
otherwise: not by the next look, not by another viewer, not by the node that takes over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor, sqrt
from typing import Final

from app.chance import between, number_of, uniform
from app.exact import exp, log, normal_quantile
from app.ids import ExerciseTime
from app.scenario.instrument import Instrument

Sides = tuple[int, int, int]
"""Mentions against the brand, neither, and for it."""
AGAINST, NEITHER, KIND = range(3)
LAG, SEEN, TAKEN, REACH = (number_of(f"instrument/{name}") for name in ("lag", "seen", "taken", "reach"))
SIDE, FOLLOWED = (number_of(f"instrument/{name}") for name in ("side", "followed"))
"""Streams of chance."""
TAKEN_FOR: Final[Mapping[int, tuple[int, int, float]]] = {
    AGAINST: (NEITHER, KIND, 0.75),
    NEITHER: (AGAINST, KIND, 0.5),
    KIND: (NEITHER, AGAINST, 0.75),
}
"""What a side is mistaken for: one, or else the other, and how often the one. An assumption."""
LAG_TURNS: Final = 300.0
REACH_TURNS: Final = 600.0
"""Exercise seconds in which the lag, and the error of the reach, wander from one value to the next."""
_COUNTED: Final = 30.0
"""Means up to here are counted out."""
_NINETY_FIVE: Final = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure, and between what it says it lies: 19 times of 20, as far as the sampling goes."""

    value: int
    low: int
    high: int


def lag(instrument: Instrument, seed: int, now: ExerciseTime) -> float:
    """Exercise seconds the tool is behind at `now`: so slow to change that what is shown never goes back."""
    turns = max(LAG_TURNS, 2 * (instrument.lag_to - instrument.lag_from))
    return wandering(instrument.lag_from, instrument.lag_to, now, turns, seed, LAG)


def wandering(low: float, high: float, now: float, turns: float, *key: int) -> float:
    """A value between `low` and `high` that is another every `turns` seconds, and goes there evenly."""
    knot = floor(now / turns)
    part = now / turns - knot
    before, after = (between(low, high, *key, one) for one in (knot, knot + 1))
    return before + (after - before) * part


@lru_cache(maxsize=4_096)
def read_minute(truth: Sides, share: float, accuracy: float, seed: int, minute: int) -> Sides:
    """What the tool says of a minute's mentions. Kept, since it is asked for again with each look."""
    return taken(sampled(truth, share, seed, SEEN, minute), accuracy, seed, TAKEN, minute)


def sampled(truth: Sides, share: float, *key: int) -> Sides:
    """Those of a minute's mentions that the tool gets to see."""
    against, neither, kind = (binomial(count, share, *key, side) for side, count in enumerate(truth))
    return against, neither, kind


def taken(sample: Sides, accuracy: float, *key: int) -> Sides:
    """What the tool takes them for."""
    found = [0, 0, 0]
    for side, count in enumerate(sample):
        right = binomial(count, accuracy, *key, side, 0)
        one, other, often = TAKEN_FOR[side]
        mistaken = binomial(count - right, often, *key, side, 1)
        found[side] += right
        found[one] += mistaken
        found[other] += count - right - mistaken
    return found[AGAINST], found[NEITHER], found[KIND]


def scaled_up(found: int, share: float) -> Estimate:
    """How many there are, by a sample of them.

    The square root of a count spreads by a half, whatever the count (Freeman and Tukey 1950), and by less
    where the sample is most of all there is.
    """
    unseen = 1 - share
    spread = 0.5 * _NINETY_FIVE * sqrt(unseen)
    low = max(0.0, sqrt(found) - spread) ** 2
    high = (sqrt(found + unseen) + spread) ** 2
    return Estimate(value=_rough(found / share), low=_rough(low / share), high=_rough(high / share))


def percent(part: int, whole: int) -> Estimate | None:
    """A part of the sample in percent, with Wilson's bounds; None for a sample of nothing."""
    if whole == 0:
        return None
    share, z = part / whole, _NINETY_FIVE
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    spread = z / (1 + z * z / whole) * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return Estimate(
        value=round(100 * share),
        low=round(100 * max(0.0, middle - spread)),
        high=round(100 * min(1.0, middle + spread)),
    )


def reach(instrument: Instrument, seed: int, truth: int, t: ExerciseTime) -> Estimate:
    """How many views the tool puts it at; the true figure lies within its bounds."""
    error = instrument.reach_error
    guess = truth * wandering(1 - error, 1 + error, t, REACH_TURNS, seed, REACH)
    return Estimate(value=_rough(guess), low=_rough(guess / (1 + error)), high=_rough(guess / (1 - error)))


def guess(truth: int, right: float, *key: int) -> int:
    """What side the tool takes one text for: the true one with a chance of `right`."""
    if uniform(*key, 0) < right:
        return truth
    one, other, often = TAKEN_FOR[truth]
    return one if uniform(*key, 1) < often else other


def followed(error: float, truth: int, *key: int) -> Estimate:
    """How many accounts the tool thinks could have seen something; the true figure lies within its bounds."""
    found = truth * between(1 - error, 1 + error, *key)
    return Estimate(value=_rough(found), low=_rough(found / (1 + error)), high=_rough(found / (1 - error)))


def binomial(count: int, share: float, *key: int) -> int:
    """How many of `count` a chance of `share` each hits."""
    if count <= 0 or share <= 0:
        return 0
    if share >= 1:
        return count
    if share > 0.5:
        return count - binomial(count, 1 - share, *key)
    if count * share <= _COUNTED:
        return _counted_out(count, share, uniform(*key))
    wide = sqrt(count * share * (1 - share)) * normal_quantile(uniform(*key))
    return min(count, max(0, floor(count * share + wide + 0.5)))


def _counted_out(count: int, share: float, left: float) -> int:
    hit, chance = 0, exp(count * log(1 - share))
    while left > chance and hit < count:
        left -= chance
        chance *= (count - hit) / (hit + 1) * share / (1 - share)
        hit += 1
    return hit


def _rough(number: float) -> int:
    """Two figures, as a tool shows what it has only estimated."""
    unit = 1
    while number >= 100 * unit:
        unit *= 10
    return round(number / unit) * unit
