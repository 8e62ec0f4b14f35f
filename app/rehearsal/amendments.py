"""What people said to the changes that the review proposes, and the plan's next version that comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.ids import SeatId, WallMs
from app.rehearsal.events import AmendmentVerdict
from app.scenario.plan import Plan
from app.scenario.plan_joining import joined
from app.scenario.plan_patch import PlanPatch, patched


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The latest word on one proposed change; see `AmendmentSettled`."""

    verdict: AmendmentVerdict
    patch: PlanPatch | None
    note: str
    seat: SeatId
    at: WallMs


def next_plan(plan: Plan, settled: Iterable[Settled]) -> Plan:
    """The plan with every change that was accepted, as one version more; as it is where none was."""
    patches = [one.patch for one in settled if one.patch is not None]
    if not patches:
        return plan
    return patched(plan, joined(plan, patches), plan.version + 1)
