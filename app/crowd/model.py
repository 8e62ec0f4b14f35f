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
from app.crowd.sums import across
from app.crowd.worlds import Worlds

Real = NDArray[np.float64]

HERE, ELSE = range(2)
"""The two kernels: of the scenario's platform, and of the others that talk leaks to."""
STEP, TURN, ROUND = range(3)
"""How long what moves is moved for: a step, a turn of some steps, a round of some turns; see `turns`."""
ELSEWHERE_SOON: Final = 250.0
"""Seconds; half of the first readers of a platform of the Facebook kind come within half an hour."""
LONGEST_STEP: Final = 120.0
"""Audience seconds up to which the length of a step changes volumes by less than 5 %; a turn has no more."""
LONGEST_ROUND: Final = 360.0
"""Audience seconds; a round of old posts is a whole number of turns and has no more."""


class Model:
    """Worlds, cascades and answers after `tick` steps.

    Attributes:
        spans: steps of a step, a turn and a round.
        fading: what each of those leaves of each part of each kernel; shape (3, kernels, 6).
        giving: the part of an audience that looks meanwhile, by kernel and part of it; of the same shape.
        early: what accounts count for in each part that were shown a post in its middle; of the same shape.
        now: audience seconds since StartEx.
    """

    def __init__(self, parameters: Parameters, seeds: Sequence[int]) -> None:
        self.parameters = parameters
        self.worlds = Worlds(parameters, seeds)
        self.cascades = Cascades()
        self.answers = Answers()
        self.tick = 0
        self.spans = _spans(parameters.step)
        soon = parameters.physics.soon
        kernels = (soon, soon * ELSEWHERE_SOON / FITTED_SOON)
        times = [steps * parameters.step for steps in self.spans]
        self.fading: Real = np.array([[decays(time, one) for one in kernels] for time in times])
        self.giving: Real = np.array(WEIGHTS) * (1 - self.fading)
        waits = [(steps - 1) / 2 * parameters.step for steps in self.spans]
        self.early: Real = np.array([[_early(decays(wait, one)) for one in kernels] for wait in waits])
        self._fades: dict[tuple[float, int], float] = {}

    @property
    def now(self) -> float:
        return self.tick * self.parameters.step

    def fade(self, hours: float, steps: int = 1) -> float:
        """What some steps leave of something that falls to a third in so many hours."""
        if (hours, steps) not in self._fades:
            self._fades[hours, steps] = exact.exp(-steps * self.parameters.step / (3600 * hours))
        return self._fades[hours, steps]

    def awake(self, later: float = 0.0) -> float:
        """How active the hour of the day is, or will be in `later` hours, around 1.

        Least at 3:00, most at 15:00.

        Source: Kobayashi and Lambiotte 2016, "TiDeH", ICWSM.
        """
        physics = self.parameters.physics
        hour = self.parameters.hour + self.tick * physics.step / 3600 + later
        return 1 - physics.circadian * _sine((hour + 3) % 24 / 24)


def _early(left: Real) -> Real:
    """Who should have looked by now is put where people look first; together they are as many as before."""
    missed = across(np.array(WEIGHTS) * (1 - left))
    counts = left.copy()
    counts[0] += missed / WEIGHTS[0]
    return counts


def _spans(step: float) -> tuple[int, int, int]:
    turn = max(1, int(LONGEST_STEP / step))
    return 1, turn, turn * max(1, int(LONGEST_ROUND / (turn * step)))


def _sine(turns: float) -> float:
    """The sine of a part of a full turn, by its series: the same bits everywhere."""
    x = (turns - round(turns)) * 6.283185307179586
    total = term = x
    for odd in range(3, 26, 2):
        term *= -x * x / (odd * (odd - 1))
        total += term
    return total
