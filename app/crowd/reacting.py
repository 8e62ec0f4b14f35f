"""What people do to a post of the brand when they see it: they like it, or tell it what they think."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.answers import of_each
from app.crowd.cascades import BY_THREAD, LIKES, QUOTES, REPLIES
from app.crowd.model import Model
from app.crowd.rates import GRAIN
from app.crowd.roots import RATIOS
from app.crowd.rows import drawn
from app.crowd.sums import across

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

RATIOED_FROM: Final = 0.6
"""Part of those who see an answer that turns against it, from which it has more replies than likes."""
LIKED: Final = 1.2e-2
"""Likes for each account that sees an answer and takes it."""
TOLD: Final = 1e-2
"""Replies for each that turns against it; one in three of them quotes it too."""
THANKED: Final = 4e-3
"""Replies for each that takes it. All three are assumptions: the rejected get more replies than likes."""


def react(model: Model, places: Whole, below: Real, sides: tuple[Real, Real]) -> None:
    """Count likes, replies and quotes of the brand's posts in this step.

    Args:
        model: its cascades are changed.
        places: of the answers.
        below: accounts that saw each answer below the criticism; shape (places, 7).
        sides: accounts that saw it and took it, and that turned against it; each of shape (places, 7).
    """
    rows = model.cascades
    row, at = _rows_of(model, places)
    if not len(row):
        return
    below = of_each(below, at)
    taken, refused = (across(of_each(side, at)) for side in sides)
    mean = np.stack((LIKED * taken, TOLD * refused + THANKED * taken, TOLD * refused / 3), axis=1)
    luck = drawn(rows.seed[row], rows.entity[row], model.tick, philox.REACTIONS, 3)
    ratioed = refused > RATIOED_FROM * (taken + refused)
    rows.ratios[row] = np.where(ratioed[:, None], RATIOS["ratioed"], RATIOS["normal"])
    acts = philox.poisson(np.floor(mean * GRAIN) / GRAIN, luck)
    rows.totals[row, LIKES] += acts[:, 0]
    rows.totals[row, REPLIES] += acts[:, 1]
    rows.totals[row, QUOTES] += acts[:, 2]
    rows.views[row] += below
    rows.ways[row, BY_THREAD] += across(below)


def _rows_of(model: Model, places: Whole) -> tuple[Whole, Whole]:
    """The rows of some answers, in their order, and which of the answers each is of."""
    turn_of = np.full(len(model.answers), -1)
    turn_of[places] = np.arange(len(places))
    row = np.flatnonzero(model.cascades.answer >= 0)
    at = turn_of[model.cascades.answer[row]]
    return row[at >= 0], at[at >= 0]
