"""What surveys would say of the brand: slow measures, made from what a step showed. They change nothing."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import exact
from app.crowd.sums import by_key

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

FORGOTTEN_IN: Final = 7 * 86_400.0
"""Audience seconds after which two thirds of what was heard no longer count.

What counts is a week old on average, as in the two weeks that brand trackers ask about.
"""
RECALL: Final = 0.25
"""Part of those who saw something that say so when asked. An assumption, of the size of known drops."""


def hear(heard: Real, world: Whole, valence: Real, views: Real, *, people: float, seconds: float) -> Real:
    """The part of the audience that lately heard ill and well of the brand, one step later.

    Args:
        heard: the same before it; shape (W, 2), zeros at first.
        world: the rows', as a step gives it.
        valence: theirs.
        views: theirs in this step.
        people: accounts of the audience.
        seconds: length of the step.
    """
    later = np.empty_like(heard)
    for side, leans in enumerate((valence < 0, valence > 0)):
        seen = by_key(world, np.where(leans, views, 0.0), len(heard))
        missed = np.array([exact.exp(-float(one) / people) for one in seen])
        later[:, side] = 1 - (1 - heard[:, side]) * missed
    faded: Real = later * exact.exp(-seconds / FORGOTTEN_IN)
    return faded


def buzz(heard: Real) -> Real:
    """Points, -100 to 100, by which good news outweighs bad, against a day on which nobody heard any."""
    points: Real = 100 * RECALL * (heard[:, 1] - heard[:, 0])
    return points
