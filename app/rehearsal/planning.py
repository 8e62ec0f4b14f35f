"""The plan in the lobby: the team writes it, part by part, and signs a version of it."""

import re
from dataclasses import replace
from math import isfinite

from app.ids import AssumptionId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, within_pace
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.limits import RULES
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan, Rung
from app.scenario.plan_patch import PlanPart, PlanPatch, RungTime, patched, said, touched
from app.scenario.routes import Delegation

PlanCommand = c.SignPlan | c.EditPlan
MOST_PARTS = 60
"""Of one sort."""
MOST_EDITS = 500


def decide(rehearsal: Rehearsal, asking: Asking, command: PlanCommand) -> tuple[e.Event, ...]:
    """Decide one command about the plan."""
    match command:
        case c.SignPlan(version=version):
            return (_signed(rehearsal, asking, version),)
        case c.EditPlan(saw=saw, patch=patch):
            return (_edited(rehearsal, asking, saw, patch),)


def _signed(rehearsal: Rehearsal, asking: Asking, version: int | None) -> e.PlanSigned:
    now = rehearsal.plan.version
    if version not in (None, now):
        raise Refused("conflict", f"the plan is at version {now} by now; read it again, then sign")
    if asking.place.signed:
        raise Refused("conflict", "you have signed this plan already")
    return e.PlanSigned(seat=asking.place.id, version=now)


def _edited(rehearsal: Rehearsal, asking: Asking, saw: int, patch: PlanPatch) -> e.PlanEdited:
    plan = rehearsal.plan
    if not rehearsal.scenario.plan.version <= saw <= plan.version:
        raise Refused("invalid", f"there is no version {saw} of this plan")
    patch = checked(patch)
    check_owners(rehearsal, patch)
    _check_unmoved(rehearsal, patch, saw)
    check_there(plan, patch)
    after = patched(plan, patch, plan.version)
    if after == plan:
        raise Refused("invalid", "nothing was changed")
    check_size(after)
    if len(rehearsal.plan_edits) >= MOST_EDITS:
        raise Refused("too_large", "this plan was changed too often; go on with a new rehearsal")
    within_pace(rehearsal, asking, "room")
    return e.PlanEdited(seat=asking.place.id, version=plan.version + 1, patch=patch)


def checked(patch: PlanPatch) -> PlanPatch:
    """The patch with its texts cleaned.

    Raises:
        Refused: it says nothing, or one part twice, or a part holds what it may not.
    """
    promise = patch.first_reply
    fit = replace(
        patch,
        components=tuple(_component(one) for one in patch.components),
        holding=tuple(_holding(one) for one in patch.holding),
        assumptions=tuple(_assumption(one) for one in patch.assumptions),
        red_lines=tuple(_text(Plan, "red_lines", one.lower()) for one in patch.red_lines),
        first_reply=None if promise is None else _number(Plan, "first_reply", promise),
        rungs=tuple(_rung(one) for one in patch.rungs),
        delegates=tuple(_delegation(one) for one in patch.delegates),
    )
    listed = (fit.components, fit.holding, fit.assumptions, fit.red_lines, fit.removed, fit.rungs)
    named = sum(map(len, listed)) + len(fit.delegates) + (fit.first_reply is not None)
    if not named:
        raise Refused("invalid", "nothing was changed")
    if len(touched(fit)) != named:
        raise Refused("invalid", "one part of the plan is named twice")
    return fit


def _component(one: Component) -> Component:
    kept = {name: _text(Component, name, getattr(one, name)) for name in ("id", "title", "text")}
    return replace(one, id=kept["id"], title=kept["title"], text=kept["text"])


def _holding(one: HoldingStatement) -> HoldingStatement:
    return HoldingStatement(
        id=_text(HoldingStatement, "id", one.id), text=_text(HoldingStatement, "text", one.text)
    )


