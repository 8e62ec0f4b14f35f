"""Whether injects stand in the order in which they go out, and answer what is out by then."""

from collections.abc import Iterator

from app.ids import InjectId
from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.linting.moments import planned
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario


def time_order(scenario: Scenario) -> Iterator[Fault]:
    latest = 0.0
    for at, inject in enumerate(scenario.msel):
        if inject.at is None:
            continue
        if inject.at < latest:
            reason = f"{inject.id} stands after a later one"
            yield advice(f"msel[{at}].at", reason, "List injects in time order.")
        latest = max(latest, inject.at)


def answers(scenario: Scenario) -> Iterator[Fault]:
    """An inject that goes out by itself, as a reply to one that may not be there by then."""
    moments = planned(scenario)
    for at, inject in enumerate(scenario.msel):
        answered = None if inject.answers in (None, "brand") else scenario.inject(InjectId(inject.answers))
        if answered is None or inject.by_hand or answered.id in _before(scenario, inject):
            continue
        mine, theirs = moments.get(inject.id, inject.at), moments.get(answered.id)
        if theirs is None:
            reason = f"{inject.id} answers {answered.id}, which {_may_fail(answered)}"
            remedy = "Answer a timed inject, or deliver this one by hand too."
        elif mine is not None and mine < theirs:
            reason = f"{inject.id} answers {answered.id}, which goes out later"
            remedy = "Change their times."
        else:
            continue
        yield advice(f"msel[{at}].answers", reason, remedy)


def _may_fail(inject: Inject) -> str:
    return "a facilitator may never deliver" if inject.by_hand else "may never go out"


def _before(scenario: Scenario, inject: Inject) -> set[InjectId]:
    """All that has gone out for certain when `inject` does: what it follows, and what that followed."""
    found: set[InjectId] = set()
    at: Inject | None = inject
    while at is not None:
        name = at.after or at.unless or (at.when.delivered if at.when else None)
        if name is None or name in found:
            break
        found.add(name)
        at = scenario.inject(name)
    return found
