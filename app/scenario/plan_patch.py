"""A change to a plan as a value: parts put in, in place of those of the same name, and parts taken out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from app.ids import SeatId, WallMs
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan

PartSort = Literal["component", "holding", "assumption", "red_line", "first_reply"]
One = TypeVar("One")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """Which part of a plan: its sort and its id; of a red line the words, of the promise nothing."""

    sort: PartSort
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPatch:
    """What changes in a plan; `first_reply` in seconds, None where it stays."""

    components: tuple[Component, ...] = ()
    holding: tuple[HoldingStatement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    red_lines: tuple[str, ...] = ()
    first_reply: float | None = None
    removed: tuple[PlanPart, ...] = ()


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
