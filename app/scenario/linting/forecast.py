"""When an inject can go out at the earliest, and a condition hold: an upper bound on what a drill can do."""

from app.ids import Handle, InjectId
from app.scenario.condition import Condition
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario

VIEWS_EACH = 100
"""Posts of the storm that an account may have seen, at most."""
NEVER = float("inf")


class Forecast:
    """The earliest moments of one scenario, in exercise seconds; NEVER for what cannot come by itself.

    Players are taken to do whatever it needs, facilitators to do nothing.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.end = scenario.minutes * 60.0
        self._known: dict[InjectId, float] = {}
        while (now := {inject.id: self._moment(inject) for inject in scenario.msel}) != self._known:
            self._known = now  # what waits for itself never goes out, and what waits for something else may

    def inject(self, name: InjectId) -> float:
        """When that inject goes out at the earliest."""
        return self._known.get(name, NEVER)

    def _moment(self, inject: Inject) -> float:
        if inject.when is not None:
            return self.condition(inject.when, inject.at or 0.0)
        if inject.after is not None:
            return self.inject(inject.after) + inject.later
        if inject.unless is not None:
            return self.deadline(inject.unless)
        return NEVER if inject.at is None else inject.at

    def deadline(self, name: InjectId) -> float:
        """When the expected action of that inject is due at the earliest."""
        found = self.scenario.inject(name)
        return self.inject(name) + (found.expected.within if found and found.expected else 0.0)

    def condition(self, condition: Condition, since: float) -> float:
        """When all that a condition asks can be so, if it is armed at `since`."""
        moments = [since, *self.parts(condition, since).values()]
        moments += [self.condition(one, since) for one in condition.all]
        if condition.any:
            moments.append(min(self.condition(one, since) for one in condition.any))
        return max(moments)

    def parts(self, condition: Condition, since: float) -> dict[str, float]:
        """The same for each single thing it asks, by its key."""
        found: dict[str, float] = {}
        if condition.silence is not None:
            found["silence"] = since + condition.silence
        if condition.reach_above is not None:
            most = VIEWS_EACH * self.scenario.crowd.size
            found["reach_above"] = since if condition.reach_above < most else NEVER
        for key, bound, impossible in (
            ("heat_above", condition.heat_above, 100),
            ("heat_below", condition.heat_below, 0),
            ("trust_above", condition.trust_above, 100),
            ("trust_below", condition.trust_below, 0),
        ):
            if bound is not None:
                found[key] = NEVER if bound == impossible else since
        if condition.pasted is not None:
            found["pasted"] = since if self.scenario.plan.holding else NEVER
        if condition.refuted is not None:
            rumours = sum(not fact.holds for fact in self.scenario.facts)
            found["refuted"] = since if condition.refuted <= rumours else NEVER
        if condition.waiting is not None:
            found["waiting"] = max(since, condition.waiting) if self.scenario.plan.approvals() else NEVER
        if condition.unanswered is not None:
            found["unanswered"] = max(since, self.speaks(condition.unanswered) + condition.patience)
        if condition.delivered is not None:
            found["delivered"] = max(since, self.inject(condition.delivered))
        return found

    def speaks(self, handle: Handle) -> float:
        """When an account says something at the earliest."""
        if any(handle in seat.personas for seat in self.scenario.seats):
            return 0.0
        return min((self.inject(one.id) for one in self.scenario.msel if one.by == handle), default=NEVER)
