"""What is unusually loud is shown to more people, and some of it goes to other platforms."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.cascades import BY_FOLLOWERS, BY_TREND, ELSEWHERE, REPOSTS
from app.crowd.exposing import expose
from app.crowd.feeling import HOUR
from app.crowd.model import ELSE, ROUND, TURN, Model
from app.crowd.parameters import REFERENCE
from app.crowd.roots import add_rows
from app.crowd.spreading import Spread
from app.crowd.sums import across, by_key

Real = NDArray[np.float64]

TEN_MINUTES: Final = 1 / 6
LATELY: Final = 1 / 3
"""Hours over which newsrooms see how loud it is."""
HALF_A_DAY: Final = 12.0
QUIET: Final = 25.0
"""Reposts in ten minutes below which nothing trends."""
CALM_AGAIN: Final = 1.0
LEAKED: Final = 4 << 60


def trend(model: Model, spread: Spread) -> None:
    """Watch the volume of ten minutes; show the loudest criticism to more people while it is unusual."""
    worlds, rows, physics = model.worlds, spread.rows, model.parameters.physics
    some = np.flatnonzero(spread.acts[:, REPOSTS])
    world, reposts = rows.world[some], spread.acts[some, REPOSTS]
    volume = by_key(world, np.where(spread.against[some], reposts, 0.0), len(worlds))
    worlds.volume_against += volume
    worlds.volume_kind += by_key(world, np.where(rows.valence[some] > 0, reposts, 0.0), len(worlds))
    kept = model.fade(LATELY)
    worlds.angry_rate += (volume * HOUR / model.parameters.step - worlds.angry_rate) * (1 - kept)
    z = _unusual(model, volume)
    worlds.trending = (z > physics.trend_z) | (worlds.trending & (z > CALM_AGAIN))
    if spread.turn.ends_round and worlds.trending.any():
        _boost(model, _loudness(model, spread))


def _loudness(model: Model, spread: Spread) -> Real:
    """Reposts that each row is expected to bring in a whole round, 0 where nothing trends."""
    rows, loudness = spread.rows, np.zeros(spread.rows.count)
    loud = np.flatnonzero(spread.against & model.worlds.trending[rows.world])
    loudness[loud] = spread.rates.reposts(loud)
    for time, part in spread.turn.paces:
        loudness[part] *= model.spans[ROUND] / model.spans[time]
    return loudness


def _unusual(model: Model, volume: Real) -> Real:
    """Standard deviations by which the last ten minutes are louder than the last half day."""
    worlds = model.worlds
    per_ten = volume * 600 / model.parameters.step
    fast, slow = model.fade(TEN_MINUTES), model.fade(HALF_A_DAY)
    worlds.fast += (per_ten - worlds.fast) * (1 - fast)
    gap = worlds.fast - worlds.slow
    worlds.slow += gap * (1 - slow)
    worlds.spread += (gap * gap - worlds.spread) * (1 - slow)
    z: Real = np.where(worlds.fast > QUIET, gap / np.sqrt(worlds.spread + QUIET * QUIET / 9), 0.0)
    return z


def _boost(model: Model, loudness: Real) -> None:
    rows, worlds = model.cascades, model.worlds
    total = by_key(rows.world, loudness, len(worlds))[rows.world]
    places = np.flatnonzero((loudness > 0.02 * total) & (total > 0))
    if not len(places):
        return
    people = model.parameters.people
    watching = across(people * worlds.attention) / REFERENCE
    gain = model.parameters.physics.trend_gain * model.spans[ROUND] * model.parameters.step / HOUR
    part = gain * (loudness[places] / total[places]) * watching[rows.world[places]]
    expose(model, places, part[:, None] * people, BY_TREND, model.early[ROUND, rows.kernel[places]].T)


def leak(model: Model, home: Real, *, ends: bool) -> None:
    """Send a part of what criticism reaches to other platforms, where it is talked about later and longer.

    Args:
        model: its worlds and cascades are changed.
        home: views of criticism on the scenario's platform in this step; shape (W, 7).
        ends: whether a turn ends, so that those who heard of it arrive.
    """
    worlds, physics = model.worlds, model.parameters.physics
    worlds.leaking += physics.leak * home
    if ends:
        arriving = worlds.leaking * (1 - model.fade(physics.leak_minutes / 60, model.spans[TURN]))
        worlds.leaking -= arriving
        _arrive(model, arriving)


def _arrive(model: Model, arriving: Real) -> None:
    rows = model.cascades
    there = np.full(len(model.worlds), -1)
    elsewhere = np.flatnonzero(rows.source == ELSEWHERE)
    there[rows.world[elsewhere]] = elsewhere
    total = across(arriving)
    new = np.flatnonzero((there < 0) & (total > 1))
    if len(new):
        there[new] = add_rows(
            model,
            world=new,
            entity=np.full(len(new), LEAKED, dtype=np.uint64),
            source=np.full(len(new), ELSEWHERE),
            valence=np.full(len(new), -0.6),
            arousal=np.full(len(new), 0.5),
            funny=np.zeros(len(new)),
            gain=np.ones(len(new)),
            accounts=np.zeros(len(new)),
            way=np.full(len(new), BY_FOLLOWERS),
            kernel=ELSE,
        )
    world = np.flatnonzero(there >= 0)
    expose(model, there[world], arriving[world], BY_FOLLOWERS, model.early[TURN, ELSE][:, None])
