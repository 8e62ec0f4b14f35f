"""A re-test made of a review: the scenario again, what went wrong asked once more, under the new plan."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil
from typing import Final

from app.ids import InjectId
from app.review.amending.advice import ADVICE
from app.review.retesting.choosing import exposing, kept, still_there
from app.review.retesting.varying import sooner, varied
from app.review.story import Review
from app.scenario.guide import GuideItem, Objective
from app.scenario.limits import RULES
from app.scenario.msel import Inject
from app.scenario.plan import Plan
from app.scenario.scenario import Scenario

AGAIN: Final = "again"
"""The objective of what is asked again."""
MOST_ITEMS: Final = 8
AFTER_THE_LAST: Final = 180.0
"""Exercise seconds a drill goes on after the last answer is due."""
SHORTEST: Final = 10


def retest(scenario: Scenario, review: Review, plan: Plan) -> Scenario:
    """The re-test of a drill: the same review and plan always make the same one.

    Injects that exposed a mistake come again, sooner, with less time for an answer and where it fits from
    somebody else; those that were answered well are thinned out, as far as nothing depends on them.

    Args:
        scenario: that was played.
        review: of the drill.
        plan: the next version.
    """
    again = exposing(review)
    msel = _aimed(varied(scenario, kept(scenario, again)), again)
    objectives, guide = _guide(scenario, review, msel)
    minutes = _minutes(scenario, msel)
    return replace(
        scenario,
        version=1,
        title=_cut(f"{scenario.title}, again", RULES[Scenario, "title"].longest),
        plan=plan,
        msel=msel,
        objectives=objectives,
        guide=guide,
        minutes=minutes,
        cast=still_there(scenario, msel),
        facts=tuple(replace(one, at=_by(scenario, one.at, one.id, minutes)) for one in scenario.facts),
        leaks=tuple(replace(one, at=_by(scenario, one.at, one.id, minutes)) for one in scenario.leaks),
    )


def _by(scenario: Scenario, t: float, name: str, minutes: int) -> float:
    """When something is known, or may be let out: sooner too, and before the end."""
    return min(sooner(scenario, t, name), minutes * 60.0)


def _aimed(msel: tuple[Inject, ...], again: frozenset[InjectId]) -> tuple[Inject, ...]:
    """What is asked again is what the re-test is for."""
    return tuple(replace(one, objective=AGAIN) if one.id in again else one for one in msel)


def _guide(
    scenario: Scenario, review: Review, msel: tuple[Inject, ...]
) -> tuple[tuple[Objective, ...], tuple[GuideItem, ...]]:
    """What is rehearsed now: what the last drill showed first, then what is left of the rest."""
    names = {one.id for one in msel}
    aims = {one.objective for one in msel}
    old = tuple(one for one in scenario.objectives if one.id in aims and one.id != AGAIN)
    items = _asked(review, {one.id for one in scenario.guide}) if AGAIN in aims else ()
    left = tuple(_without(one, names) for one in scenario.guide if one.objective in {each.id for each in old})
    new = (Objective(id=AGAIN, title="What the last drill showed"),) if AGAIN in aims else ()
    objectives = (*new, *old)
    return objectives or scenario.objectives, (*items, *left)


def _asked(review: Review, taken: Iterable[str]) -> tuple[GuideItem, ...]:
    """A question for each rule that found something: has it come again?"""
    asked = [one for one in review.findings if one.standing != "rejected" and one.taken is not True]
    rules = {one.rule: one for one in asked if one.rule in ADVICE}
    agreed = sorted(rules.values(), key=lambda one: one.standing != "agreed")
    question, target = RULES[GuideItem, "question"].longest, RULES[GuideItem, "target"].longest
    names = (name for number in range(1, 100) if (name := f"r{number}") not in set(taken))
    return tuple(
        GuideItem(
            id=next(names),
            objective=AGAIN,
            question=_cut(f"Last time: {one.title}. How is it met now?", question),
            target=_cut(ADVICE[one.rule].says, target),
        )
        for one in agreed[:MOST_ITEMS]
    )


def _without(item: GuideItem, names: set[InjectId]) -> GuideItem:
    """The item, looking only at injects that are there."""
    check = item.check
    if check is None or not check.injects:
        return item
    there = tuple(one for one in check.injects if one in names)
    return replace(item, check=replace(check, injects=there) if there else None)


def _minutes(scenario: Scenario, msel: tuple[Inject, ...]) -> int:
    """Long enough for the last answer; never longer than it was, but where the last inject asks for it."""
    ends = [one.at + (one.expected.within if one.expected else 0.0) for one in msel if one.at is not None]
    needed = ceil((max(ends, default=0.0) + AFTER_THE_LAST) / 60)
    return max(SHORTEST, min(needed, scenario.minutes))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
