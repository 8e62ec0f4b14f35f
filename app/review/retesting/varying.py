"""The same injects otherwise: sooner, closer together, from somebody else, with less time for an answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.chance import number_of
from app.ids import Handle
from app.scenario.cast import Persona
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario

TIGHTER: Final = 0.75
"""Part of its time after StartEx at which an inject comes again."""
SHIFT: Final = 20
"""Most seconds by which it comes earlier still, so that nobody knows the minute by heart."""
LESS_TIME: Final = 0.8
"""Part of the time allowed for an answer that is allowed now."""
LEAST_TIME: Final = 60.0


def varied(scenario: Scenario, injects: Sequence[Inject]) -> tuple[Inject, ...]:
    """The injects as they come in the re-test, in order of their times; by hand what was by hand."""
    told = [_varied(scenario, one, tuple(injects)) for one in injects]
    return tuple(_in_order(sorted(told, key=lambda one: float("inf") if one.at is None else one.at)))


def sooner(scenario: Scenario, t: float, name: str) -> float:
    """Another time for what came at `t`: whole seconds, the same for the same name and scenario."""
    shift = number_of(f"{scenario.slug}/{name}/again") % (SHIFT + 1)
    return float(max(0, int(t * TIGHTER) - (shift if t * TIGHTER > 2 * SHIFT else 0)))


def _varied(scenario: Scenario, one: Inject, every: tuple[Inject, ...]) -> Inject:
    at = None if one.at is None else sooner(scenario, one.at, one.id)
    expected = one.expected
    if expected is not None:
        within = max(min(LEAST_TIME, expected.within), expected.within * LESS_TIME // 10 * 10)
        expected = replace(expected, within=within)
    return replace(one, at=at, expected=expected, by=_somebody_else(scenario, one, every))


def _somebody_else(scenario: Scenario, one: Inject, every: tuple[Inject, ...]) -> Handle:
    """A persona of the same sort and stance who is in nobody's hands and has not spoken; else the same."""
    speaker = scenario.persona(one.by)
    played = {handle for seat in scenario.seats for handle in seat.personas}
    heard = {each.by for each in every} | {each.by for each in scenario.on_demand}
    if speaker is None or one.by in played or one.by == scenario.brand or _speaks_of_themselves(one, every):
        return one.by
    twins = [
        each.handle
        for each in scenario.cast
        if each.handle not in heard | played | {scenario.brand} and _alike(scenario, each, speaker)
    ]
    return twins[number_of(f"{scenario.slug}/{one.id}/twin") % len(twins)] if twins else one.by


def _speaks_of_themselves(one: Inject, every: tuple[Inject, ...]) -> bool:
    """Whether others answer it, or it comes back: then it matters who said it."""
    return any(each.answers == one.id or (each.by == one.by and each.id != one.id) for each in every)


def _alike(scenario: Scenario, one: Persona, other: Persona) -> bool:
    same = (one.sort, one.stance, scenario.platforms_of(one)) == (
        other.sort,
        other.stance,
        scenario.platforms_of(other),
    )
    return same and one.verified == other.verified


def _in_order(told: list[Inject]) -> list[Inject]:
    """No answer before what it answers, no two at the same second."""
    out: dict[str, float] = {}
    latest = -1.0
    after: list[Inject] = []
    for one in told:
        if one.at is None:
            after.append(one)
            continue
        latest = max(one.at, latest + 5.0, out.get(str(one.answers), -5.0) + 5.0) if latest >= 0 else one.at
        out[one.id] = latest
        after.append(replace(one, at=latest))
    return after
