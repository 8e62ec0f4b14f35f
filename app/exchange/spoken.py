"""What can be said about time, before it is known when StartEx is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.exchange.spoken_dates import Day, Gap

Mode = Literal["clock", "since"]
"""Whether a bare `0:45` is a time of day or counts from StartEx."""
DAY = 86_400.0
FIRST_YEAR = 1971
"""Dates before are no dates: they are what is left of a time that was stored without one."""
WRITE = "Write a time of day (18:52), a moment (2026-11-21 18:52), T+00:45, D+0 H+1 M+5, or `by hand`."


@dataclass(frozen=True, slots=True)
class ByHand:
    """Delivered when the facilitator wants it."""


@dataclass(frozen=True, slots=True)
class Since:
    """Seconds since StartEx."""

    seconds: float


@dataclass(frozen=True, slots=True)
class OnClock:
    """A time of day in seconds, on a day if one is given; `bare` if it could also count from StartEx."""

    seconds: float
    day: Day | Gap | None = None
    bare: bool = False
    artefact: str = ""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment that names its own zone."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day without a time."""

    day: Day | Gap


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that says nothing certain, and what to do about it."""

    reason: str
    remedy: str


Spoken = ByHand | Since | OnClock | Instant | OnDay | Unclear
