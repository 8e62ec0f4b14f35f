"""All of the crowd's state: what a step reads and what it changes."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import exact
from app.crowd.answers import Answers
from app.crowd.cascades import Cascades
from app.crowd.kernel import FITTED_SOON, WEIGHTS, decays
from app.crowd.parameters import Parameters
from app.crowd.worlds import Worlds

Real = NDArray[np.float64]

HERE, ELSE = range(2)
"""The two kernels: of the scenario's platform, and of the others that talk leaks to."""
ELSEWHERE_SOON: Final = 250.0
"""Seconds; half of the first readers of a platform of the Facebook kind come within half an hour."""


class Model:
    """Worlds, cascades and answers after `tick` steps.

    Attributes:
        fading: what one step leaves of each part of each kernel; shape (kernels, 6).
        giving: the part of an audience that looks in one step, by kernel and part of it; shape (kernels, 6).
        now: audience seconds since StartEx.
    """

    def __init__(self, parameters: Parameters, seeds: Sequence[int]) -> None:
        self.parameters = parameters
        self.worlds = Worlds(parameters, seeds)
        self.cascades = Cascades()
        self.answers = Answers()
        self.tick = 0
        step = parameters.step
        soon = parameters.physics.soon
        self.fading: Real = np.stack([decays(step, soon), decays(step, soon * ELSEWHERE_SOON / FITTED_SOON)])
        self.giving: Real = np.array(WEIGHTS) * (1 - self.fading)
        self._fades: dict[float, float] = {}

    @property
    def now(self) -> float:
        return self.tick * self.parameters.step

    def fade(self, hours: float) -> float:
        """What one step leaves of something that falls to a third in so many hours."""
        if hours not in self._fades:
            self._fades[hours] = exact.exp(-self.parameters.step / (3600 * hours))
        return self._fades[hours]

    def awake(self, later: float = 0.0) -> float:
        """How active the hour of the day is, or will be in `later` hours, around 1.

        Least at 3:00, most at 15:00.

        Source: Kobayashi and Lambiotte 2016, "TiDeH", ICWSM.
        """
        physics = self.parameters.physics
        hour = self.parameters.hour + self.tick * physics.step / 3600 + later
        return 1 - physics.circadian * _sine((hour + 3) % 24 / 24)


def _sine(turns: float) -> float:
    """The sine of a part of a full turn, by its series: the same bits everywhere."""
    x = (turns - round(turns)) * 6.283185307179586
    total = term = x
    for odd in range(3, 26, 2):
        term *= -x * x / (odd * (odd - 1))
        total += term
    return total
