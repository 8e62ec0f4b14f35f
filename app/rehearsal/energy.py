"""A critic's energy: tactics take it, exercise time gives it back. It follows from the log alone."""

from dataclasses import dataclass

from app.feed.tactics import COSTS, Tactic
from app.ids import ExerciseTime

CAP = 4.0
REFILL = 45.0
"""Exercise seconds that give one back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Energy:
    """`left` of `CAP` at exercise time `t`."""

    left: float = CAP
    t: ExerciseTime = 0.0

    def at(self, t: ExerciseTime) -> float:
        """How much there is at exercise time `t`, 0 to `CAP`."""
        return min(CAP, self.left + max(0.0, t - self.t) / REFILL)

    def spent(self, tactic: Tactic, t: ExerciseTime) -> "Energy":
        """What a tactic leaves."""
        return Energy(left=max(0.0, self.at(t) - COSTS[tactic]), t=t)

    def missing(self, tactic: Tactic, t: ExerciseTime) -> float:
        """Exercise seconds until there is enough for a tactic; 0 where there is."""
        return max(0.0, COSTS[tactic] - self.at(t)) * REFILL


FULL = Energy()
