"""When injects go out if all goes as planned, and when they ask somebody for something."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.ids import InjectId
from app.scenario.msel import Inject
from app.scenario.plan import Position
from app.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something asked of a position.

    Attributes:
        at: exercise seconds.
        number: place of the inject in the MSEL, from 0.
    """

    at: float
    number: int
    inject: Inject
    position: Position


def planned(scenario: Scenario) -> Mapping[InjectId, float]:
    """Exercise seconds at which injects go out by themselves, whatever players do.

    Those that wait for a condition, for an answer that fails to come or for a hand are left out, and so is
    what follows them.
    """
    known: dict[InjectId, float] = {}
    for inject in scenario.msel:
        chain: list[Inject] = []
        at: Inject | None = inject
        while at is not None and at.id not in known and at.after is not None and at not in chain:
            chain.append(at)
            at = next((one for one in scenario.msel if one.id == at.after), None)
        if at is not None and at.id not in known and at.at is not None and at.when is None:
            known[at.id] = at.at
        for follower in reversed(chain):
            if follower.after in known:
                known[follower.id] = known[follower.after] + follower.later
    return known


def demands(scenario: Scenario) -> list[Demand]:
    """Everything that planned injects ask, in order of time; of one that is repeated, the first time."""
    moments = planned(scenario)
    found = [
        Demand(at=moments[inject.id], number=number, inject=inject, position=inject.expected.position)
        for number, inject in enumerate(scenario.msel)
        if inject.expected is not None and inject.id in moments
    ]
    return sorted(found, key=lambda demand: (demand.at, demand.number))
