"""A proposed change of the plan: what would be written where, and which findings ask for it."""

from dataclasses import dataclass
from typing import Literal

from app.ids import AmendmentId, AssumptionId, SeatId
from app.rehearsal.events import AmendmentVerdict
from app.scenario.plan_patch import PlanPart, PlanPatch

Change = Literal["new_part", "words", "owner", "time", "promise", "delegate", "holding", "confidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One change that the review proposes for the next version of the plan.

    Attributes:
        id: what found it and the part it is about: the same in every review of the same log.
        about: the part of the plan that changes.
        title: that part's, for people.
        why: what happened, in a sentence.
        patch: the change as proposed.
        findings: of which it follows, in order of time; ids.
        assumptions: of the plan, on whose verdict it rests.
        agreed: whether the hot wash agreed on a finding it follows from, or it needs none.
        verdict: what people said to it.
        kept: the change as they worded it, once it is accepted.
        note: what they said to it in words; `by` who did.
    """

    id: AmendmentId
    change: Change
    about: PlanPart
    title: str
    why: str
    patch: PlanPatch
    findings: tuple[str, ...] = ()
    assumptions: tuple[AssumptionId, ...] = ()
    agreed: bool = False
    verdict: AmendmentVerdict = "open"
    kept: PlanPatch | None = None
    note: str = ""
    by: SeatId | None = None
