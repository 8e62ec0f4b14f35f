"""Several changes of one plan as one: each was made to the same version, and knows nothing of the others."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import TypeVar

from app.scenario.plan import Assumption, Component, Plan
from app.scenario.plan_patch import PlanPatch
from app.scenario.routes import Delegation

Part = TypeVar("Part", Component, Assumption)


def joined(plan: Plan, patches: Iterable[PlanPatch]) -> PlanPatch:
    """The one patch that makes all of them of `plan`.

    Where two say something of one part, each counts in what it changed: words that one adds at the end go
    below those of the other, and of two that rewrite the same the later one stands.
    """
    every = tuple(patches)
    components = {one.id: one for one in plan.components}
    assumptions = {str(one.id): one for one in plan.assumptions}
    return PlanPatch(
        components=_parts(components, (one for patch in every for one in patch.components)),
        holding=tuple({one.id: one for patch in every for one in patch.holding}.values()),
        assumptions=_parts(assumptions, (one for patch in every for one in patch.assumptions)),
        red_lines=tuple(dict.fromkeys(one for patch in every for one in patch.red_lines)),
        first_reply=next((one for one in _promises(every)), None),
        removed=tuple(dict.fromkeys(one for patch in every for one in patch.removed)),
        rungs=tuple({one.rung: one for patch in every for one in patch.rungs}.values()),
        delegates=_delegates(plan, every),
    )


def _promises(patches: tuple[PlanPatch, ...]) -> Iterator[float]:
    return (patch.first_reply for patch in reversed(patches) if patch.first_reply is not None)


def _parts(there: dict[str, Part], changed: Iterable[Part]) -> tuple[Part, ...]:
    found: dict[str, Part] = {}
    for one in changed:
        name, base = str(one.id), there.get(str(one.id))
        found[name] = _both(base, found[name], one) if name in found else one
    return tuple(found.values())


def _both(base: Part | None, ours: Part, theirs: Part) -> Part:
    """Field by field what either changed, seen from what was there."""
    changed: dict[str, object] = {}
    for one in fields(theirs):
        was, now = getattr(base, one.name, None), getattr(theirs, one.name)
        if now == was:
            continue
        mine = getattr(ours, one.name)
        changed[one.name] = _below(str(was or ""), str(mine), str(now)) if one.name == "text" else now
    return replace(ours, **changed)  # type: ignore[arg-type]


def _below(was: str, ours: str, theirs: str) -> str:
    """Ours, with what they added below it; theirs where they wrote it anew."""
    if not theirs.startswith(was):
        return theirs
    added = theirs[len(was) :].strip()
    return ours if added in ours else f"{ours}\n{added}".strip()


def _delegates(plan: Plan, patches: tuple[PlanPatch, ...]) -> tuple[Delegation, ...]:
    """Whoever stands in for a position by any of them, in order."""
    found: dict[str, Delegation] = {}
    for one in (one for patch in patches for one in patch.delegates):
        earlier = found[one.position].by if one.position in found else ()
        kept = earlier or tuple(each for each in plan.instead_of(one.position) if each in one.by)
        found[one.position] = replace(one, by=tuple(dict.fromkeys((*kept, *one.by))))
    return tuple(found.values())
