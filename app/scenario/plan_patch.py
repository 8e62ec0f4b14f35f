"""A change to a plan as a value: parts put in, in place of those of the same name, and parts taken out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from app.ids import SeatId, WallMs
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan, Rung
from app.scenario.routes import Delegation

PartSort = Literal["component", "holding", "assumption", "red_line", "first_reply", "rung", "delegate"]
One = TypeVar("One")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """Which part of a plan: its sort and its id.

    Of a red line that is the words, of a rung its number from 1 on, of a delegation whose place it is, of
    the promise nothing.
    """

    sort: PartSort
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RungTime:
    """The time allowed for a step of the ladder, in seconds; `rung` counts from 1."""

    rung: int
    within: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPatch:
    """What changes in a plan; `first_reply` in seconds, None where it stays."""

    components: tuple[Component, ...] = ()
    holding: tuple[HoldingStatement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    red_lines: tuple[str, ...] = ()
    first_reply: float | None = None
    removed: tuple[PlanPart, ...] = ()
    rungs: tuple[RungTime, ...] = ()
    delegates: tuple[Delegation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEdit:
    """How the plan became `version`: by whom, when by the wall clock, and what changed."""

    version: int
    seat: SeatId
    at: WallMs
    patch: PlanPatch


def patched(plan: Plan, patch: PlanPatch, version: int) -> Plan:
    """The plan with a patch, as that version of it. What is new stands at the end of its list."""
    gone = {(part.sort, part.id) for part in patch.removed}
    return replace(
        plan,
        version=version,
        components=_merged("component", plan.components, patch.components, gone, lambda one: one.id),
        holding=_merged("holding", plan.holding, patch.holding, gone, lambda one: one.id),
        assumptions=_merged("assumption", plan.assumptions, patch.assumptions, gone, lambda one: one.id),
        red_lines=_merged("red_line", plan.red_lines, patch.red_lines, gone, str),
        first_reply=plan.first_reply if patch.first_reply is None else patch.first_reply,
        ladder=_timed(plan.ladder, patch.rungs),
        delegates=_delegated(plan.delegates, patch.delegates, gone),
    )


def touched(patch: PlanPatch) -> frozenset[PlanPart]:
    """Every part a patch says something about."""
    return frozenset(
        (
            *(PlanPart(sort="component", id=one.id) for one in patch.components),
            *(PlanPart(sort="holding", id=one.id) for one in patch.holding),
            *(PlanPart(sort="assumption", id=one.id) for one in patch.assumptions),
            *(PlanPart(sort="red_line", id=one) for one in patch.red_lines),
            *(() if patch.first_reply is None else (PlanPart(sort="first_reply"),)),
            *(PlanPart(sort="rung", id=str(one.rung)) for one in patch.rungs),
            *(PlanPart(sort="delegate", id=one.position) for one in patch.delegates),
            *patch.removed,
        )
    )


def said(plan: Plan, part: PlanPart) -> str | None:
    """What a plan says in one part, in a line; None where it has no such part."""
    match part.sort:
        case "component":
            return next((one.text or one.title for one in plan.components if one.id == part.id), None)
        case "holding":
            return next((one.text for one in plan.holding if one.id == part.id), None)
        case "assumption":
            return next((one.statement for one in plan.assumptions if one.id == part.id), None)
        case "red_line":
            return part.id if part.id in plan.red_lines else None
        case "first_reply":
            return f"{plan.first_reply / 60:g} minutes"
        case "rung":
            rungs = (one for number, one in enumerate(plan.ladder, start=1) if str(number) == part.id)
            return next((f"{one.title}, {one.within / 60:g} minutes" for one in rungs), None)
        case "delegate":
            by = (one for each in plan.delegates if each.position == part.id for one in each.by)
            return ", ".join(one.replace("_", " ") for one in by) or None


def _timed(ladder: tuple[Rung, ...], times: tuple[RungTime, ...]) -> tuple[Rung, ...]:
    within = {one.rung: one.within for one in times}
    return tuple(
        replace(rung, within=within.get(number, rung.within)) for number, rung in enumerate(ladder, start=1)
    )


def _delegated(
    old: tuple[Delegation, ...], new: tuple[Delegation, ...], gone: set[tuple[PartSort, str]]
) -> tuple[Delegation, ...]:
    """A plan may say of one position in two places who stands in; a patch says it in one."""
    said_anew = {one.position for one in new}
    kept = (one for one in old if one.position not in said_anew and ("delegate", one.position) not in gone)
    return (*kept, *new)


def _merged(
    sort: PartSort,
    old: tuple[One, ...],
    new: Iterable[One],
    gone: set[tuple[PartSort, str]],
    name: Callable[[One], str],
) -> tuple[One, ...]:
    parts = {name(one): one for one in old if (sort, name(one)) not in gone}
    parts |= {name(one): one for one in new}
    return tuple(parts.values())
