"""What the brand's listening tool is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """How much the tool gets to see, how late, and how right it is. The defaults are assumptions.

    Attributes:
        sample: part of the mentions it gets, 0.01 to 1.
        lag_from, lag_to: exercise seconds it is behind, at its best and at its worst; it wanders between.
        accuracy: how often it takes a mention for what it is, against, for or neither, 0.34 to 1. Of irony
            and of very short texts it knows less.
        reach_error: by what part its estimate of the reach is off at most, 0 to 0.9.
    """

    sample: float = 0.1
    lag_from: float = 120.0
    lag_to: float = 300.0
    accuracy: float = 0.8
    reach_error: float = 0.3


AS_SOLD = Instrument()
