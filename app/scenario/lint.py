"""What a scenario lets be, yet an author will want to look at before a team rehearses it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from app.scenario.faults import Fault
from app.scenario.msel import Inject
from app.scenario.plan import Position
from app.scenario.scenario import Scenario
from app.scenario.times import say_time

DEMAND_EVERY = 120.0
"""Seconds a position has for one demand before the next one may come."""


def lint(scenario: Scenario) -> tuple[Fault, ...]:
    """Warnings about a scenario without faults; their `line` is 0, their `path` says where to look."""
    rules = (
        _expectations,
        _coverage,
        _unused_personas,
        _overload,
        _order,
        _reach,
        _open_at_the_end,
        _silent_seats,
        _repetition,
    )
    return tuple(warning for rule in rules for warning in rule(scenario))


def _warn(path: str, reason: str, remedy: str) -> Fault:
    return Fault(line=0, path=path, reason=reason, remedy=remedy)


def _expectations(scenario: Scenario) -> Iterator[Fault]:
    for at, inject in enumerate(scenario.msel):
        if inject.expected is None:
            yield _warn(
                f"msel[{at}]", f"{inject.id} expects nothing", "Say what a good answer is: `expected`."
            )


def _coverage(scenario: Scenario) -> Iterator[Fault]:
    """Objectives nobody rehearses or looks at, assumptions nothing tests."""
    rehearsed = {inject.objective for inject in scenario.msel}
    judged = {item.objective for item in scenario.guide}
    tested = {assumption for inject in scenario.msel for assumption in inject.tests}
    for at, objective in enumerate(scenario.objectives):
        path = f"objectives[{at}]"
        if objective.id not in rehearsed:
            yield _warn(
                path, f"no inject serves objective {objective.id}", "Name it in an inject's `objective`."
            )
        if objective.id not in judged:
            yield _warn(path, f"the guide asks nothing about objective {objective.id}", "Add a guide item.")
    for at, assumption in enumerate(scenario.plan.assumptions):
        if assumption.id not in tested:
            reason = f"no inject tests assumption {assumption.id}"
            yield _warn(f"plan.assumptions[{at}]", reason, "Name it in an inject's `tests`.")


def _unused_personas(scenario: Scenario) -> Iterator[Fault]:
    used = {scenario.brand} | {inject.by for inject in scenario.msel}
    used |= {handle for seat in scenario.seats for handle in seat.personas}
    for at, persona in enumerate(scenario.cast):
        if persona.handle not in used:
            reason = f"@{persona.handle} never speaks"
            yield _warn(f"cast[{at}]", reason, "Seat it, let it inject, or drop it.")


def _overload(scenario: Scenario) -> Iterator[Fault]:
    """A position asked again before it had two minutes for the last demand."""
    demands: defaultdict[Position, list[tuple[float, int, Inject]]] = defaultdict(list)
    for at, inject in enumerate(scenario.msel):
        if inject.at is not None and inject.expected is not None:
            demands[inject.expected.position].append((inject.at, at, inject))
    for position, asked in demands.items():
        asked.sort(key=lambda demand: demand[:2])
        for (first, _, before), (second, at, after) in pairwise(asked):
            if second - first < DEMAND_EVERY:
                reason = (
                    f"{position} gets {before.id} and {after.id} "
                    f"within two minutes, {say_time(first)} and {say_time(second)}"
                )
                yield _warn(f"msel[{at}]", reason, "Spread them, or ask somebody else.")


def _order(scenario: Scenario) -> Iterator[Fault]:
    timed = {inject.id: inject.at for inject in scenario.msel}
    latest = 0.0
    for at, inject in enumerate(scenario.msel):
        if inject.at is None:
            continue
        if inject.at < latest:
            yield _warn(
                f"msel[{at}].at", f"{inject.id} stands after a later one", "List injects in time order."
            )
        latest = max(latest, inject.at)
        if inject.answers is not None and inject.answers != "brand" and timed.get(inject.answers) is None:
            reason = f"{inject.id} answers {inject.answers}, which a facilitator may never deliver"
            yield _warn(
                f"msel[{at}].answers", reason, "Answer a timed inject, or deliver this one by hand too."
            )


def _reach(scenario: Scenario) -> Iterator[Fault]:
    for at, inject in enumerate(scenario.msel):
        if inject.reach > scenario.crowd.size:
            reason = f"{inject.id} reaches {inject.reach:,} of a crowd of {scenario.crowd.size:,}"
            yield _warn(f"msel[{at}].reach", reason, "Make the reach smaller, or the crowd larger.")


def _open_at_the_end(scenario: Scenario) -> Iterator[Fault]:
    end = scenario.minutes * 60
    for at, inject in enumerate(scenario.msel):
        if inject.at is None:
            continue
        within = inject.expected.within if inject.expected else 0.0
        lasts = inject.chance.lasts if inject.chance else 0.0
        if inject.at + max(within, lasts) > end:
            reason = f"{inject.id} still waits for an answer at EndEx, {say_time(end)}"
            yield _warn(f"msel[{at}]", reason, "Deliver it earlier, or shorten what it allows.")


def _silent_seats(scenario: Scenario) -> Iterator[Fault]:
    for at, seat in enumerate(scenario.seats):
        if not seat.lines:
            reason = f"a stand-in in {seat.id} has nothing to say"
            yield _warn(f"seats[{at}].lines", reason, "Write it some lines.")


def _repetition(scenario: Scenario) -> Iterator[Fault]:
    """The same words twice: an audience notices at once."""
    first: dict[str, str] = {}
    for path, text in _texts(scenario):
        words = " ".join(text.casefold().split()).rstrip(".!")
        if words in first:
            yield _warn(path, f"the same words as {first[words]}", "Say it otherwise.")
        first.setdefault(words, path)


def _texts(scenario: Scenario) -> Iterable[tuple[str, str]]:
    yield from ((f"msel[{at}].text", inject.text) for at, inject in enumerate(scenario.msel))
    for number, seat in enumerate(scenario.seats):
        yield from ((f"seats[{number}].lines[{at}]", line) for at, line in enumerate(seat.lines))
    words = scenario.crowd.words
    for mood, said in (
        ("against", words.against),
        ("neutral", words.neutral),
        ("supportive", words.supportive),
    ):
        yield from ((f"crowd.words.{mood}[{at}]", text) for at, text in enumerate(said))
