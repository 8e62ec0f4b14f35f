"""The exercise clock as a value: `t = t0 + speed * (at - w0)` while live, frozen otherwise."""

from dataclasses import dataclass, replace
from typing import Literal

from app.ids import ExerciseTime, WallMs

ClockState = Literal["lobby", "live", "paused", "ended"]

SLOWEST = 0.25
FASTEST = 60.0
LONGEST_DRILL = 7 * 24 * 3600.0
"""Exercise seconds nobody may jump beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where exercise time stands.

    Attributes:
        t0: exercise time, in seconds, at wall time `w0`.
        w0: wall time in ms.
        speed: exercise seconds per wall second, 0.25 to 60.
        rev: how often the clock was touched; the newest wins on screens.
    """

    state: ClockState = "lobby"
    t0: ExerciseTime = 0.0
    w0: WallMs = 0
    speed: float = 1.0
    rev: int = 0

    def time(self, at: WallMs) -> ExerciseTime:
        """Exercise time at wall time `at`; never before `t0`, whatever the server's clock does."""
        if self.state != "live":
            return self.t0
        return round(self.t0 + self.speed * max(0, at - self.w0) / 1000, 3)

    def started(self, at: WallMs) -> "Clock":
        """StartEx, or on again after a pause."""
        return self._at(at, state="live")

    def paused(self, at: WallMs) -> "Clock":
        """Frozen where it is."""
        return self._at(at, state="paused")

    def ended(self, at: WallMs) -> "Clock":
        """EndEx: frozen for good."""
        return self._at(at, state="ended")

    def sped(self, at: WallMs, speed: float) -> "Clock":
        """At another speed from `at` on; the time shown does not jump."""
        return replace(self._at(at), speed=speed)

    def jumped(self, at: WallMs, to: ExerciseTime) -> "Clock":
        """At exercise time `to` from `at` on: a facilitator's jump, or a rebase after a stall."""
        return replace(self._at(at), t0=to)

    def _at(self, at: WallMs, state: ClockState | None = None) -> "Clock":
        return replace(self, state=state or self.state, t0=self.time(at), w0=at, rev=self.rev + 1)
