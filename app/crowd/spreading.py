"""One step of every cascade: who sees it, who passes it on, and who is shown it because of that."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.cascades import BRAND, BY_REPOSTS, LIKES, REPOSTS
from app.crowd.deeds import ONE_BY_ONE, Deeds, done
from app.crowd.exactly import exp, normal_quantile
from app.crowd.exposing import show
from app.crowd.following import by_bins, one_by_one
from app.crowd.model import ELSE, HERE, Model
from app.crowd.rates import Rates
from app.crowd.rows import Names, Rows, apart
from app.crowd.segments import SEGMENTS
from app.crowd.turns import Turn

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

BLOCK: Final = 300.0
"""Audience seconds for which a post keeps its luck."""


@dataclass(slots=True, kw_only=True)
class Spread:
    """What a step did to the rows that moved: views by segment; new reposts, likes, replies and quotes."""

    turn: Turn
    rows: Rows
    views: Real
    acts: Whole
    rates: Rates
    against: NDArray[np.bool_]
    """Which rows are criticism: against the brand, and not its own."""


def spread(model: Model, turn: Turn) -> Spread:
    """Let those look whose time has come, and show each post to the followers of those who pass it on."""
    rows = model.cascades.since(turn.first)
    views = look(model, rows, turn.paces)
    rates = Rates(model, rows, views, _bursts(model, rows))
    deeds = done(model.tick, rows, rates)
    return Spread(
        turn=turn,
        rows=rows,
        views=views.T,
        acts=_pass_on(model, turn, rows, deeds),
        rates=rates,
        against=(rows.valence < 0) & (rows.source != BRAND),
    )


def look(model: Model, rows: Rows, paces: tuple[tuple[int, slice], ...]) -> Real:
    """Views by segment and row: what of those shown each post have their time now.

    Args:
        model: its kernels.
        rows: they are changed.
        paces: for how long each of them moves; see `Turn`.
    """
    views = np.zeros((7, rows.count))
    for time, part in paces:
        _look(rows, part, views, (model.giving[time], model.fading[time]))
    rows.views += views.T
    return views


def _look(rows: Rows, part: slice, views: Real, kernels: tuple[Real, Real]) -> None:
    """The same for some rows; `kernels` are what each part of each kernel gives and keeps."""
    pending, views = rows.pending.transpose(0, 2, 1)[:, :, part], views[:, part]
    elsewhere = np.flatnonzero(rows.kernel[part] == ELSE)
    others = pending[:, :, elsewhere]
    giving, fading = kernels
    for some, give, keep in zip(pending, giving[HERE], fading[HERE], strict=True):
        views += some * give
        some *= keep  # noqa: PLW2901 - in place
    if len(elsewhere):
        views[:, elsewhere] = 0.0
        for some, other, give, keep in zip(pending, others, giving[ELSE], fading[ELSE], strict=True):
            views[:, elsewhere] += other * give
            some[:, elsewhere] = other * keep


def _pass_on(model: Model, turn: Turn, rows: Rows, deeds: Deeds) -> Whole:
    """Count what was done to each row, and show it to the followers of those who passed it on.

    Args:
        model: its cascades are changed.
        turn: the step's part in its turn.
        rows: those that move.
        deeds: what was done to them.

    Returns:
        Reposts, likes, replies and quotes; shape (rows, 4).
    """
    acts = np.zeros((4, rows.count), dtype=np.int64)
    others, reposts = deeds.only(deeds.what >= len(SEGMENTS)), deeds.only(deeds.what < len(SEGMENTS))
    acts[others.what - len(SEGMENTS) + LIKES, others.row] = others.counts
    followers = _followers(model.tick, rows, reposts)
    np.add.at(acts[REPOSTS], reposts.row, reposts.counts)
    rows.reposted[reposts.row, reposts.what] += reposts.counts
    rows.totals += acts.T
    places = np.flatnonzero(acts[REPOSTS])
    shown, some = np.zeros((len(SEGMENTS), len(places))), np.flatnonzero(reposts.counts)
    shown[reposts.what[some], np.searchsorted(places, reposts.row[some])] = followers[some]
    followers_of_each = shown.T * model.parameters.physics.depth
    show(model, turn.first + places, followers_of_each, BY_REPOSTS, _early(model, turn, rows, places))
    return acts.T


def _early(model: Model, turn: Turn, rows: Rows, places: Whole) -> Real:
    """What followers count for in each part, whom posts were shown to as these moved; shape (6, places)."""
    pace = np.empty(rows.count, dtype=np.int64)
    for time, part in turn.paces:
        pace[part] = time
    return model.early[pace[places], rows.kernel[places]].T


def _followers(tick: int, rows: Rows, reposts: Deeds) -> Real:
    """How many follow those who passed posts on; of many at once, how many those are is drawn here too."""
    followers = np.empty(len(reposts.row))
    few, many = (np.flatnonzero(one) for one in (reposts.mean <= ONE_BY_ONE, reposts.mean > ONE_BY_ONE))
    segment, row = reposts.what, reposts.row
    followers[few] = one_by_one(tick, rows, segment[few], row[few], reposts.counts[few])
    if len(many):
        drawn = by_bins(tick, rows, segment[many], row[many], reposts.mean[many])
        reposts.counts[many], followers[many] = drawn
    return followers


def _bursts(model: Model, rows: Rows) -> Real:
    """Each post's luck in these five minutes, less by how old its news is."""
    block = int(model.now / BLOCK)
    stale = np.flatnonzero(rows.block != block)
    if len(stale):
        rows.block[stale] = block
        age = (rows.born[stale] - model.now) / (86_400 * model.parameters.physics.novelty_days)
        rows.burst[stale] = _luck_of(model, rows.seed[stale], rows.entity[stale], block) * exp(age)
    return rows.burst


def _luck_of(model: Model, seed: Names, entity: Names, block: int) -> Real:
    """A gamma draw of mean 1 for each post, by Wilson and Hilferty's cube."""
    spread = model.parameters.physics.burst
    first, group = apart(seed, entity)
    luck = philox.uniforms(seed[first], entity[first], block, philox.BURST, 1)[:, 0]
    ninth = spread * spread / 9
    cube = 1 - ninth + normal_quantile(luck) * spread / 3
    found: Real = np.maximum(0.0, cube * cube * cube)
    return found if group is None else found[group]
