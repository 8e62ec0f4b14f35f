"""The model's numbers for one scenario: the calibrated defaults, and what the scenario changes of them."""

from dataclasses import dataclass, fields
from math import fsum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.segments import SEGMENTS
from app.feed.intent import STRATEGIES
from app.scenario.audience import AS_CALIBRATED, Audience, Crisis, Physics

Real = NDArray[np.float64]

SHARE, ACTIVITY, OPEN, OUTRAGE, TRUST, ORGANIC, AMUSED = range(7)
"""Columns of the segments' table."""
SEGMENT_TABLE: Final = (
    # share, activity, open, outrage, trust, organic posts by anger, and by amusement, per million and hour
    (0.14, 0.8, 1.00, 0.5, 0.80, 1, 30),  # loyal
    (0.60, 0.5, 1.00, 0.7, 0.55, 5, 2),  # neutral
    (0.1145, 1.0, 1.00, 1.0, 0.50, 20, 2),  # peers
    (0.08, 1.6, 0.55, 1.3, 0.25, 60, 0),  # critics
    (0.015, 3.0, 0.30, 1.6, 0.12, 300, 0),  # activists
    (0.05, 3.0, 0.10, 1.2, 0.20, 150, 0),  # trolls
    (0.0005, 1.5, 0.80, 1.0, 0.45, 0, 0),  # press
)
"""Assumptions, in the order of what surveys and case studies say of such groups."""

BASE, BY_R, BY_SEVERITY, BY_TRUTH, CALMS, BACKFIRES, SPREADS, BUILDS = range(8)
"""Columns of the strategies' table."""
STRATEGY_TABLE: Final = (
    (1.3, 0.9, -0.5, 0.0, 0.70, 0.06, 1.0, 0.10),  # apology
    (0.9, 0.3, -0.5, 0.0, 0.55, 0.06, 0.9, 0.06),  # empathy
    (0.6, -0.9, -0.4, 0.6, 0.45, 0.15, 0.8, 0.04),  # explain
    (1.0, 0.5, -0.1, 0.0, 0.60, 0.15, 1.3, 0.07),  # compensate
    (0.1, -2.4, -0.3, 2.6, 0.65, 0.40, 1.0, 0.06),  # correct
    (0.1, -2.6, -0.8, 1.6, 0.45, 0.55, 1.1, 0.02),  # deny
    (-0.1, -1.5, -0.6, 0.3, 0.30, 0.35, 0.9, 0.00),  # deflect
    (-1.0, -1.6, -0.6, 0.4, 0.30, 0.75, 1.5, 0.00),  # attack
    (1.5, 0.0, 0.0, 1.2, 0.60, 0.50, 2.2, 0.09),  # humour
)
"""Assumptions, set so that the order of what studies of crisis answers found comes out."""
STRATEGY_FIELDS: Final = (
    "base",
    "by_responsibility",
    "by_severity",
    "by_truth",
    "calms",
    "backfires",
    "spreads",
    "builds_trust",
)
REFERENCE: Final = 1_000_000.0
"""Accounts that are always stepped; a smaller audience is a window onto them."""
HUMOUR: Final = STRATEGIES.index("humour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What the engine works with.

    Attributes:
        people: accounts of each segment, of a million in all; shape (7,).
        segments: shape (7, 7): a row for each segment, columns as named above.
        strategies: shape (9, 8): a row for each strategy, columns as named above.
        step: audience seconds of one step.
        hour: hour of the day at StartEx in the story, 0 to 24.
        scale: how large the shown audience is, against that million.
        trust, heat: how the audience as a whole feels at StartEx, 0 to 1; None keeps the table's.
    """

    people: Real
    segments: Real
    strategies: Real
    physics: Physics
    crisis: Crisis
    hour: float = 12.0
    trust: float | None = None
    heat: float = 0.0
    scale: float = 1.0

    @property
    def shares(self) -> Real:
        """Each segment's part of the audience; shape (7,)."""
        shares: Real = self.segments[:, SHARE]
        return shares

    @property
    def step(self) -> float:
        return self.physics.step * self.physics.pace


def parameters(
    *,
    size: float = 1_000_000,
    audience: Audience = AS_CALIBRATED,
    hour: float = 12.0,
    trust: float | None = None,
    heat: float = 0.0,
) -> Parameters:
    """The numbers for an audience of `size` accounts."""
    segments = np.array(SEGMENT_TABLE, dtype=np.float64)
    changed = ("share", "activity", "open", "outrage", "trust", "organic")
    for row, name in enumerate(SEGMENTS):
        _change(segments[row], changed, getattr(audience.segments, name))
    segments[:, SHARE] /= fsum(float(share) for share in segments[:, SHARE])
    strategies = np.array(STRATEGY_TABLE, dtype=np.float64)
    for row, strategy in enumerate(STRATEGIES):
        _change(strategies[row], STRATEGY_FIELDS, getattr(audience.strategies, strategy))
    return Parameters(
        people=REFERENCE * segments[:, SHARE],
        segments=segments,
        strategies=strategies,
        physics=audience.physics,
        crisis=audience.crisis,
        hour=hour,
        trust=trust,
        heat=heat,
        scale=size / REFERENCE,
    )


def _change(row: Real, names: tuple[str, ...], change: object) -> None:
    given = {field.name for field in fields(change)}  # type: ignore[arg-type]
    for column, name in enumerate(names):
        value = getattr(change, name) if name in given else None
        if value is not None:
            row[column] = value
