"""Where advice is written: into the plan's part of that kind, or into a new one."""

import re
from dataclasses import replace

from app.review.amending.advice import OWNERS, Advice
from app.review.amending.amendment import Change
from app.scenario.components import KINDS, ComponentKind
from app.scenario.limits import RULES
from app.scenario.plan import Component, Plan
from app.scenario.positions import Position

LONGEST = RULES[Component, "text"].longest


def with_advice(plan: Plan, advice: Advice, there: tuple[Position, ...]) -> tuple[Change, Component] | None:
    """The part with the sentence below what it says; None where it says so already, or is full.

    A part that was thin or missing is ready once it says something.
    """
    part = part_of(plan, advice.kind)
    if part is None:
        return "new_part", _new(plan, advice, there)
    if _said(part.text, advice.says):
        return None
    text = f"{part.text}\n{advice.says}".strip()
    if len(text) > LONGEST:
        return None
    return "words", replace(part, text=text, standing="ready")


def part_of(plan: Plan, kind: ComponentKind) -> Component | None:
    """The plan's first part of a kind."""
    return next((one for one in plan.components if one.kind == kind), None)


def _new(plan: Plan, advice: Advice, there: tuple[Position, ...]) -> Component:
    owner = OWNERS.get(advice.kind, "communicator")
    stem = advice.kind.replace("_", "-")
    taken = {one.id for one in plan.components}
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return Component(
        id=next(name for name in names if name not in taken),
        title=KINDS[advice.kind].title,
        owner=owner if owner in there or not there else there[0],
        kind=advice.kind,
        text=advice.says,
    )


def _said(text: str, sentence: str) -> bool:
    return _plain(sentence) in _plain(text)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
