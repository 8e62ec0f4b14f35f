"""Whose turn it is: what is young moves in every step, what is older once in a turn or a round of some steps.

What an old post does in a turn is what it would do in one step of that length: the parts of its audience
that look are integrals of the kernel, exact for any time. Whom it is shown to meanwhile counts as shown it
in the middle of the turn (`Model.early`). Without that, each hand it goes through would come a little late.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from app.crowd.model import ROUND, STEP, TURN, Model

YOUNG_FOR: Final = 1_800.0
"""Audience seconds for which a post moves in every step; a turn is short against the age of any other."""
NEW_FOR: Final = 600.0
"""Audience seconds for which an answer works in every step."""
OLD_AFTER: Final = 3 * 3_600.0
"""Audience seconds after which a post moves once in a round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One step's part in its turn and round.

    Attributes:
        first: the first of the rows that move; all younger ones do.
        paces: from that row on, which rows move for a round, a turn and a step.
        new_from: audience second after which an answer came that works in every step.
        ends, ends_round: whether it is the last step of its turn, and of its round.
    """

    first: int
    paces: tuple[tuple[int, slice], ...]
    new_from: float
    ends: bool
    ends_round: bool

    @classmethod
    def of(cls, model: Model) -> Self:
        """The step that is to be done now."""
        began = _began(model, TURN)
        limits = (_began(model, ROUND) - OLD_AFTER, began - YOUNG_FOR)
        born = model.cascades.born
        old, young = (int(np.searchsorted(born, second, side="right")) for second in limits)
        ends, ends_round = ((model.tick + 1) % model.spans[time] == 0 for time in (TURN, ROUND))
        first = 0 if ends_round else old if ends else young
        edges = ((ROUND, 0, old), (TURN, old, young), (STEP, young, len(born)))
        spans = ((time, start - first, end - first) for time, start, end in edges)
        moving = [(time, slice(start, end)) for time, start, end in spans if 0 <= start < end]
        new_from = began - NEW_FOR
        return cls(first=first, paces=tuple(moving), new_from=new_from, ends=ends, ends_round=ends_round)


def _began(model: Model, time: int) -> float:
    """Audience second at which the turn or round began that the next step is of."""
    return (model.tick - model.tick % model.spans[time]) * model.parameters.step
