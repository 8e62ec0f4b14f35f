"""How a drill is paced: who is asked too much at once, who too little, and what is left open at its end."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.linting.moments import Demand, demands, planned
from app.scenario.plan import Position
from app.scenario.scenario import Scenario
from app.scenario.times import say_time

DEMAND_EVERY = 120.0
"""Seconds a position has for one demand before the next one may come."""
LONG_DRILL = 30
"""Minutes from which on somebody may be idle in a drill."""
TEAM_IDLE = 900.0
"""Seconds after which a brand team that is asked nothing looks for its coats."""
SEAT_IDLE = 1200.0
"""The same for one position; in a long drill it is half of it."""
LAST_MINUTES = 300.0
"""Seconds before the end in which one demand is enough; in a short drill an eighth of it."""


def overload(scenario: Scenario) -> Iterator[Fault]:
    """A position asked again before it had two minutes for the last demand."""
    for position, asked in _by_position(scenario).items():
        for first, second in pairwise(asked):
            if second.at - first.at < DEMAND_EVERY:
                reason = (
                    f"{position} gets {first.inject.id} and {second.inject.id} "
                    f"within two minutes, {say_time(first.at)} and {say_time(second.at)}"
                )
                yield advice(f"msel[{second.number}]", reason, "Spread them, or ask somebody else.")


def idle_seats(scenario: Scenario) -> Iterator[Fault]:
    """A brand position that planned injects ask for nothing, or for nothing during a long while."""
    if scenario.minutes < LONG_DRILL:
        return
    end = scenario.minutes * 60.0
    asked, most = _by_position(scenario), max(SEAT_IDLE, end / 2)
    for at, seat in enumerate(scenario.seats):
        if seat.position is None:
            continue
        mine = asked.get(seat.position, [])
        if not mine:
            reason = f"nothing that is sure to go out asks anything of {seat.position}"
            yield advice(f"seats[{at}]", reason, "Give a timed inject an `expected` with this `position`.")
            continue
        for since, until in _gaps(mine, end):
            if until - since > most:
                reason = f"{seat.position} is asked nothing from {say_time(since)} to {say_time(until)}"
                yield advice(f"seats[{at}]", reason, "Ask something of it in between.")


def idle_team(scenario: Scenario) -> Iterator[Fault]:
    """A quarter of an hour in which nobody of the brand is asked for anything."""
    asked = demands(scenario)
    if scenario.minutes < LONG_DRILL or not asked:
        return
    starts = {demand.at: demand.number for demand in reversed(asked)}
    for since, until in _gaps(asked, scenario.minutes * 60.0):
        if until - since > TEAM_IDLE:
            where = starts.get(until, asked[-1].number)
            reason = f"nobody of the brand is asked anything from {say_time(since)} to {say_time(until)}"
            yield advice(f"msel[{where}]", reason, "Put an inject in between, or shorten the drill.")


def open_at_the_end(scenario: Scenario) -> Iterator[Fault]:
    end = scenario.minutes * 60
    moments = planned(scenario)
    for number, inject in enumerate(scenario.msel):
        if inject.id not in moments:
            continue
        within = inject.expected.within if inject.expected else 0.0
        lasts = inject.chance.lasts if inject.chance else 0.0
        if moments[inject.id] > end:
            continue  # that it never goes out is told elsewhere
        if moments[inject.id] + max(within, lasts) > end:
            reason = f"{inject.id} still waits for an answer at EndEx, {say_time(end)}"
            yield advice(f"msel[{number}]", reason, "Deliver it earlier, or shorten what it allows.")


def last_minutes(scenario: Scenario) -> Iterator[Fault]:
    """Several demands when people already look at the clock."""
    end = scenario.minutes * 60.0
    length = min(LAST_MINUTES, end / 8)
    late = [demand for demand in demands(scenario) if end - length < demand.at <= end]
    for demand in late[1:]:
        reason = f"{late[0].inject.id} and {demand.inject.id} both come in the last {say_time(length)}"
        yield advice(
            f"msel[{demand.number}]", reason, "End with one question, and deliver the other earlier."
        )


def _by_position(scenario: Scenario) -> dict[Position, list[Demand]]:
    found: defaultdict[Position, list[Demand]] = defaultdict(list)
    for demand in demands(scenario):
        found[demand.position].append(demand)
    return found


def _gaps(asked: list[Demand], end: float) -> Iterator[tuple[float, float]]:
    """The times between StartEx, each demand and the end."""
    return pairwise((0.0, *(demand.at for demand in asked if demand.at <= end), end))
