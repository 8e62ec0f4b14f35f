"""One step of every cascade: who sees it, who passes it on, and who is shown it because of that."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.cascades import (
    BY_REPOSTS,
    REPOSTS,
)
from app.crowd.exactly import exp, normal_quantile
from app.crowd.kernel import PARTS, WEIGHTS
from app.crowd.model import Model
from app.crowd.parameters import ACTIVITY, REFERENCE
from app.crowd.quantiles import FOLLOWER_BINS
from app.crowd.sums import across, by_key

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

BLOCK: Final = 300.0
"""Audience seconds for which a post keeps its luck."""
GRAIN: Final = 2.0**24
"""Means are cut to a whole number of these parts before a count is drawn."""
ONE_BY_ONE: Final = 6.0
"""Up to so many reposts are expected, each has a follower count of its own; above, bins are counted."""


@dataclass(slots=True, kw_only=True)
class Spread:
    """What a step did to each row: views by segment, and new reposts, likes, replies and quotes."""

    views: Real
    acts: Whole
    mean: Real
    """Reposts expected, by row."""


def look(model: Model) -> Real:
    """Views of this step by row and segment: the part of those shown each post whose time has come."""
    rows = model.cascades
    views = np.zeros((rows.count, 7))
    fading = model.fading[rows.kernel]
    for part in range(PARTS):
        left = fading[:, part, None]
        views += WEIGHTS[part] * (1 - left) * rows.pending[part]
        rows.pending[part] *= left
    rows.views += views
    return views


def pass_on(model: Model, views: Real) -> Spread:
    """Draw what those who look do, and show the post to the followers of those who pass it on."""
    rows = model.cascades
    mean = np.floor(_rates(model, views) * GRAIN) / GRAIN
    luck = philox.uniforms(rows.seed, rows.entity, model.tick, philox.COUNTS, 10)
    reposts = philox.poisson(mean, luck[:, :7])
    many = mean > ONE_BY_ONE
    shown = _one_by_one(model, np.where(many, 0, reposts))
    if many.any():
        _by_bins(model, mean, many, reposts, shown)
    expected = across(mean)
    acts = np.empty((rows.count, 4), dtype=np.int64)
    acts[:, REPOSTS] = across(reposts)
    acts[:, 1:] = philox.poisson(
        expected[:, None] * rows.ratios * model.worlds.volume[rows.world][:, None], luck[:, 7:]
    )
    rows.reposted += reposts
    rows.totals += acts
    show(model, np.flatnonzero(across(shown)), shown * model.parameters.physics.depth, BY_REPOSTS)
    return Spread(views=views, acts=acts, mean=expected)


def show(model: Model, places: Whole, followers: Real, way: int) -> None:
    """Show posts to followers, whose segments are like the reposters'; `followers` by row and segment."""
    if not len(places):
        return
    shares = model.parameters.people / REFERENCE
    homophily = model.parameters.physics.homophily
    own = followers[places]
    mixed = homophily * own + (1 - homophily) * across(own)[:, None] * shares
    expose(model, places, mixed, way)


def expose(model: Model, places: Whole, accounts: Real, way: int) -> None:
    """Show posts to `accounts` of each segment; those who were shown them before do not count again."""
    rows, people = model.cascades, model.parameters.people
    before, shown = exp(np.concatenate((-rows.shown[places], -accounts)) / people).reshape(2, -1, 7)
    fresh = people * before * (1 - shown)
    rows.shown[places] += accounts
    rows.pending[:, places] += fresh
    rows.ways[places, way] += across(fresh)


def show_to(model: Model, world: int, entity: int, accounts: float, way: int) -> None:
    """Show a post of a world to so many more accounts, of all segments alike."""
    rows = model.cascades
    places = np.flatnonzero((rows.world == world) & (rows.entity == np.uint64(entity)))
    if len(places):
        expose(model, places, (accounts * model.parameters.people / REFERENCE)[None, :], way)


def _rates(model: Model, views: Real) -> Real:
    """Reposts expected in this step, by row and segment."""
    rows, worlds, physics = model.cascades, model.worlds, model.parameters.physics
    age = model.now - rows.born
    base = rows.infection * exp(-age / (86_400 * physics.novelty_days)) * model.awake() * _bursts(model)
    readiness = model.parameters.segments[:, ACTIVITY] / (1 + worlds.fatigue / 3)
    feelings = np.stack(
        (
            2 * worlds.trust - 1,
            physics.anger_spreads * worlds.anger * worlds.blame,
            worlds.amusement,
            readiness,
            readiness * worlds.appetite,
        ),
        axis=1,
    )[rows.world]
    valence = rows.valence[:, None]
    against, kind = valence < 0, valence > 0
    stirred = 0.8 * valence * feelings[:, 0]
    stirred += np.where(
        against, rows.arousal[:, None] * feelings[:, 1], np.where(kind, 0.6 * feelings[:, 2], 0.0)
    )
    return base[:, None] * views * np.where(against, feelings[:, 4], feelings[:, 3]) * exp(stirred)


def _bursts(model: Model) -> Real:
    """Each post's luck in these five minutes: a gamma draw of mean 1, by Wilson and Hilferty's cube."""
    rows, spread = model.cascades, model.parameters.physics.burst
    block = int(model.now / BLOCK)
    stale = np.flatnonzero(rows.block != block)
    if len(stale):
        rows.block[stale] = block
        luck = philox.uniforms(rows.seed[stale], rows.entity[stale], block, philox.BURST, 1)[:, 0]
        ninth = spread * spread / 9
        cube = 1 - ninth + normal_quantile(luck) * spread / 3
        rows.burst[stale] = np.maximum(0.0, cube * cube * cube)
    return rows.burst


def _one_by_one(model: Model, reposts: Whole) -> Real:
    """The followers of each who passed a post on, summed by row and segment."""
    rows = model.cascades
    each = np.repeat(np.arange(reposts.size), reposts.reshape(-1))
    if not len(each):
        return np.zeros(reposts.shape)
    row, first = each // 7, np.searchsorted(each, each)
    turn = (np.arange(len(each)) - first) * 8 + each % 7
    when = np.full(len(each), model.tick, dtype=np.uint64) | turn.astype(np.uint64) << np.uint64(32)
    followers = FOLLOWER_BINS.draw(_words(rows.seed[row], rows.entity[row], when))
    return by_key(each, followers, reposts.size).reshape(reposts.shape)


def _words(
    seed: NDArray[np.uint64], entity: NDArray[np.uint64], when: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    word, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    stream = np.full(len(seed), philox.FOLLOWERS << 16, dtype=np.uint64) | (when >> half)
    return philox.philox((entity & word, when & word, stream, entity >> half), (seed & word, seed >> half))[0]


def _by_bins(model: Model, mean: Real, many: NDArray[np.bool_], reposts: Whole, shown: Real) -> None:
    """Where many pass a post on: so many of each of the 64 bins of follower counts.

    Counts of a Poisson number of accounts by bin are Poisson numbers of their own: exact, with the tail kept.
    """
    rows = model.cascades
    row, segment = np.nonzero(many)
    name = rows.entity[row] ^ (segment.astype(np.uint64) + np.uint64(1)) << np.uint64(56)
    luck = philox.uniforms(rows.seed[row], name, model.tick, philox.BINS, 64)
    counts = philox.poisson(mean[row, segment][:, None] * FOLLOWER_BINS.probability, luck)
    reposts[row, segment] = counts.sum(axis=1)
    total = np.zeros(len(row))
    for place in range(64):
        total += counts[:, place] * FOLLOWER_BINS.mean[place]
    shown[row, segment] = total
