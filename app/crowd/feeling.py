"""What seeing criticism does to people: attention, anger, amusement, and in the long run trust."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import exact
from app.crowd.cascades import ELSEWHERE
from app.crowd.exactly import exp, log
from app.crowd.model import Model
from app.crowd.parameters import OUTRAGE
from app.crowd.spreading import Spread
from app.crowd.sums import by_cell, cells
from app.crowd.worlds import NEVER

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

HOUR: Final = 3_600.0
TOPICAL_FOR: Final = 12 * HOUR
"""Audience seconds after which old news angers a third as much."""
TOPICAL_LEAST: Final = 0.08


@dataclass(slots=True, kw_only=True)
class Seen:
    """What a step showed: views by world and segment, all of shape (W, 7)."""

    home: Real
    """Views of criticism on the scenario's own platform."""
    criticism: Real
    """Those of other platforms with them."""
    outrage: Real
    """Views of criticism, each counted by how much the post stirs."""
    funny: Real


def seen(model: Model, spread: Spread) -> Seen:
    """Sum the step's views up, always in the order of the rows."""
    rows, count = spread.rows, len(model.worlds)
    away = spread.against & (rows.source == ELSEWHERE)
    stirs = rows.arousal * -rows.valence
    home, outrage = _summed(spread, np.flatnonzero(spread.against & ~away), stirs, count)
    others, outrage_there = _summed(spread, np.flatnonzero(away), stirs, count)
    _, funny = _summed(spread, np.flatnonzero(rows.funny), rows.funny, count)
    return Seen(home=home, criticism=home + others, outrage=outrage + outrage_there, funny=funny)


def _summed(spread: Spread, some: Whole, weight: Real, count: int) -> tuple[Real, Real]:
    """Views of some rows, by world: as they are, and each counted by a weight."""
    if not len(some):
        return np.zeros((count, 7)), np.zeros((count, 7))
    views, key = np.take(spread.views.T, some, axis=1), cells(spread.rows.world[some], count)
    plain = by_cell(key, views.T, count)
    views *= weight[some]
    return plain, by_cell(key, views.T, count)


def feel(model: Model, seen: Seen, news: Real) -> None:
    """Move every segment's feelings by what it saw, then let them fade for one step.

    Args:
        model: its worlds are changed.
        seen: what the step showed.
        news: how topical it is, by world.
    """
    worlds, physics, people = model.worlds, model.parameters.physics, model.parameters.people
    silence = _silence(model)[:, None]
    severity = worlds.severity[:, None]
    harm = (1 + 0.5 * worlds.vividness[:, None]) / 1.25
    outrage, criticism = harm * seen.outrage / people, seen.criticism / people
    funny = np.minimum(1.0, seen.funny / np.maximum(seen.criticism + seen.funny, 1e-9))
    hurt = outrage * worlds.blame * severity * silence
    gain = physics.anger_gain * news[:, None] * hurt * model.parameters.segments[:, OUTRAGE]
    soothes = 1 - 0.5 * funny
    if worlds.mood.any():
        soothes *= exp(-0.7 * worlds.mood[:, None])
    gain *= soothes
    worlds.attention += (1 - worlds.attention) * np.minimum(1.0, 6 * criticism)
    worlds.fatigue += criticism
    worlds.anger += (1 - worlds.anger) * np.minimum(1.0, gain)
    worlds.amusement += (1 - worlds.amusement) * np.minimum(1.0, 2 * seen.funny / people)
    worlds.trust *= 1 - np.minimum(1.0, physics.trust_loss * hurt)
    _fade(model)


def _fade(model: Model) -> None:
    worlds, physics = model.worlds, model.parameters.physics
    worlds.attention *= model.fade(physics.attention_hours)
    worlds.fatigue *= model.fade(physics.fatigue_hours)
    worlds.anger *= model.fade(physics.anger_hours)
    worlds.amusement *= model.fade(physics.amusement_hours)
    worlds.appetite += (1 - worlds.appetite) * (1 - model.fade(physics.calm_hours))
    worlds.trust += (worlds.resting - worlds.trust) * (1 - model.fade(24 * physics.trust_days))


def topical(model: Model) -> Real:
    """How fresh the news is, by world: 1 when new, down to `TOPICAL_LEAST`."""
    fresh: Real = np.maximum(TOPICAL_LEAST, exp((model.worlds.novelty - model.now) / TOPICAL_FOR))
    return fresh


def _silence(model: Model) -> Real:
    """What unanswered criticism adds to the hurt, by world: 1 while nobody waits."""
    waiting = model.worlds.waiting
    if (waiting <= NEVER).all():
        return np.ones(len(waiting))
    waited = np.where(waiting > NEVER, np.maximum(0.0, model.now - waiting), 0.0)
    silence: Real = 1 + 0.12 * log(1 + waited / HOUR)
    return silence


def trusted_overall(model: Model) -> Real:
    """The audience's trust as a whole, by world, 0 to 1: trolls, whom nothing moves, are left out."""
    return _overall(model, model.worlds.trust)


def angry_overall(model: Model) -> Real:
    """The audience's anger as a whole, by world, 0 to 1."""
    return _overall(model, model.worlds.anger)


def _overall(model: Model, feeling: Real) -> Real:
    people = model.parameters.people
    total, weight = np.zeros(len(model.worlds)), 0.0
    for segment in (0, 1, 2, 3, 4, 6):
        total += float(people[segment]) * feeling[:, segment]
        weight += float(people[segment])
    return total / weight


def dial(model: Model, world: int, value: float) -> None:
    """Let the bystanders' dials (their mean, 0 to 1) draw the neutrals along for one step."""
    pull = 1 - exact.exp(-model.parameters.step / (HOUR * model.parameters.physics.dial_hours))
    neutral = model.worlds.trust[world, 1]
    model.worlds.trust[world, 1] = neutral + (value - neutral) * pull
