"""One step of every cascade: who sees it, who passes it on, and who is shown it because of that."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.cascades import BRAND, BY_REPOSTS, REPOSTS
from app.crowd.exactly import exp, normal_quantile
from app.crowd.kernel import PARTS
from app.crowd.model import Model
from app.crowd.parameters import ACTIVITY
from app.crowd.quantiles import FOLLOWER_BINS
from app.crowd.sums import across, by_key, cells

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
    against: NDArray[np.bool_]
    """Which rows are criticism: against the brand, and not its own."""
    cells: Whole
    """A key for each row and segment, for sums by world."""


def look(model: Model) -> Real:
    """Views of this step by row and segment: the part of those shown each post whose time has come."""
    rows = model.cascades
    pending, keeps, gives = rows.pending.transpose(0, 2, 1), rows.keeps.T, rows.gives.T
    views: Real = pending[0] * gives[0]
    for part in range(1, PARTS):
        views += pending[part] * gives[part]
    pending *= keeps[:, None, :]
    rows.views += views.T
    return views.T


def pass_on(model: Model, views: Real) -> Spread:
    """Draw what those who look do, and show the post to the followers of those who pass it on."""
    rows, count = model.cascades, model.cascades.count
    mean = np.empty((10, count))
    reposted, answered = mean[:7].T, mean[7:].T
    _rates(model, views, out=reposted)
    np.floor(reposted, out=reposted)
    reposted *= 1 / GRAIN
    expected = across(reposted)
    np.multiply(expected[:, None], rows.ratios, out=answered)
    answered *= model.worlds.volume[rows.world][:, None]
    luck = philox.uniforms(rows.seed, rows.entity, model.tick, philox.COUNTS, 10)
    counts = philox.poisson(mean, luck.T).T
    reposts = counts[:, :7]
    many = reposted > ONE_BY_ONE
    if many.any():
        shown = _one_by_one(model, np.where(many, 0, reposts))
        _by_bins(model, reposted, many, reposts, shown)
    else:
        shown = _one_by_one(model, reposts)
    acts = np.empty((4, count), dtype=np.int64).T
    acts[:, REPOSTS] = across(reposts)
    acts[:, 1:] = counts[:, 7:]
    rows.reposted += reposts
    rows.totals += acts
    places = np.flatnonzero(across(shown))
    show(model, places, shown.T[:, places].T * model.parameters.physics.depth, BY_REPOSTS)
    return Spread(
        views=views,
        acts=acts,
        mean=expected,
        against=(rows.valence < 0) & (rows.source != BRAND),
        cells=cells(rows.world, len(model.worlds)),
    )


def show(model: Model, places: Whole, followers: Real, way: int) -> None:
    """Show the posts at some places to followers, whose segments are like the reposters'."""
    if not len(places):
        return
    shares = model.parameters.shares
    homophily = model.parameters.physics.homophily
    mixed = homophily * followers + (1 - homophily) * across(followers)[:, None] * shares
    expose(model, places, mixed, way)


def expose(model: Model, places: Whole, accounts: Real, way: int) -> None:
    """Show posts to `accounts` of each segment; those who were shown them before do not count again."""
    rows, people = model.cascades, model.parameters.people[:, None]
    pending, shown, more = rows.pending.transpose(0, 2, 1), rows.shown.T, accounts.T
    before = shown[:, places]
    both = np.empty((2, *before.shape))
    both[0], both[1] = before, more
    both /= -people
    missed, passed_by = exp(both)
    fresh = people * missed * (1 - passed_by)
    shown[:, places] = before + more
    pending[:, :, places] += fresh
    rows.ways[places, way] += across(fresh.T)


def show_to(model: Model, world: int, entity: int, accounts: float, way: int) -> None:
    """Show a post of a world to so many more accounts, of all segments alike."""
    rows = model.cascades
    places = np.flatnonzero((rows.world == world) & (rows.entity == np.uint64(entity)))
    if len(places):
        expose(model, places, (accounts * model.parameters.shares)[None, :], way)


def _rates(model: Model, views: Real, out: Real) -> None:
    """Reposts expected in this step, by row and segment, in grains."""
    rows, physics = model.cascades, model.parameters.physics
    age = model.now - rows.born
    base = rows.infection * exp(-age / (86_400 * physics.novelty_days)) * model.awake() * _bursts(model)
    against, kind = rows.valence < 0, rows.valence > 0
    stance, stirs, readiness = _feelings(model)
    leaning = 3 * rows.world + 2 * against + kind
    stirred = np.take(stirs, leaning, axis=1)
    stirred *= np.where(against, rows.arousal, 1.0)
    stirred += 0.8 * rows.valence * np.take(stance, rows.world, axis=1)
    rates = out.T
    np.multiply(base, views.T, out=rates)
    rates *= np.take(readiness, leaning, axis=1)
    rates *= exp(stirred)
    rates *= GRAIN


def _feelings(model: Model) -> tuple[Real, Real, Real]:
    """What the segments bring to a post.

    Returns:
        Their stance towards the brand by world; shape (7, W).
        What stirs them in a post that leans neither way, for the brand and against it, and how readily they
        pass it on, by world and lean; shape (7, 3 * W) each.
    """
    worlds, physics = model.worlds, model.parameters.physics
    anger = physics.anger_spreads * worlds.anger * worlds.blame
    ready = model.parameters.segments[:, ACTIVITY] / (1 + worlds.fatigue / 3)
    stirs, readiness = np.empty((2, 7, len(worlds), 3))
    stirs[:, :, 0], stirs[:, :, 1], stirs[:, :, 2] = 0.0, (0.6 * worlds.amusement).T, anger.T
    readiness[:, :, 0] = readiness[:, :, 1] = ready.T
    readiness[:, :, 2] = (ready * worlds.appetite).T
    return 2 * worlds.trust.T - 1, stirs.reshape(7, -1), readiness.reshape(7, -1)


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
    rows, count = model.cascades, len(reposts)
    shown = np.zeros((7, count))
    flat = reposts.T.reshape(-1)
    cells = np.flatnonzero(flat)
    if not len(cells):
        return shown.T
    times = flat[cells]
    each = np.repeat(np.arange(len(cells)), times)
    segment, row = cells[each] // count, cells[each] % count
    turn = np.arange(len(each)) - (np.cumsum(times) - times)[each]
    name = (turn * 8 + segment).astype(np.uint64)
    followers = FOLLOWER_BINS.draw(_words(rows.seed[row], rows.entity[row], model.tick, name))
    shown.reshape(-1)[cells] = by_key(each, followers, len(cells))
    return shown.T


def _words(
    seed: NDArray[np.uint64], entity: NDArray[np.uint64], tick: int, name: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    word, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    when = np.full(len(seed), tick & 0xFFFFFFFF, dtype=np.uint64)
    stream = name | np.uint64(philox.FOLLOWERS << 16)
    return philox.philox((entity & word, when, stream, entity >> half), (seed & word, seed >> half))[0]


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
