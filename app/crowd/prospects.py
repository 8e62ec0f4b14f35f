"""What a post may still bring: how readily its next readers pass it on, and what makes them.

The same terms as in `app/crowd/spreading.py`, of one post and without its luck of the moment.
"""

from dataclasses import dataclass
from math import fsum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.engine import OVER, SOON
from app.crowd.exactly import exp
from app.crowd.kernel import WEIGHTS, decays
from app.crowd.model import STEP, Model
from app.crowd.parameters import ACTIVITY
from app.crowd.replaying import Row
from app.crowd.sums import across

Real = NDArray[np.float64]

WORLD: Final = 0
"""A replay has one world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """A post's future as of now, over those who will look at it next.

    Attributes:
        infectiousness: reposts for each view.
        alive: somebody is still expected to pass it on.
        anger, amusement, appetite, freshness: factors on how readily it is passed on; 1 changes nothing.
        awake: how active the hour of the day is, around 1.
    """

    infectiousness: float
    alive: bool
    anger: float
    amusement: float
    appetite: float
    freshness: float
    awake: float


def prospects(model: Model, row: Row) -> Prospects:
    """What a post may still bring."""
    parameters, worlds, physics = model.parameters, model.worlds, model.parameters.physics
    against, kind = row.valence < 0, row.valence > 0
    next_readers = _next_readers(model, row)

    def mean(values: Real) -> float:
        return fsum((values * next_readers).tolist()) / fsum(next_readers.tolist())

    one = np.ones(len(next_readers))
    anger = exp(row.arousal * physics.anger_spreads * worlds.anger[WORLD] * worlds.blame[WORLD])
    amusement = exp(0.6 * worlds.amusement[WORLD])
    freshness = 1 / (1 + worlds.fatigue[WORLD] / 3)
    stance = exp(0.8 * row.valence * (2 * worlds.trust[WORLD] - 1))
    ready = parameters.segments[:, ACTIVITY] * freshness * stance
    ready = ready * (worlds.appetite[WORLD] * anger if against else amusement if kind else one)
    age = np.array([(row.born - model.now) / (86_400 * physics.novelty_days)])
    return Prospects(
        infectiousness=row.infection * float(exp(age)[0]) * model.awake() * mean(ready),
        alive=_alive(model, row),
        anger=mean(anger) if against else 1.0,
        amusement=mean(amusement) if kind else 1.0,
        appetite=mean(worlds.appetite[WORLD]) if against else 1.0,
        freshness=mean(freshness),
        awake=model.awake(),
    )


def _next_readers(model: Model, row: Row) -> Real:
    """Who looks in the next step, by segment; everybody alike for a post nobody will look at."""
    if row.place is not None:
        rows = model.cascades
        pending, gives = rows.pending[:, row.place], model.giving[STEP, rows.kernel[row.place]]
        readers: Real = across((pending * gives[:, None]).T)
        if fsum(readers.tolist()) > 0:
            return readers
    return model.parameters.people


def _alive(model: Model, row: Row) -> bool:
    """By the engine's own rule for what is over; it keeps the brand's posts beyond that."""
    if row.place is None:
        return False
    soon = decays(SOON, model.parameters.physics.soon)
    coming = across(model.cascades.pending[:, row.place]) * np.array(WEIGHTS) * (1 - soon)
    return fsum(coming.tolist()) * row.infection >= OVER
