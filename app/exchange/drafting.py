"""What is made of a sheet: injects merged into a scenario, and what injects have no place for.

Columns that an inject has no field for are not lost: they are the draft's `extras`, by inject and by the
header they stood under. They are no part of the scenario, which is what is rehearsed; they live beside it, in
`msel-extras.yaml` next to `scenario.yaml`, and go out again with the MSEL.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.exchange.fields import KEYS, Field
from app.exchange.preview import PreviewRow, SheetPreview
from app.ids import InjectId
from app.scenario.cast import Persona
from app.scenario.guide import Objective
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario

Extras = Mapping[InjectId, Mapping[str, str]]

_FIELDS: Mapping[str, tuple[Field, ...]] = {
    "title": ("title",),
    "at": ("time", "date"),
    "by": ("by",),
    "text": ("text",),
    "channel": ("channel",),
    "answers": ("answers",),
    "reach": ("reach",),
    "heat": ("heat",),
    "tests": ("tests",),
    "objective": ("objective",),
    "expected": ("expected",),
    "chance": ("chance",),
    "contingency": ("contingency", "kind"),
    "guidance": ("guidance",),
    **dict.fromkeys(KEYS, ("cue",)),
}
"""From which columns each field of an inject comes; without any of them, an inject keeps what it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sheet merged into a scenario.

    Attributes:
        msel: the whole MSEL: injects that were there stand where they stood, new ones where their time is.
        personas, objectives: what the scenario must get for it.
        extras: what the sheet says more, by inject and header.
        added, changed: the ids of injects that are new, and of those that were there.
        left_out: rows that a fault stops.
    """

    msel: tuple[Inject, ...]
    personas: tuple[Persona, ...]
    objectives: tuple[Objective, ...]
    extras: Extras
    added: tuple[InjectId, ...]
    changed: tuple[InjectId, ...]
    left_out: tuple[PreviewRow, ...]


def as_injects(preview: SheetPreview, scenario: Scenario) -> Draft:
    """The sound rows of a preview as injects of the scenario it was made for.

    Raises:
        ValueError: the preview was made for another scenario; its personas may not be there.
    """
    if scenario != preview.into:
        raise ValueError(
            f"the preview was made for {preview.into.slug}, not for {scenario.slug} as it is now"
        )
    there = {inject.id: inject for inject in scenario.msel}
    sound = [(row, row.inject) for row in preview.rows if row.inject is not None]
    incoming = {
        inject.id: _kept(there[inject.id], inject, preview.given) if inject.id in there else inject
        for _, inject in sound
    }
    new = [inject for name, inject in incoming.items() if name not in there]
    speaking = {inject.by for inject in incoming.values()}
    served = {inject.objective for inject in incoming.values()}
    return Draft(
        msel=_placed([incoming.get(inject.id, inject) for inject in scenario.msel], new),
        personas=tuple(one for one in preview.personas if one.handle in speaking),
        objectives=tuple(one for one in preview.objectives if one.id in served),
        extras={inject.id: dict(row.extras) for row, inject in sound if row.extras},
        added=tuple(inject.id for inject in new),
        changed=tuple(name for name, inject in incoming.items() if name in there and inject != there[name]),
        left_out=tuple(row for row in preview.rows if row.inject is None),
    )


def merged(draft: Draft, scenario: Scenario) -> Scenario:
    """The scenario with the draft in it, a version later, and long enough for its last inject."""
    last = max((inject.at for inject in draft.msel if inject.at is not None), default=0.0)
    return replace(
        scenario,
        msel=draft.msel,
        cast=scenario.cast + draft.personas,
        objectives=scenario.objectives + draft.objectives,
        minutes=max(scenario.minutes, -int(-last // 60)),
        version=scenario.version + 1 if scenario.msel else scenario.version,
    )


def _kept(old: Inject, new: Inject, given: frozenset[Field]) -> Inject:
    """The old inject with what the sheet has columns for."""
    told = {name: getattr(new, name) for name, columns in _FIELDS.items() if given & set(columns)}
    if new.expected and old.expected and "expected" in given:
        within = new.expected.within if "within" in given else old.expected.within
        position = new.expected.position if "position" in given else old.expected.position
        silence = old.expected.silence
        told["expected"] = replace(new.expected, within=within, position=position, silence=silence)
    if new.chance and old.chance and "lasts" not in given:
        told["chance"] = replace(new.chance, lasts=old.chance.lasts)
    found = replace(old, **told)
    return replace(found, at=None) if found.contingency and found.when is None else found


def _placed(old: list[Inject], new: list[Inject]) -> tuple[Inject, ...]:
    """New injects before the first one that is later; in the sheet's order where there was no MSEL."""
    msel = list(old)
    for inject in new:
        later = (place for place, one in enumerate(msel) if _is_later(one, inject)) if old else iter(())
        msel.insert(next(later, len(msel)), inject)
    return tuple(msel)


def _is_later(one: Inject, inject: Inject) -> bool:
    return one.at is not None and inject.at is not None and one.at > inject.at
