"""What the audience starts by itself: posts of its own, and the press."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.cascades import ARTICLE, BY_FOLLOWERS, BY_PRESS, CROWD
from app.crowd.chatter import overhear
from app.crowd.exactly import exp, likely, log
from app.crowd.feeling import HOUR
from app.crowd.model import Model
from app.crowd.parameters import AMUSED, ORGANIC, REFERENCE
from app.crowd.rates import GRAIN
from app.crowd.roots import add_rows

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
Names = NDArray[np.uint64]

BY_CROWD: Final = 1 << 60
BY_PAPER: Final = 2 << 60
POOLED_BELOW: Final = 2_000.0
"""Followers below which an account's post joins the chatter of its segment."""
SCALE: Final = 800.0
_NOWHERE: Final = np.zeros(0, dtype=np.int64)
TAIL: Final = 1.35
"""Followers of those who post about a crisis: Lomax."""


def write(model: Model, luck: Real, news: Real) -> Real:
    """Posts of the audience's own in this step: new rows, or chatter.

    Args:
        model: gets them.
        luck: numbers between 0 and 1 by world, segment and side; shape (W, 14).
        news: how topical the crisis is, by world.

    Returns:
        How many by world, against and for the brand; shape (W, 2).
    """
    mean = np.floor(_rates(model, news) * GRAIN) / GRAIN
    many = philox.poisson(mean, luck)
    count = len(model.worlds)
    if many.any():
        _publish(model, many)
    against, kind = np.zeros(count), np.zeros(count)
    for segment in range(7):
        against += many[:, segment]
        kind += many[:, 7 + segment]
    return np.stack((against, kind), axis=1)


def _rates(model: Model, news: Real) -> Real:
    """Posts expected by world, segment and side (seven against, seven for); shape (W, 14)."""
    worlds, parameters = model.worlds, model.parameters
    hours = parameters.step / HOUR
    loop = parameters.physics.organic_gain * hours * parameters.people * 1e-6
    loop = loop * worlds.volume[:, None]
    angry = loop * parameters.segments[:, ORGANIC] * worlds.anger * worlds.attention
    kind = loop * parameters.segments[:, AMUSED] * worlds.amusement * worlds.attention
    return np.concatenate((angry * news[:, None], kind), axis=1)


def _publish(model: Model, many: Whole) -> None:
    # Cell by cell, so that twins of a post come to lie side by side.
    cell, world = np.nonzero(many.T)
    each = np.repeat(np.arange(len(world)), many[world, cell])
    turn = np.arange(len(each)) - np.searchsorted(each, each)
    world, cell = world[each], cell[each]
    entity = (
        np.uint64(BY_CROWD)
        | np.uint64(model.tick) << np.uint64(16)
        | cell.astype(np.uint64) << np.uint64(11)
        | turn.astype(np.uint64)
    )
    seed = model.worlds.seed[world]
    luck = philox.uniforms(seed, entity, 0, philox.ORGANIC_SIZE, 2)
    followers = SCALE * (exp(-log(luck[:, 0]) / TAIL) - 1)
    segment, against = cell % 7, cell < 7
    small = followers < POOLED_BELOW
    if small.any():
        overhear(model, world[small], cell[small], followers[small])
    own = np.flatnonzero(~small)
    if not len(own):
        return
    world, segment, against = world[own], segment[own], against[own]
    anger = model.worlds.anger[world, segment]
    valence = np.where(against, -0.4 - 0.6 * luck[own, 1], 0.3 + 0.6 * luck[own, 1])
    add_rows(
        model,
        world=world,
        entity=entity[own],
        source=np.full(len(own), CROWD),
        valence=valence,
        arousal=np.where(against, 0.4 + 0.5 * anger, 0.3),
        funny=np.where(against, 0.0, 0.5 * model.worlds.amusement[world, segment]),
        gain=np.ones(len(own)),
        accounts=followers[own],
        way=np.full(len(own), BY_FOLLOWERS),
    )


def press_hazard(model: Model) -> Real:
    """Articles expected an hour, by world: by how loud the criticism is, less with each that is out.

    Source of the level: Freshfields 2013, a survey of crisis managers: 28 % of crises spread within an
    hour, 69 % within a day.
    """
    worlds, physics = model.worlds, model.parameters.physics
    loudness = log(np.maximum(worlds.angry_rate, 1e-3)) / 2.302585092994046
    interest = physics.press_rate * likely((loudness - physics.press_threshold) / physics.press_width)
    hazard: Real = interest * exp(-worlds.articles / physics.press_relief)
    return hazard


def report(model: Model, luck: Real) -> Whole:
    """Let the press write where its `luck`, by world, has it; returns the worlds in which it did."""
    worlds, physics = model.worlds, model.parameters.physics
    most = physics.press_rate * model.parameters.step / HOUR
    if not (luck > 1 - 1.001 * most).any():
        return _NOWHERE
    mean = press_hazard(model) * model.parameters.step / HOUR
    # 1 - m <= exp(-m), so most of the time no exponential is needed.
    written = np.flatnonzero(luck > 1 - mean)
    written = written[luck[written] > exp(-mean[written])]
    if len(written):
        lean = np.minimum(-0.1, 2 * worlds.trust[written, 1] - 1.3)
        thunder = np.where(worlds.told_first[written], 0.5, 1.0)
        add_rows(
            model,
            world=written,
            entity=np.uint64(BY_PAPER) + worlds.articles[written].astype(np.uint64),
            source=np.full(len(written), ARTICLE),
            valence=lean,
            arousal=np.full(len(written), 0.6),
            funny=np.zeros(len(written)),
            gain=thunder,
            accounts=np.full(len(written), physics.press_reach * REFERENCE),
            way=np.full(len(written), BY_PRESS),
        )
        worlds.articles[written] += 1
        worlds.novelty[written] = model.now - 2 * HOUR
    return written
