"""Injects and conditions that nothing can bring about before the drill ends."""

from collections.abc import Iterator

from app.ids import InjectId
from app.scenario.condition import Condition
from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.linting.forecast import NEVER, Forecast
from app.scenario.linting.hearing import deaf_words
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario
from app.scenario.times import say_time


def ways_out(scenario: Scenario) -> Iterator[Fault]:
    """Injects that wait for what does not come."""
    forecast = Forecast(scenario)
    for at, inject in enumerate(scenario.msel):
        path = f"msel[{at}]"
        if inject.after is not None:
            yield from _follows(forecast, inject, inject.after, path)
        if inject.unless is not None:
            yield from _fails(forecast, inject.unless, path)
        if inject.when is not None:
            yield from _asks(forecast, inject.when, f"{path}.when", inject.at or 0.0)
            if inject.at is None:
                yield from _holds_at_once(scenario, inject.when, f"{path}.when")


def goals(scenario: Scenario) -> Iterator[Fault]:
    """Private goals that nobody can reach, or that everybody has reached at StartEx."""
    forecast = Forecast(scenario)
    for number, seat in enumerate(scenario.seats):
        for at, goal in enumerate(seat.card.goals):
            if goal.when is not None:
                path = f"seats[{number}].card.goals[{at}].when"
                yield from _asks(forecast, goal.when, path, 0.0)
                yield from _holds_at_once(scenario, goal.when, path)


def _follows(forecast: Forecast, inject: Inject, before: InjectId, path: str) -> Iterator[Fault]:
    moment = forecast.inject(before)
    if moment == NEVER:
        if not inject.contingency:
            remedy = "Follow one that does, or write `contingency: true` if that is meant."
            yield advice(f"{path}.after", _no_way(forecast, before), remedy)
    elif moment + inject.later > forecast.end:
        key = "later" if inject.later else "after"
        yield _too_late(f"{path}.{key}", inject.id, moment + inject.later, forecast.end)


def _fails(forecast: Forecast, target: InjectId, path: str) -> Iterator[Fault]:
    moment = forecast.deadline(target)
    if moment == NEVER:
        remedy = "Name one that goes out by itself, or deliver this one by hand too."
        yield advice(f"{path}.unless", _no_way(forecast, target), remedy)
    elif moment > forecast.end:
        reason = (
            f"the answer to {target} is due at {say_time(moment)}, after the end, {say_time(forecast.end)}"
        )
        yield advice(f"{path}.unless", reason, "Deliver it earlier, or shorten its `within`.")


def _asks(
    forecast: Forecast, condition: Condition, path: str, since: float, *, denied: bool = False
) -> Iterator[Fault]:
    """What a condition asks that cannot be so; `denied` within a `none`, where nothing has to come."""
    for key, moment in forecast.parts(condition, since).items():
        if moment > forecast.end and not (denied and key in ("delivered", "unanswered")):
            yield advice(f"{path}.{key}", _impossible(forecast, condition, key, moment), _REMEDIES[key])
    yield from deaf_words(forecast.scenario, condition, path)
    for mood in ("heat", "trust"):
        above, below = getattr(condition, f"{mood}_above"), getattr(condition, f"{mood}_below")
        if above is not None and below is not None and above >= below:
            reason = f"{mood} is never above {above:g} and below {below:g} at once"
            yield advice(f"{path}.{mood}_below", reason, "Let it be more than the other.")
    for name in ("all", "any", "none"):
        for at, inner in enumerate(getattr(condition, name)):
            inside = denied or name == "none"
            yield from _asks(forecast, inner, f"{path}.{name}[{at}]", since, denied=inside)


_REMEDIES = {
    "silence": "Make it shorter.",
    "reach_above": "Choose a smaller number.",
    "heat_above": "Choose a smaller number.",
    "heat_below": "Choose a larger number.",
    "trust_above": "Choose a smaller number.",
    "trust_below": "Choose a larger number.",
    "pasted": "Give the plan a holding statement, or drop this.",
    "refuted": "Choose a smaller number, or add a rumour to `facts`.",
    "waiting": "Give the ladder a step that reviews or decides and a shorter wait, or drop this.",
    "unanswered": "Name an account that speaks early enough, and a shorter `patience`.",
    "delivered": "Name an inject that goes out by itself.",
}


def _impossible(forecast: Forecast, condition: Condition, key: str, moment: float) -> str:
    scenario = forecast.scenario
    match key:
        case "delivered":
            return _no_way(forecast, InjectId(condition.delivered or ""))
        case "unanswered" if forecast.speaks(condition.unanswered or scenario.brand) == NEVER:
            return f"nothing that goes out by itself is by @{condition.unanswered}"
        case "pasted":
            return "the plan has no holding statement"
        case "waiting" if not scenario.plan.approvals():
            return "no draft waits for an approval in this plan"
        case "refuted":
            return f"{condition.refuted} claims to refute, and the facts hold fewer rumours"
        case "reach_above":
            return f"a crowd of {scenario.crowd.size:,} does not have so many views"
        case "silence" | "waiting" | "unanswered":
            return (
                f"it can be so at {say_time(moment)} at the earliest, after the end, {say_time(forecast.end)}"
            )
        case _:
            measure, _, side = key.partition("_")
            return f"{measure} is from 0 to 100, and never {side} {getattr(condition, key):g}"


def _no_way(forecast: Forecast, name: InjectId) -> str:
    found = forecast.scenario.inject(name)
    if found is not None and found.by_hand:
        return f"only a facilitator delivers {name}"
    return f"{name} never goes out by itself"


def _too_late(path: str, name: InjectId, moment: float, end: float) -> Fault:
    reason = f"{name} goes out at {say_time(moment)} at the earliest, after the end, {say_time(end)}"
    return advice(path, reason, "Shorten the waits, or give the drill more minutes.")


def _holds_at_once(scenario: Scenario, condition: Condition, path: str) -> Iterator[Fault]:
    """A condition on nothing but the crowd's mood, which is so before anybody has done anything."""
    crowd = scenario.crowd
    bounds = {
        "heat_above": condition.heat_above is None or crowd.heat > condition.heat_above,
        "heat_below": condition.heat_below is None or crowd.heat < condition.heat_below,
        "trust_above": condition.trust_above is None or crowd.trust > condition.trust_above,
        "trust_below": condition.trust_below is None or crowd.trust < condition.trust_below,
    }
    asked = {key: getattr(condition, key) for key in bounds if getattr(condition, key) is not None}
    if not asked or not all(bounds.values()) or Condition(**asked) != condition:
        return
    reason = f"it is so at StartEx: heat {crowd.heat:g}, trust {crowd.trust:g}"
    yield advice(path, reason, "Ask for more, or for something else beside it, such as `delivered`.")
