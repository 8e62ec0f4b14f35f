"""Cascades followed hand by hand, without steps and rows: what the engine's counts have to agree with.

The same rules as the engine's: kernel, follower bins, infection, depth, homophily, hours of the day, wearing
off. Two are simpler: who has been shown a post before is counted by generation, not by the clock, and a
post's luck does not burst.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.kernel import FITTED_SOON, TIMES, WEIGHTS
from app.crowd.parameters import ACTIVITY, Parameters
from app.crowd.quantiles import FOLLOWER_BINS

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

WEEK: Final = 7 * 86_400.0
ROOT: Final = 7
"""In place of a segment: the author's readers are like the audience as a whole."""


@dataclass(slots=True, kw_only=True)
class Trees:
    """Many cascades: reposts of each, how deep it went, how many came straight from the root's readers."""

    size: Whole
    depth: Whole
    direct: Whole


def followers(luck: np.random.Generator, many: int) -> Real:
    """How many follow each of so many accounts."""
    return FOLLOWER_BINS.draw(luck.integers(0, 1 << 32, size=many, dtype=np.uint64))


def infections(luck: np.random.Generator, many: int, *, base: float, spread: float, most: float) -> Real:
    """Reposts per view of so many posts."""
    drawn: Real = np.minimum(base * np.exp(spread * luck.standard_normal(many)), most)
    return drawn


def grow(
    luck: np.random.Generator, parameters: Parameters, infection: Real, accounts: Real, within: float = WEEK
) -> Trees:
    """Follow cascades to their end, one generation after the other.

    Args:
        luck: where chance comes from.
        parameters: the audience's.
        infection: reposts per view of each post.
        accounts: how many are shown each at once.
        within: seconds after which nobody looks any more.
    """
    count = len(infection)
    trees = Trees(size=np.zeros(count, int), depth=np.zeros(count, int), direct=np.zeros(count, int))
    post, time, reach = np.arange(count), np.zeros(count), accounts
    segment = np.full(count, ROOT)
    hour = luck.uniform(0, 24, size=count)
    shown, generation = np.zeros(count), 0
    while len(post):
        generation += 1
        reach = _fresh(parameters, shown, post, reach)
        post, time, segment = _hands(
            luck,
            parameters,
            infection=infection,
            post=post,
            time=time,
            reach=reach,
            segment=segment,
            hour=hour,
        )
        alive = time < within
        post, time, segment = post[alive], time[alive], segment[alive]
        born = np.bincount(post, minlength=count)
        trees.size += born
        trees.depth[born > 0] = generation
        if generation == 1:
            trees.direct += born
        reach = parameters.physics.depth * followers(luck, len(post))
    return trees


def _fresh(parameters: Parameters, shown: Real, post: Whole, reach: Real) -> Real:
    """Of those shown a post, the ones it is new to; `shown` gets them all."""
    people = float(parameters.people.sum())
    more = np.bincount(post, weights=reach, minlength=len(shown))
    new = people * np.exp(-shown / people) * -np.expm1(-more / people)
    shown += more
    fresh: Real = reach * (new / np.maximum(more, 1e-9))[post]
    return fresh


def readiness(parameters: Parameters) -> tuple[Real, float]:
    """Activity among the readers of a reposter of each segment, and of a root; shape (8,). And the latter."""
    activity, shares = parameters.segments[:, ACTIVITY], parameters.shares
    whole, own = float((activity * shares).sum()), parameters.physics.homophily
    return np.append(own * activity + (1 - own) * whole, whole), whole


def _hands(
    luck: np.random.Generator,
    parameters: Parameters,
    *,
    infection: Real,
    post: Whole,
    time: Real,
    reach: Real,
    segment: Whole,
    hour: Real,
) -> tuple[Whole, Real, Whole]:
    """The next generation: who passes on what this one shows."""
    physics = parameters.physics
    ready, whole = readiness(parameters)
    mean = infection[post] * reach * ready[segment] * (1 + physics.circadian)
    many = luck.poisson(mean)
    parent = np.repeat(np.arange(len(post)), many)
    at, hers = time[parent] + _waits(luck, parameters, len(parent)), segment[parent]
    clock = 2 * np.pi * ((hour[post[parent]] + at / 3600 + 3) % 24) / 24
    awake = (1 - physics.circadian * np.sin(clock)) / (1 + physics.circadian)
    kept = luck.uniform(size=len(parent)) < awake * np.exp(-at / (86_400 * physics.novelty_days))
    post, at, hers = post[parent][kept], at[kept], hers[kept]
    stays = luck.uniform(size=len(post)) < 1 - (1 - physics.homophily) * whole / ready[hers]
    chance = parameters.shares * parameters.segments[:, ACTIVITY] / whole
    anybody = luck.choice(7, size=len(post), p=chance)
    return post, at, np.where(stays & (hers != ROOT), hers, anybody)


def _waits(luck: np.random.Generator, parameters: Parameters, many: int) -> Real:
    part = luck.choice(len(TIMES), size=many, p=np.array(WEIGHTS) / sum(WEIGHTS))
    times = np.array(TIMES) * parameters.physics.soon / FITTED_SOON
    return luck.exponential(times[part])
