"""How near the conditions of a drill came to being true, looked at while it is played."""

from collections.abc import Iterator
from dataclasses import replace

from app.dryrun.report import Nearest, Part
from app.ids import ExerciseTime, InjectId, SeatId
from app.rehearsal.conditions import gauges, holds
from app.rehearsal.state import Rehearsal
from app.scenario.condition import Condition

EVERY = 5.0
"""Exercise seconds between two looks: no quantity that a condition asks for moves far in so few."""

GoalKey = tuple[SeatId, int]


class Watch:
    """What was seen so far.

    Attributes:
        goals: when the condition of each private goal first held, by seat and number.
    """

    def __init__(self) -> None:
        self.goals: dict[GoalKey, ExerciseTime] = {}
        self._nearest: dict[InjectId, list[Nearest]] = {}
        self._next: ExerciseTime = 0.0

    def see(self, rehearsal: Rehearsal, t: ExerciseTime) -> None:
        """Look, if it is time to."""
        if t < self._next:
            return
        self._next = t + EVERY
        for name, cue in rehearsal.cues.items():
            when, since = cue.inject.when, cue.at or 0.0
            if when is not None and cue.state == "waiting" and t >= since:
                seen = list(_looks(when, rehearsal, t, since))
                before = self._nearest.get(name, seen)
                self._nearest[name] = [_nearer(*pair) for pair in zip(before, seen, strict=True)]
        for key, condition in _goals(rehearsal):
            if key not in self.goals and holds(condition, rehearsal, t):
                self.goals[key] = t

    def nearest(self, inject: InjectId) -> tuple[Nearest, ...]:
        """How near each part of that inject's condition came; empty if it was never armed."""
        return tuple(self._nearest.get(inject, ()))


def _goals(rehearsal: Rehearsal) -> Iterator[tuple[GoalKey, Condition]]:
    for seat in rehearsal.scenario.seats:
        for number, goal in enumerate(seat.card.goals):
            if goal.when is not None:
                yield (seat.id, number), goal.when


def _looks(when: Condition, rehearsal: Rehearsal, t: ExerciseTime, since: ExerciseTime) -> Iterator[Nearest]:
    """Everything a condition asks, in an order that stays the same, as it stands now."""
    for part, condition in _flat(when, "all"):
        alone = replace(condition, all=(), any=(), none=())
        for gauge in gauges(alone, rehearsal, t, since):
            yield Nearest(
                part=part,
                what=gauge.what,
                of=_whom(alone, gauge.what),
                value=gauge.value,
                wanted=gauge.wanted,
                t=t,
                met=gauge.holds != (part == "none"),
            )


def _flat(condition: Condition, part: Part) -> Iterator[tuple[Part, Condition]]:
    """A condition and those inside it; what is deeper belongs to the branch it stands in."""
    yield part, condition
    branches: tuple[tuple[Part, tuple[Condition, ...]], ...] = (
        ("all", condition.all),
        ("any", condition.any),
        ("none", condition.none),
    )
    for branch, inner in branches:
        for one in inner:
            yield from _flat(one, branch if part == "all" else part)


def _whom(condition: Condition, what: str) -> str:
    """Whom or what it is about, where that is not a quantity."""
    match what:
        case "said":
            return ", ".join(condition.said)
        case "delivered":
            return condition.delivered or ""
        case "unanswered":
            return condition.unanswered or ""
        case _:
            return ""


def _nearer(before: Nearest, now: Nearest) -> Nearest:
    """The one of two looks that is nearer to what the condition asks."""
    downwards = before.what.endswith("_below") != (before.part == "none")
    nearer = now.value < before.value if downwards else now.value > before.value
    return now if nearer else before
