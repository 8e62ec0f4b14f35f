"""Private goals: which are reached by themselves, and who may watch them being so."""

from collections.abc import Iterator
from dataclasses import fields

from app.ids import ExerciseTime, SeatId
from app.rehearsal.commands import JudgeGoal
from app.rehearsal.conditions import holds
from app.rehearsal.state import Rehearsal
from app.scenario.condition import Condition
from app.scenario.scenario import Goal

_OF_THE_WAR_ROOM = ("waiting", "refuted")
"""What a condition may ask of the brand's private place."""


def goals_of(rehearsal: Rehearsal, seat: SeatId) -> tuple[Goal, ...]:
    """The goals on a seat's card, in its order; a goal's number is its place there, from 0."""
    plan = next((one for one in rehearsal.scenario.seats if one.id == seat), None)
    return plan.card.goals if plan else ()


def reached(rehearsal: Rehearsal, t: ExerciseTime) -> Iterator[JudgeGoal]:
    """The goals whose state of play is there at `t`, and that nobody has judged yet."""
    for seat in rehearsal.scenario.seats:
        for number, goal in enumerate(seat.card.goals):
            if goal.when is None or (seat.id, number) in rehearsal.goals:
                continue
            if holds(goal.when, rehearsal, t):
                yield JudgeGoal(seat=seat.id, goal=number)


def told_at_once(goal: Goal) -> bool:
    """Whether its player may see it tick while the drill runs.

    A tick must not tell a critic how long a draft has waited, or that a claim was refuted: such a goal
    is told in the review.
    """
    return goal.when is None or not _asks_the_war_room(goal.when)


def _asks_the_war_room(condition: Condition) -> bool:
    inner = (*condition.all, *condition.any, *condition.none)
    plain = {one.name: one.default for one in fields(condition)}
    asked = any(getattr(condition, name) != plain[name] for name in _OF_THE_WAR_ROOM)
    return asked or any(map(_asks_the_war_room, inner))
