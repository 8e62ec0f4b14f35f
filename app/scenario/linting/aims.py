"""What the drill is for: objectives, assumptions, and what injects expect."""

from collections.abc import Iterator

from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.scenario import Scenario


def expectations(scenario: Scenario) -> Iterator[Fault]:
    for at, inject in enumerate(scenario.msel):
        if inject.expected is None:
            remedy = "Say what a good answer is: `expected`."
            yield advice(f"msel[{at}]", f"{inject.id} expects nothing", remedy)


def objectives(scenario: Scenario) -> Iterator[Fault]:
    """Objectives nobody rehearses or looks at."""
    rehearsed = {inject.objective for inject in scenario.msel}
    judged = {item.objective for item in scenario.guide}
    for at, objective in enumerate(scenario.objectives):
        path = f"objectives[{at}]"
        if objective.id not in rehearsed:
            remedy = "Name it in an inject's `objective`."
            yield advice(path, f"no inject serves objective {objective.id}", remedy)
        if objective.id not in judged:
            yield advice(path, f"the guide asks nothing about objective {objective.id}", "Add a guide item.")


def assumptions(scenario: Scenario) -> Iterator[Fault]:
    """Assumptions of the plan that nothing tests."""
    tested = {assumption for inject in scenario.msel for assumption in inject.tests}
    for at, assumption in enumerate(scenario.plan.assumptions):
        if assumption.id not in tested:
            reason = f"no inject tests assumption {assumption.id}"
            yield advice(f"plan.assumptions[{at}]", reason, "Name it in an inject's `tests`.")


def reach(scenario: Scenario) -> Iterator[Fault]:
    """More reach than the crowd has accounts."""
    injects = [(f"msel[{at}]", one.id, one.reach) for at, one in enumerate(scenario.msel)]
    ready = [(f"on_demand[{at}]", one.id, one.reach) for at, one in enumerate(scenario.on_demand)]
    for path, name, accounts in (*injects, *ready):
        if accounts > scenario.crowd.size:
            reason = f"{name} reaches {accounts:,} of a crowd of {scenario.crowd.size:,}"
            yield advice(f"{path}.reach", reason, "Make the reach smaller, or the crowd larger.")
