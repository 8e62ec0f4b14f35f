"""What the drill asks to change in the plan, and what people said to it, as text."""

from collections.abc import Iterator

from app.review.amending.amendment import Amendment
from app.review.story import Review
from app.scenario.plan import Plan
from app.scenario.plan_patch import patched, said, touched


def tell_amendments(review: Review) -> Iterator[str]:
    """A line for each proposed change."""
    for one in review.amendments:
        yield f"{one.title}, {one.verdict}: {changed(review.plan, one)} ({one.why.rstrip('.')}.){_note(one)}"


def changed(plan: Plan, one: Amendment) -> str:
    """What the plan would say there, or says now that it is accepted."""
    patch = one.kept or one.patch
    after = patched(plan, patch, plan.version)
    parts = sorted(touched(patch), key=lambda part: (part.sort, part.id))
    told = (_told(after, one, part_said) for part in parts if (part_said := said(after, part)) is not None)
    return "; ".join(told) or "taken out"


def _told(after: Plan, one: Amendment, text: str) -> str:
    """The line of a part, with what of it the change is about."""
    if one.change == "owner":
        owner = next(part.owner for part in after.components if part.id == one.about.id)
        return f"owned by {owner.replace('_', ' ')}"
    if one.change == "confidence":
        sure = next(bet.confidence for bet in after.assumptions if bet.id == one.about.id)
        return f"{text.rstrip('.')}: {sure} % sure"
    return " ".join(text.split())


def _note(one: Amendment) -> str:
    return f" Said to it: {one.note}" if one.note else ""
