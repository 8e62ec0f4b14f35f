"""The plan in force, and who put their name to which version of it."""

from app.rehearsal import events as e
from app.rehearsal.amendments import Settled
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal
from app.scenario.plan_patch import PlanEdit, patched

PlanEvent = e.PlanSigned | e.PlanEdited | e.AmendmentSettled


def apply(rehearsal: Rehearsal, event: PlanEvent, stamp: Stamp) -> None:
    """Apply one event about the plan."""
    match event:
        case e.PlanSigned(seat=seat, version=version):
            rehearsal.seats[seat].signed = True
            rehearsal.seats[seat].signed_version = version or rehearsal.plan.version
        case e.PlanEdited(seat=seat, version=version, patch=patch):
            rehearsal.plan = patched(rehearsal.plan, patch, version)
            edit = PlanEdit(version=version, seat=seat, at=stamp.at, patch=patch)
            rehearsal.plan_edits.append(edit)
            for one in rehearsal.seats.values():
                one.signed = False
        case e.AmendmentSettled(amendment=name, verdict=verdict, patch=patch, note=note, seat=seat):
            rehearsal.amendments[name] = Settled(
                verdict=verdict, patch=patch, note=note, seat=seat, at=stamp.at
            )
