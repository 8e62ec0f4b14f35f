"""Every change that the log of a drill asks for in its plan: the same log always asks for the same."""

from collections.abc import Iterator
from dataclasses import replace

from app.ids import AmendmentId
from app.review.amending.advice import ADVICE
from app.review.amending.amendment import Amendment
from app.review.amending.betting import corrected
from app.review.amending.modelling import of_the_model
from app.review.amending.parts import with_advice
from app.review.findings.finding import Finding
from app.review.findings.happened import Story
from app.review.weighed import ReviewedAssumption
from app.scenario.plan_patch import PlanPart, PlanPatch
from app.scenario.positions import Position


def amendments(
    story: Story, found: tuple[Finding, ...], bets: tuple[ReviewedAssumption, ...]
) -> tuple[Amendment, ...]:
    """The proposed changes, those of agreed findings first, with what people said to them.

    Args:
        story: of the drill.
        found: all findings; what was rejected asks for nothing.
        bets: the plan's assumptions as the drill tested them.
    """
    asking = [one for one in found if one.standing != "rejected" and one.taken is not True]
    proposed = [*_advised(story, asking), *of_the_model(story, asking), *corrected(story, bets)]
    agreed = {one.id for one in found if one.standing == "agreed"}
    told = [replace(one, agreed=not one.findings or bool(agreed & {*one.findings})) for one in proposed]
    return tuple(_settled(story, one) for one in sorted(told, key=lambda one: not one.agreed))


def _advised(story: Story, found: list[Finding]) -> Iterator[Amendment]:
    """A sentence for each rule that found something, whatever how often."""
    plan = story.rehearsal.plan
    for rule in dict.fromkeys(one.rule for one in found):
        advice = ADVICE.get(rule)
        written = with_advice(plan, advice, seated(story)) if advice else None
        if written is None:
            continue
        change, part = written
        cases = [one for one in found if one.rule == rule]
        yield Amendment(
            id=AmendmentId(f"{rule}:{part.id}"),
            change=change,
            about=PlanPart(sort="component", id=part.id),
            title=part.title,
            why=why(cases),
            patch=PlanPatch(components=(part,)),
            findings=tuple(one.id for one in cases),
        )


def seated(story: Story) -> tuple[Position, ...]:
    """The positions that this drill's brand has."""
    places = (seat.position for seat in story.rehearsal.seats.values())
    return tuple(dict.fromkeys(one for one in places if one is not None))


def why(cases: list[Finding]) -> str:
    """What the findings say, the first in its words."""
    more = len(cases) - 1
    too = f" And {more} more like it." if more else ""
    return f"{cases[0].title}. {cases[0].what}{too}"


def _settled(story: Story, one: Amendment) -> Amendment:
    said = story.rehearsal.amendments.get(one.id)
    if said is None:
        return one
    return replace(one, verdict=said.verdict, kept=said.patch, note=said.note, by=said.seat)
