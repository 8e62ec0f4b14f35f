"""How many reposts, likes, replies and quotes are to be expected in one step: at most, and in truth."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.exactly import exp, exp_within
from app.crowd.model import Model
from app.crowd.parameters import ACTIVITY
from app.crowd.rows import Rows
from app.crowd.sums import across

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

GRAIN: Final = 2.0**24
"""Means are cut to a whole number of these parts before a count is drawn."""
MORE: Final = 1.000001
"""By so much the most is larger than it must be, whatever was rounded."""


class Rates:
    """What one step may bring, as things stood before it.

    The most that can come of a post costs little to know, and most of the time luck is not good enough even
    for that; so what is to be expected in truth is only worked out where it matters.
    """

    def __init__(self, model: Model, rows: Rows, views: Real, bursts: Real) -> None:
        """Take the state in.

        Args:
            model: its feelings may move afterwards.
            rows: those that move.
            views: of this step, by segment and row.
            bursts: each row's luck in these five minutes, less by how old its news is.
        """
        self._rows, self._views = rows, views
        self._base = rows.infection * model.awake() * bursts
        against, kind = rows.valence < 0, rows.valence > 0
        self._leaning = 3 * rows.world + 2 * against + kind
        self._weight = np.where(against, rows.arousal, 1.0)
        self._volume = model.worlds.volume.copy()
        self._feel(model)

    def _feel(self, model: Model) -> None:
        """What the segments bring to a post, in tables of shape (7, W) and (7, 3 * W).

        By world: their stance towards the brand. By world and lean, which is neither way, for the brand or
        against it: what stirs them, how readily they pass it on, and the most that both make of it.
        """
        worlds, physics = model.worlds, model.parameters.physics
        anger = physics.anger_spreads * worlds.anger * worlds.blame
        ready = model.parameters.segments[:, ACTIVITY] / (1 + worlds.fatigue / 3)
        stirs, readiness = np.empty((2, 7, len(worlds), 3))
        stirs[:, :, 0], stirs[:, :, 1], stirs[:, :, 2] = 0.0, (0.6 * worlds.amusement).T, anger.T
        readiness[:, :, 0] = readiness[:, :, 1] = ready.T
        readiness[:, :, 2] = (ready * worlds.appetite).T
        self._stance = 2 * worlds.trust.T - 1
        self._stirs, self._readiness = stirs.reshape(7, -1), readiness.reshape(7, -1)
        stirs = stirs * self._weight.max(initial=1.0)
        stirs += 0.8 * np.abs(self._rows.valence).max(initial=1.0) * np.abs(self._stance)[:, :, None]
        self._most = MORE * self._readiness * exp(stirs).reshape(7, -1)

    def most(self, part: slice) -> Real:
        """No more than this is to be expected of some rows; shape (10, rows).

        Reposts by segment, then likes, replies and quotes.
        """
        rows, base = self._rows, self._base[part]
        most = np.empty((10, len(base)))
        np.take(self._most, self._leaning[part], axis=1, out=most[:7], mode="clip")
        most[:7] *= base
        most[:7] *= self._views[:, part]
        all_reposts = across(most[:7].T) * self._volume[rows.world[part]]
        np.multiply(all_reposts * MORE, rows.ratios.T[:, part], out=most[7:])
        return most

    def of(self, row: Whole) -> Real:
        """What is to be expected of some rows, in whole grains; shape (10, rows), as that of the most."""
        rows, mean = self._rows, np.empty((10, len(row)))
        world, leaning = rows.world[row], self._leaning[row]
        mean[:7] = self._reposts(row, world, leaning)
        each = across(mean[:7].T) * self._volume[world]
        np.multiply(each, rows.ratios.T[:, row], out=mean[7:])
        return mean

    def reposts(self, row: Whole) -> Real:
        """Reposts to be expected of some rows, by all segments together."""
        return across(self._reposts(row, self._rows.world[row], self._leaning[row]).T)

    def _reposts(self, row: Whole, world: Whole, leaning: Whole) -> Real:
        stirred = np.take(self._stirs, leaning, axis=1)
        stirred *= self._weight[row]
        stirred += 0.8 * self._rows.valence[row] * np.take(self._stance, world, axis=1)
        mean = self._base[row] * GRAIN * np.take(self._views, row, axis=1)
        mean *= np.take(self._readiness, leaning, axis=1)
        mean *= exp_within(stirred)
        whole: Real = np.floor(mean) * (1 / GRAIN)
        return whole
