"""What people do to a post of the brand when they see it: they like it, or tell it what they think."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.cascades import BY_THREAD, LIKES, QUOTES, REPLIES
from app.crowd.model import Model
from app.crowd.roots import RATIOS
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
    place_of = np.full(len(model.answers), -1)
    mine = np.flatnonzero(rows.answer >= 0)
    place_of[rows.answer[mine]] = mine
    row = place_of[places]
    there = np.flatnonzero(row >= 0)
    if not len(there):
        return
    row = row[there]
    taken, refused = (across(side[there]) for side in sides)
    mean = np.stack((LIKED * taken, TOLD * refused + THANKED * taken, TOLD * refused / 3), axis=1)
    luck = philox.uniforms(rows.seed[row], rows.entity[row], model.tick, philox.REACTIONS, 3)
    ratioed = refused > RATIOED_FROM * (taken + refused)
    rows.ratios[row] = np.where(ratioed[:, None], RATIOS["ratioed"], RATIOS["normal"])
    acts = philox.poisson(np.floor(mean * 2.0**24) / 2.0**24, luck)
    rows.totals[row, LIKES] += acts[:, 0]
    rows.totals[row, REPLIES] += acts[:, 1]
    rows.totals[row, QUOTES] += acts[:, 2]
    rows.views[row] += below[there]
    rows.ways[row, BY_THREAD] += across(below[there])
