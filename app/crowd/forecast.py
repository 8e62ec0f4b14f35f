"""How many reposts each post still has before it if nothing else happens, as a sum that has an end.

A repost is expected to bring further ones, those bring more, and so on; as news wears off by a fixed part
in a given time, each generation's share is known in advance: the kernel's transform at one more multiple of
that part. Feelings stay as they are now, and luck is its mean.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.exactly import exp
from app.crowd.kernel import FITTED_SOON, TIMES, WEIGHTS
from app.crowd.model import ELSE, ELSEWHERE_SOON, HERE, Model
from app.crowd.parameters import ACTIVITY
from app.crowd.quantiles import FOLLOWER_BINS
from app.crowd.sums import across

Real = NDArray[np.float64]

GENERATIONS: Final = 60
"""Further ones are worth less than a hundredth of the sum, even of a post on the edge."""
ROUNDS: Final = 6
"""Times the audience's part that will have seen a post is looked at again."""
DAY: Final = 86_400.0
TURN: Final = 6.283185307179586


def forecast(model: Model) -> Real:
    """Reposts that each row is expected to bring from now on.

    Source of the idea: Zhao et al. 2015, "SEISMIC", KDD; the wearing off is of Kobayashi and Lambiotte 2016.
    """
    rows, people = model.cascades, model.parameters.people
    coming = np.zeros(rows.count)
    for kernel, soon in ((HERE, model.parameters.physics.soon), (ELSE, _elsewhere(model))):
        own = np.flatnonzero(rows.kernel == kernel)
        if not len(own):
            continue
        ready = passing_on(model)[own] * exp((rows.born[own] - model.now) / _wears_off(model))[:, None]
        shown = rows.shown[own]
        more = np.zeros_like(shown)
        for _ in range(ROUNDS):
            fresh = exp(-(shown + more / 2) / people)
            coming[own] = _reposts(model, rows.pending[:, own], ready, fresh, soon)
            more = coming[own, None] * _shows(model) * model.parameters.shares
    return coming


def passing_on(model: Model) -> Real:
    """Reposts for each view of a new post, by row and segment: the engine's rates without hour and luck."""
    rows, worlds, physics = model.cascades, model.worlds, model.parameters.physics
    world, valence = rows.world, rows.valence[:, None]
    anger = physics.anger_spreads * (worlds.anger * worlds.blame)[world] * rows.arousal[:, None]
    stirred = np.where(valence < 0, anger, np.where(valence > 0, 0.6 * worlds.amusement[world], 0.0))
    stirred += 0.8 * valence * (2 * worlds.trust - 1)[world]
    ready = model.parameters.segments[:, ACTIVITY] / (1 + worlds.fatigue / 3)
    ready = ready[world] * np.where(valence < 0, worlds.appetite[world], 1.0)
    on: Real = rows.infection[:, None] * ready * exp(stirred)
    return on


def reproduction(model: Model) -> Real:
    """Reposts that each row's next repost brings directly: below 1 it dies out, above it grows."""
    ready = passing_on(model)
    lasting = _lasting(model, model.parameters.physics.soon, 1)
    own, shares = model.parameters.physics.homophily, model.parameters.shares
    worth = _shows(model) * across(np.array(WEIGHTS) * lasting) * ready
    vector = np.ones((len(ready), 7))
    grown = np.ones(len(ready))
    for _ in range(GENERATIONS):
        vector = worth * (own * vector + (1 - own) * across(vector * shares)[:, None])
        grown = across(vector) / 7
        vector = vector / np.maximum(grown, 1e-12)[:, None]
    return grown


def _reposts(model: Model, pending: Real, ready: Real, fresh: Real, soon: float) -> Real:
    """Those that the pending views bring, generation by generation; a row for each post."""
    own, shares, shows = model.parameters.physics.homophily, model.parameters.shares, _shows(model)
    weights, later = np.array(WEIGHTS), _by_hour(model, soon)
    lasting = _lasting(model, soon, 1)
    total = np.zeros(len(ready))
    value = ready
    for generation in range(1, GENERATIONS + 1):
        for part in range(len(TIMES)):
            total += weights[part] * lasting[part] * later[part] * across(pending[part] * value)
        wave = across(weights * lasting) * value * fresh
        lasting = _lasting(model, soon, generation + 1)
        value = ready * shows * (own * wave + (1 - own) * across(wave * shares)[:, None])
    return total


def _shows(model: Model) -> float:
    """Accounts that one repost shows a post to."""
    mean = across(FOLLOWER_BINS.probability * FOLLOWER_BINS.mean)
    return float(mean) * model.parameters.physics.depth


def _lasting(model: Model, soon: float, times: int) -> Real:
    """How new the news still is, on average, when each part of an audience looks: to the power of `times`."""
    waits = np.array(TIMES) * soon / FITTED_SOON
    lasting: Real = _wears_off(model) / (_wears_off(model) + times * waits)
    return lasting


def _by_hour(model: Model, soon: float) -> Real:
    """How active the hours are, on average, at which each part of an audience looks."""
    rate = FITTED_SOON / (np.array(TIMES) * soon) + 1 / _wears_off(model)
    turn = TURN / (DAY * model.parameters.physics.pace)
    now, quarter = model.awake() - 1, model.awake(6.0) - 1
    active: Real = 1 + rate * (now * rate + quarter * turn) / (rate * rate + turn * turn)
    return active


def _wears_off(model: Model) -> float:
    return DAY * model.parameters.physics.novelty_days


def _elsewhere(model: Model) -> float:
    return model.parameters.physics.soon * ELSEWHERE_SOON / FITTED_SOON
