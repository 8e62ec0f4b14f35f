"""A patch of a plan as the operations of one edit of a draft; what the patch does not name stays."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.exchange.draft_tree import Tree
from app.exchange.scenario_file import plain_record
from app.scenario.plan import Assumption, Component, HoldingStatement
from app.scenario.plan_patch import PartSort, PlanPatch
from app.scenario.times import say_time

Op = dict[str, Any]


def edit_of(patch: PlanPatch, tree: Tree) -> tuple[Op, ...]:
    """The operations that bring a patch into a draft's tree."""
    plan = tree.get("plan")
    there = plan if isinstance(plan, dict) else {}
    lists = (
        ("components", _merged("component", there.get("components"), patch.components, patch)),
        ("holding", _merged("holding", there.get("holding"), patch.holding, patch)),
        ("assumptions", _merged("assumption", there.get("assumptions"), patch.assumptions, patch)),
        ("red_lines", _words(there.get("red_lines"), patch)),
        ("first_reply", None if patch.first_reply is None else say_time(patch.first_reply)),
    )
    changed = {key: value for key, value in lists if value is not None and value != there.get(key)}
    if not isinstance(plan, dict):
        return ({"op": "set", "path": ["plan"], "was": plan, "to": changed},) if changed else ()
    return tuple(
        {"op": "set", "path": ["plan", key], "was": plan.get(key), "to": value}
        for key, value in changed.items()
    )


def _merged(
    sort: PartSort, raw: Any, fresh: Sequence[Component | HoldingStatement | Assumption], patch: PlanPatch
) -> list[Any] | None:
    gone = {part.id for part in patch.removed if part.sort == sort}
    if not fresh and not gone:
        return None
    new: dict[str, Any] = {str(one.id): plain_record(one) for one in fresh}
    kept = list(_kept(raw, gone, new))
    return [*kept, *new.values()]


def _kept(raw: Any, gone: set[str], new: dict[str, Any]) -> Iterator[Any]:
    """The items there are, the new ones in place of those they replace; those are taken out of `new`."""
    for item in raw if isinstance(raw, list) else ():
        name = item.get("id") if isinstance(item, dict) else None
        if name in new:
            yield new.pop(name)
        elif name not in gone:
            yield item


def _words(raw: Any, patch: PlanPatch) -> list[Any] | None:
    gone = {part.id for part in patch.removed if part.sort == "red_line"}
    there = [word for word in raw if word not in gone] if isinstance(raw, list) else []
    if not patch.red_lines and not gone:
        return None
    return [*there, *(word for word in patch.red_lines if word not in there)]
