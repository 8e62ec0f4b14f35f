"""Private goals as their seat and staff are shown them."""

from dataclasses import dataclass

from app.ids import SeatId
from app.rehearsal.crew import GoalStanding
from app.rehearsal.goals import goals_of, told_at_once
from app.rehearsal.state import Rehearsal
from app.scenario.scenario import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatGoals:
    """A critic's or bystander's private goals, and how they stand, as staff see them."""

    seat: SeatId
    goals: tuple[Goal, ...]
    standing: tuple[GoalStanding, ...]


def all_goals(rehearsal: Rehearsal) -> tuple[SeatGoals, ...]:
    """Every card that has goals, for staff."""
    return tuple(
        SeatGoals(
            seat=seat.id,
            goals=seat.card.goals,
            standing=tuple(one for one in rehearsal.goals.values() if one.seat == seat.id),
        )
        for seat in rehearsal.scenario.seats
        if seat.card.goals
    )


def own_goals(rehearsal: Rehearsal, seat: SeatId) -> tuple[GoalStanding, ...]:
    """How a seat's goals stand, as far as it is told while the drill runs."""
    goals = goals_of(rehearsal, seat)
    own = (one for one in rehearsal.goals.values() if one.seat == seat)
    return tuple(one for one in own if told_at_once(goals[one.goal]))