def _assumption(one: Assumption) -> Assumption:
    return replace(
        one,
        id=AssumptionId(_text(Assumption, "id", one.id)),
        statement=_text(Assumption, "statement", one.statement),
        confidence=int(_number(Assumption, "confidence", one.confidence)),
        breaks_when=_text(Assumption, "breaks_when", one.breaks_when),
    )


def _rung(one: RungTime) -> RungTime:
    return RungTime(rung=one.rung, within=_number(Rung, "within", one.within))


def _delegation(one: Delegation) -> Delegation:
    if not one.by or one.position in one.by or len(set(one.by)) < len(one.by):
        raise Refused("invalid", f"say who decides in place of {one.position.replace('_', ' ')}, each once")
    return one


def _text(kind: type, name: str, text: str) -> str:
    rule, what = RULES.get((kind, name)), name.replace("_", " ")
    longest = rule.longest if rule else 1000
    if rule and rule.empty and not text.strip():
        return ""
    text = clean(text, longest, what)
    if "\t" in text:
        raise Refused("invalid", f"the {what} holds a tab; write spaces")
    if rule and rule.pattern and not re.fullmatch(rule.pattern, text):
        raise Refused("invalid", f"the {what} may hold {rule.meaning}")
    return text


def _number(kind: type, name: str, value: float) -> float:
    rule = RULES[kind, name]
    low, high = rule.low or 0, rule.high or 0
    if not isfinite(value) or not low <= value <= high:
        raise Refused("invalid", f"the {name.replace('_', ' ')} is {low:,.0f} to {high:,.0f}")
    return value


def check_owners(rehearsal: Rehearsal, patch: PlanPatch) -> None:
    """Refuse owners and delegates that no seat is there for."""
    seated = {seat.position for seat in rehearsal.stage.values()}
    owners = [one.owner for one in patch.components] + [one.owner for one in patch.assumptions]
    owners += [by for one in patch.delegates for by in one.by]
    for owner in owners:
        if owner not in seated:
            raise Refused("invalid", f"there is no seat for a {owner.replace('_', ' ')}, who cannot own it")


def _check_unmoved(rehearsal: Rehearsal, patch: PlanPatch, saw: int) -> None:
    """Refuse what somebody else changed meanwhile, or took out, saying what is there now."""
    parts = touched(patch)
    for edit in rehearsal.plan_edits:
        if edit.version > saw and (moved := parts & touched(edit.patch)):
            part = min(moved, key=lambda one: (one.sort, one.id))
            raise Refused("conflict", _meanwhile(rehearsal, edit.seat, part))


def check_there(plan: Plan, patch: PlanPatch) -> None:
    """Refuse to take out, or to time, what the plan does not have."""
    timed = tuple(PlanPart(sort="rung", id=str(one.rung)) for one in patch.rungs)
    for part in (*patch.removed, *timed):
        fixed = part in patch.removed and part.sort in ("first_reply", "rung")
        if said(plan, part) is None or fixed:
            raise Refused("not_found", f"the plan has no {part.sort.replace('_', ' ')} {part.id}")


def _meanwhile(rehearsal: Rehearsal, seat: str, part: PlanPart) -> str:
    who = next((one.name or one.title for one in rehearsal.seats.values() if one.id == seat), seat)
    there = said(rehearsal.plan, part)
    now = f"it says now: “{there}”" if there is not None else "it is gone now"
    return f"{who} changed {part.sort.replace('_', ' ')} {part.id} meanwhile; {now}".replace("  ", " ")


def check_size(plan: Plan) -> None:
    """Refuse a plan that is too large, or says nothing."""
    for sort in (plan.components, plan.holding, plan.assumptions, plan.red_lines):
        if len(sort) > MOST_PARTS:
            raise Refused("too_large", f"{MOST_PARTS} of one sort at most")
    if not plan.components:
        raise Refused("invalid", "a plan has one component at least")
    if plan.version > int(RULES[Plan, "version"].high or 0):
        raise Refused("too_large", "this plan has no further version; go on with a new one")
