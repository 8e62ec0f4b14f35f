"""A scenario in which every text that not everybody may read holds a word of its own."""

from dataclasses import replace

from app.ids import InjectId, LeakId
from app.scenario.scenario import Leak, Scenario
from tests.airline import AIRLINE, CHIEF

PUBLIC_ONCE_OUT = (InjectId("i1"),)


def canary(place: str) -> str:
    """The word of a place: found where it may not be, it tells on who let it out."""
    return f"[canary {place}]"


def planted() -> Scenario:
    """The airline with canaries in briefs, cards, lines, plan, MSEL, guide, facts and the crowd's words."""
    plan, brief, crowd = AIRLINE.plan, AIRLINE.brief, AIRLINE.crowd
    return replace(
        AIRLINE,
        provenance=canary("author"),
        brief=replace(
            brief,
            brand=canary("room"),
            critic=canary("critics brief"),
            bystander=canary("bystanders brief"),
        ),
        plan=replace(
            plan,
            red_lines=(canary("room"),),
            components=tuple(
                replace(one, title=canary("room"), text=canary("room")) for one in plan.components
            ),
            assumptions=tuple(replace(one, statement=canary("room")) for one in plan.assumptions),
        ),
        cast=tuple(
            replace(one, name=canary("contact"), bio=canary("contact")) if one.handle == CHIEF else one
            for one in AIRLINE.cast
        ),
        seats=tuple(
            replace(
                seat,
                lines=(canary("lines"),),
                card=replace(
                    seat.card,
                    goal=canary(f"card of {seat.id}"),
                    tips=(canary(f"card of {seat.id}"),),
                    goals=tuple(replace(one, title=canary("goal")) for one in seat.card.goals),
                ),
            )
            for seat in AIRLINE.seats
        ),
        msel=tuple(
            replace(
                inject,
                title=canary("cues"),
                guidance=canary("cues"),
                text=_text(inject.id, inject.text),
                expected=replace(inject.expected, action=canary("cues")) if inject.expected else None,
                chance=replace(inject.chance, title=canary("cues")) if inject.chance else None,
            )
            for inject in AIRLINE.msel
        ),
        objectives=tuple(replace(one, title=canary("guide")) for one in AIRLINE.objectives),
        guide=tuple(replace(one, question=canary("guide")) for one in AIRLINE.guide),
        facts=tuple(replace(one, text=canary("truth")) for one in AIRLINE.facts),
        leaks=(Leak(id=LeakId("l1"), title=canary("leak"), text=canary("leak")),),
        crowd=replace(crowd, words=replace(crowd.words, against=(canary("crowd"),))),
    )


def _text(inject: InjectId, text: str) -> str:
    if inject in PUBLIC_ONCE_OUT:
        return text
    return canary("chief" if inject == "i2" else "cues")
