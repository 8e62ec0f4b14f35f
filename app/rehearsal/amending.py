"""After EndEx: which of the changes that the review proposes go into the plan's next version."""

import re

from app.ids import DESK
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.amendments import Settled, next_plan
from app.rehearsal.asking import Asking, clean_or_none
from app.rehearsal.planning import check_owners, check_size, check_there, checked
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.limits import RULES
from app.scenario.plan import Component, Plan
from app.scenario.plan_patch import PlanPatch, patched

MOST_AMENDMENTS = 500
_NAME = re.compile(r"[a-z0-9_]{1,40}:[^\s]{1,80}")


def decide(
    rehearsal: Rehearsal, asking: Asking, command: c.SettleAmendment
) -> tuple[e.AmendmentSettled, ...]:
    """Decide what becomes of one proposed change."""
    name = command.amendment
    if not _NAME.fullmatch(name):
        raise Refused("not_found", f"no rule proposes {name[:80]!r}")
    if name not in rehearsal.amendments and len(rehearsal.amendments) >= MOST_AMENDMENTS:
        raise Refused("too_large", f"{MOST_AMENDMENTS} changes at most")
    event = e.AmendmentSettled(
        amendment=name,
        seat=asking.place.id,
        verdict=command.verdict,
        patch=_patch(rehearsal, command),
        note=clean_or_none(command.note),
    )
    known = rehearsal.amendments.get(name)
    said = (event.verdict, event.patch, event.note)
    if said == (("open", None, "") if known is None else (known.verdict, known.patch, known.note)):
        raise Refused("conflict", "this change is settled so already")
    return (event,)


def _patch(rehearsal: Rehearsal, command: c.SettleAmendment) -> PlanPatch | None:
    if command.verdict != "accepted":
        return None
    if command.patch is None:
        raise Refused("invalid", "say what goes into the plan")
    patch, plan = checked(command.patch), rehearsal.plan
    check_owners(rehearsal, patch)
    check_there(plan, patch)
    if patched(plan, patch, plan.version) == plan:
        raise Refused("invalid", "nothing was changed")
    _check_whole(rehearsal, command, patch, plan)
    return patch


def _check_whole(rehearsal: Rehearsal, command: c.SettleAmendment, patch: PlanPatch, plan: Plan) -> None:
    """Refuse what would not fit into the plan together with what was accepted before."""
    others = [one for name, one in rehearsal.amendments.items() if name != command.amendment]
    mine = Settled(verdict="accepted", patch=patch, note="", seat=DESK, at=0)
    after = next_plan(plan, (*others, mine))
    check_size(after)
    longest = RULES[Component, "text"].longest
    for part in after.components:
        if len(part.text) > longest:
            raise Refused("too_long", f"{part.title} would have {len(part.text)} of {longest} characters")
