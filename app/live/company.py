"""Who acts besides people: the crowd, the stand-ins and a reader, handed to the conductor by `main`.

All only suggest commands; the conductor asks for them at the players' door. Without them a
rehearsal runs all the same, with whoever sits in its seats.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.ids import ExerciseTime
from app.live.reading_along import Read
from app.rehearsal.commands import ActAsCrowd, PlayerCommand
from app.rehearsal.moderating import Judge, marked
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal


def no_crowd(_rehearsal: Rehearsal, _t: ExerciseTime) -> ActAsCrowd | None:
    """Nobody reads along."""
    return None


def no_standins(_rehearsal: Rehearsal, _seat: Seat, _t: ExerciseTime) -> tuple[PlayerCommand, ...]:
    """An empty seat stays silent."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What the crowd does up to exercise time `t`, and what an empty seat's stand-in asks for then.

    `judge` finds what breaks a platform's rules: what the scenario marks, and nothing else by default.
    `reader` is a reader of others, asked about the brand's posts; None where there is none.
    """

    crowd: Callable[[Rehearsal, ExerciseTime], ActAsCrowd | None] = no_crowd
    standins: Callable[[Rehearsal, Seat, ExerciseTime], tuple[PlayerCommand, ...]] = no_standins
    reader: Read | None = None
    judge: Judge = marked


ALONE = Company()
"""People only."""
