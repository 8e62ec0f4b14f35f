"""How soon people react to what they are shown: a power law, written as a sum of six exponentials.

So a post's whole future is six numbers for each segment, whatever its history and however long a step.

Source: Zhao et al. 2015, "SEISMIC", KDD (theta = 0.242, Twitter 2011); six exponentials fitted by
non-negative least squares to its tail from a second to seven days, for s0 = 200 s.
"""

from math import fsum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import exact

THETA: Final = 0.242
"""The power law's exponent."""
FITTED_SOON: Final = 200.0
"""The flat part (s0) in seconds for which the times below were fitted; they scale with it."""
TIMES: Final = (60.0, 522.3, 4547.1, 39585.2, 344609.5, 3000000.0)
"""Seconds in which each of the six parts fades to a third."""
WEIGHTS: Final = (0.04562, 0.43092, 0.20340, 0.13523, 0.05862, 0.12621)
"""How much of the audience each part is."""
PARTS: Final = len(TIMES)


def decays(seconds: float, soon: float) -> NDArray[np.float64]:
    """What is left of each part after so many seconds; shape (6,)."""
    return np.array([exact.exp(-seconds * FITTED_SOON / (time * soon)) for time in TIMES])


def waiting(seconds: float, soon: float) -> float:
    """The part of an audience that reacts later than `seconds` after it was shown something."""
    left = decays(seconds, soon)
    return fsum(weight * float(decay) for weight, decay in zip(WEIGHTS, left, strict=True))


def power_law(seconds: float, soon: float) -> float:
    """The same by the power law the sum was fitted to."""
    flat = THETA / (soon * (1 + THETA))
    if seconds <= soon:
        return 1 - flat * seconds
    return flat * soon / THETA * exact.exp(-THETA * exact.log(seconds / soon))
