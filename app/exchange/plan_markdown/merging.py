"""What a file changes in a plan: only what it says differently, and only on request what it leaves out."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from app.exchange.plan_markdown.reading import PlanRead
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan
from app.scenario.plan_patch import PartSort, PlanPart, PlanPatch

One = TypeVar("One", Component, HoldingStatement, Assumption)


def patch_of(read: PlanRead, plan: Plan, *, whole: bool) -> PlanPatch:
    """The patch that brings a file into a plan.

    Args:
        read: what the file says.
        plan: as it is.
        whole: also take out what the file leaves out, of the sorts that it has at all.
    """
    gone: list[PlanPart] = []
    if whole:
        gone += _left_out("component", plan.components, read.components)
        gone += _left_out("holding", plan.holding, read.holding)
        gone += _left_out("assumption", plan.assumptions, read.assumptions)
        missing = [word for word in plan.red_lines if read.red_lines and word not in read.red_lines]
        gone += [PlanPart(sort="red_line", id=word) for word in missing]
    return PlanPatch(
        components=_new(plan.components, read.components),
        holding=_new(plan.holding, read.holding),
        assumptions=_new(plan.assumptions, read.assumptions),
        red_lines=tuple(word for word in read.red_lines if word not in plan.red_lines),
        first_reply=None if read.first_reply == plan.first_reply else read.first_reply,
        removed=tuple(gone),
    )


def _new(old: Iterable[One], read: Iterable[One]) -> tuple[One, ...]:
    there = set(old)
    return tuple(one for one in read if one not in there)


def _left_out(sort: PartSort, old: Sequence[One], read: Sequence[One]) -> list[PlanPart]:
    named = {one.id for one in read}
    return [PlanPart(sort=sort, id=str(one.id)) for one in old if read and one.id not in named]
