"""One step of every cascade: who sees it, who passes it on, and who is shown it because of that."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.cascades import BRAND, BY_REPOSTS, REPOSTS
from app.crowd.exactly import exp, normal_quantile
from app.crowd.model import ELSE, HERE, Model
from app.crowd.quantiles import FOLLOWER_BINS
from app.crowd.rates import Rates
from app.crowd.sums import across, by_key, cells

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

BLOCK: Final = 300.0
"""Audience seconds for which a post keeps its luck."""
AT_ONCE: Final = 1 << 14
"""Rows worked on together, so that what is found on the way stays in the processor's cache."""
ONE_BY_ONE: Final = 6.0
"""Up to so many reposts are expected, each has a follower count of its own; above, bins are counted."""
_NOTHING: Final = (*(np.zeros(0, dtype=np.int64) for _ in range(3)), np.zeros(0))


@dataclass(slots=True, kw_only=True)
class Spread:
    """What a step did to each row: views by segment, and new reposts, likes, replies and quotes."""

    views: Real
    acts: Whole
    rates: Rates
    against: NDArray[np.bool_]
    """Which rows are criticism: against the brand, and not its own."""
    cells: Whole
    """A key for each row and segment, for sums by world."""


def spread(model: Model) -> Spread:
    """Let those look whose time has come, and show each post to the followers of those who pass it on."""
    rows, count = model.cascades, model.cascades.count
    views = look(model)
    rates, luck = Rates(model, views, _bursts(model)), _Luck(model)
    drawn = [_draw(rates, luck, slice(start, start + AT_ONCE)) for start in range(0, count, AT_ONCE)]
    acts = _pass_on(model, *(np.concatenate(column) for column in zip(_NOTHING, *drawn, strict=True)))
    return Spread(
        views=views.T,
        acts=acts,
        rates=rates,
        against=(rows.valence < 0) & (rows.source != BRAND),
        cells=cells(rows.world, len(model.worlds)),
    )


def look(model: Model) -> Real:
    """Views of this step by segment and row: what of those shown each post have their time now."""
    rows = model.cascades
    pending, views = rows.pending.transpose(0, 2, 1), np.zeros((7, rows.count))
    elsewhere = np.flatnonzero(rows.kernel == ELSE)
    others = pending[:, :, elsewhere]
    for some, give, keep in zip(pending, model.giving[HERE], model.fading[HERE], strict=True):
        views += some * give
        some *= keep  # noqa: PLW2901 - in place
    if len(elsewhere):
        views[:, elsewhere] = 0.0
        for part, (give, keep) in enumerate(zip(model.giving[ELSE], model.fading[ELSE], strict=True)):
            views[:, elsewhere] += others[part] * give
            pending[part][:, elsewhere] = others[part] * keep
    rows.views += views.T
    return views


def _draw(rates: Rates, luck: "_Luck", part: slice) -> tuple[Whole, Whole, Whole, Real]:
    """What was done to some rows at all, and whatever is counted by bins.

    Only where luck is good enough for the most that can be expected, what is expected is worked out.

    Returns:
        By which segment, or 7, 8 and 9 for likes, replies and quotes; to which row; how often; and the mean.
    """
    most, numbers = rates.most(part), luck.of(part)
    places = np.flatnonzero(numbers > 1 - most)
    deed, row = np.divmod(places, most.shape[1])
    row += part.start
    mean = rates.of(deed, row)
    at, counts = philox.likely_counts(mean, numbers.reshape(-1)[places])
    some = (counts > 0) | (mean[at] > ONE_BY_ONE)
    at, counts = at[some], counts[some]
    return deed[at], row[at], counts, mean[at]


class _Luck:
    """Ten numbers for each row and this step. Twins of a post that lie together share theirs, drawn once."""

    def __init__(self, model: Model) -> None:
        seed, entity = model.cascades.seed, model.cascades.entity
        new = np.ones(len(entity), dtype=np.bool_)
        if len(model.worlds) > 1:
            new[1:] = (entity[1:] != entity[:-1]) | (seed[1:] != seed[:-1])
        first = np.flatnonzero(new)
        self._place = np.cumsum(new) - 1 if len(first) < len(new) else None
        self._drawn = philox.uniforms(seed[first], entity[first], model.tick, philox.COUNTS, 10).T

    def of(self, part: slice) -> Real:
        """Those of some rows; shape (10, rows)."""
        if self._place is None:
            return self._drawn[:, part]
        return np.take(self._drawn, self._place[part], axis=1)


def _pass_on(model: Model, deed: Whole, row: Whole, counts: Whole, mean: Real) -> Whole:
    """Count what was done to each row, and show it to the followers of those who passed it on.

    Returns:
        Reposts, likes, replies and quotes; shape (rows, 4).
    """
    rows, acts = model.cascades, np.zeros((4, model.cascades.count), dtype=np.int64)
    liked = deed >= 7
    acts[deed[liked] - 6, row[liked]] = counts[liked]
    segment, row, counts, mean = deed[~liked], row[~liked], counts[~liked], mean[~liked]
    followers = np.empty(len(counts))
    few, many = np.flatnonzero(mean <= ONE_BY_ONE), np.flatnonzero(mean > ONE_BY_ONE)
    followers[few] = _one_by_one(model, segment[few], row[few], counts[few])
    if len(many):
        counts[many], followers[many] = _by_bins(model, segment[many], row[many], mean[many])
    np.add.at(acts[REPOSTS], row, counts)
    rows.reposted[row, segment] += counts
    rows.totals += acts.T
    places = np.flatnonzero(acts[REPOSTS])
    shown, some = np.zeros((7, len(places))), np.flatnonzero(counts)
    shown[segment[some], np.searchsorted(places, row[some])] = followers[some]
    show(model, places, shown.T * model.parameters.physics.depth, BY_REPOSTS)
    return acts.T


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


def _one_by_one(model: Model, segment: Whole, row: Whole, counts: Whole) -> Real:
    """How many follow those of a segment who passed a post on, each with a draw of their own; summed."""
    rows, each = model.cascades, np.repeat(np.arange(len(counts)), counts)
    turn = np.arange(len(each)) - (np.cumsum(counts) - counts)[each]
    name = (turn * 8 + segment[each]).astype(np.uint64)
    row = row[each]
    followers = FOLLOWER_BINS.draw(_words(rows.seed[row], rows.entity[row], model.tick, name))
    return by_key(each, followers, len(counts))


def _words(
    seed: NDArray[np.uint64], entity: NDArray[np.uint64], tick: int, name: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    word, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    when = np.full(len(seed), tick & 0xFFFFFFFF, dtype=np.uint64)
    stream = name | np.uint64(philox.FOLLOWERS << 16)
    return philox.philox((entity & word, when, stream, entity >> half), (seed & word, seed >> half))[0]


def _by_bins(model: Model, segment: Whole, row: Whole, mean: Real) -> tuple[Whole, Real]:
    """Where many pass a post on: so many of each of the 64 bins of follower counts.

    Counts of a Poisson number of accounts by bin are Poisson numbers of their own: exact, with the tail kept.

    Returns:
        How many pass it on, and how many follow them.
    """
    rows = model.cascades
    name = rows.entity[row] ^ (segment.astype(np.uint64) + np.uint64(1)) << np.uint64(56)
    luck = philox.uniforms(rows.seed[row], name, model.tick, philox.BINS, 64)
    counts = philox.poisson(mean[:, None] * FOLLOWER_BINS.probability, luck)
    followers = np.zeros(len(row))
    for place in range(64):
        followers += counts[:, place] * FOLLOWER_BINS.mean[place]
    return counts.sum(axis=1), followers
