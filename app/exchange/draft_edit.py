"""A sheet imported into a draft: the operations of one edit, as the workshop takes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from app.exchange.draft_tree import Tree
from app.exchange.drafting import Draft
from app.exchange.scenario_file import plain_record
from app.ids import InjectId
from app.scenario.limits import RULES
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario

MOST_OPS = 400
"""Injects added one by one; more of them come as a whole new list, which is quicker to do and to undo."""
_NOTE_CHARS = RULES[Inject, "guidance"].longest
Op = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdit:
    """What an import does to a draft: ids that are new, ids that change, and the operations."""

    added: tuple[InjectId, ...]
    changed: tuple[InjectId, ...]
    ops: tuple[Op, ...]


def edit_of(draft: Draft, scenario: Scenario, tree: Tree, *, startex: datetime, notes: bool) -> DraftEdit:
    """The edit that brings a sheet into a draft.

    Args:
        draft: what was made of the sheet for `scenario`.
        scenario: the draft as far as it can be read.
        tree: the draft as it is.
        startex: the story begins then, if the draft has no injects yet.
        notes: whether what injects have no place for is written into their guidance.
    """
    msel = tuple(_noted(one, draft.extras.get(one.id, {})) for one in draft.msel) if notes else draft.msel
    there = {inject.id: inject for inject in scenario.msel}
    changed = tuple(one for one in msel if one.id in there and one != there[one.id])
    ops = (
        *_additions(tree, "cast", "handle", draft.personas),
        *_additions(tree, "objectives", "id", draft.objectives),
        *_injects(tree, msel, there, changed),
        *_length(tree, msel),
        *_start(tree, startex),
    )
    return DraftEdit(added=draft.added, changed=tuple(one.id for one in changed), ops=ops)


def _noted(inject: Inject, extras: Mapping[str, str]) -> Inject:
    """The inject with what it has no place for in its guidance, where that does not stand there already."""
    lines = [line for name, told in extras.items() if (line := f"{name}: {told}") not in inject.guidance]
    text = "\n".join(filter(None, (inject.guidance, *lines)))
    return replace(inject, guidance=text if len(text) <= _NOTE_CHARS else text[: _NOTE_CHARS - 1] + "…")


def _additions(tree: Tree, name: str, key: str, items: Sequence[Any]) -> Iterator[Op]:
    """New items at the end of a list."""
    there = _listed(tree, name)
    named = [item[key] for item in there if isinstance(item, dict) and isinstance(item.get(key), str)]
    after: Any = len(there) - 1 if there else None
    if there and isinstance(there[-1], dict) and named.count(there[-1].get(key)) == 1:
        after = {key: there[-1][key]}
    for item in items:
        plain = plain_record(item)
        yield {"op": "put", "path": [name], "at": {"after": after}, "item": plain}
        after = {key: plain[key]}


def _injects(
    tree: Tree, msel: Sequence[Inject], there: Mapping[InjectId, Inject], changed: Sequence[Inject]
) -> Iterator[Op]:
    raw = {one["id"]: one for one in reversed(_listed(tree, "msel")) if _named(one)}
    new = [one for one in msel if one.id not in there]
    if len(new) + len(changed) > MOST_OPS:
        yield {"op": "set", "path": ["msel"], "was": tree.get("msel"), "to": _whole(tree, msel, there)}
        return
    for inject in changed:
        yield from _fields(there[inject.id], inject, raw[inject.id])
    after: Any = None
    for inject in msel:
        step = {"id": inject.id}
        if inject.id not in there and inject.id in raw:
            path = ["msel", step]
            yield {"op": "set", "path": path, "was": raw[inject.id], "to": plain_record(inject)}
        elif inject.id not in there:
            yield {"op": "put", "path": ["msel"], "at": {"after": after}, "item": plain_record(inject)}
        after = step


def _fields(old: Inject, new: Inject, raw: Mapping[str, Any]) -> Iterator[Op]:
    plain = plain_record(new)
    for field in fields(Inject):
        if getattr(old, field.name) != getattr(new, field.name):
            path = ["msel", {"id": new.id}, field.name]
            yield {"op": "set", "path": path, "was": raw.get(field.name), "to": plain.get(field.name)}


def _whole(tree: Tree, msel: Sequence[Inject], there: Mapping[InjectId, Inject]) -> list[Any]:
    """The whole list as it becomes: what cannot be read in it stays where it is."""
    becomes = {one.id: one for one in msel}
    behind: dict[str | None, list[Any]] = {}
    before: str | None = None
    for inject in msel:
        if inject.id in there:
            before = inject.id
        else:
            behind.setdefault(before, []).append(plain_record(inject))
    new = {one["id"] for some in behind.values() for one in some}
    told = behind.get(None, [])
    for item in _listed(tree, "msel"):
        name = item["id"] if _named(item) else None
        if name in new:
            continue
        same = name is None or name not in there or becomes[InjectId(name)] == there[name]
        told.append(item if same else plain_record(becomes[InjectId(name or "")]))
        told += behind.get(name, []) if name is not None else []
    return told


def _length(tree: Tree, msel: Sequence[Inject]) -> Iterator[Op]:
    """A drill long enough for its last inject."""
    needed = -int(-max((one.at for one in msel if one.at is not None), default=0.0) // 60)
    minutes = tree.get("minutes")
    if isinstance(minutes, int) and not isinstance(minutes, bool) and minutes < needed:
        yield {"op": "set", "path": ["minutes"], "was": minutes, "to": needed}


def _start(tree: Tree, startex: datetime) -> Iterator[Op]:
    local = startex.replace(tzinfo=None).isoformat(timespec="seconds" if startex.second else "minutes")
    if not tree.get("msel") and tree.get("story_start") != local:
        yield {"op": "set", "path": ["story_start"], "was": tree.get("story_start"), "to": local}


def _listed(tree: Tree, name: str) -> list[Any]:
    found = tree.get(name)
    return found if isinstance(found, list) else []


def _named(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str)
