"""What the drill says of the plan's assumptions: held, broken or untested, and by what."""

from typing import Literal

from app.ids import InjectId
from app.rehearsal.cues import Cue
from app.review.findings.happened import Story
from app.review.weighed import Bet, ReviewedAssumption
from app.scenario.plan import Assumption

PRIOR = 4
"""The plan's confidence weighs as much as so many tests."""
Outcome = Literal["held", "broken", "open"]

DEFINITION = (
    "An inject that went out and is marked as testing the assumption is a test. It breaks it where its "
    "expected action came late or never, or where it is a contingency, which goes out only because nobody "
    "acted. It holds where the action came in time. An inject that expects nothing, or whose time was not "
    "over at EndEx, leaves it open. One test that breaks it makes it broken; else one that holds makes it "
    f"held; else it is untested. Confidence after: the plan's, weighing as much as {PRIOR} tests, with 100 "
    "for each test that held and 0 for each that broke; one that broke never ends above where it stood."
)


def assumptions(story: Story) -> tuple[ReviewedAssumption, ...]:
    """Every assumption of the plan that was signed, in its order."""
    return tuple(_weighed(story, one) for one in story.rehearsal.plan.assumptions)


def _weighed(story: Story, one: Assumption) -> ReviewedAssumption:
    tests = tuple(
        (cue.inject.id, _outcome(story, cue))
        for cue in story.rehearsal.cues.values()
        if one.id in cue.inject.tests and cue.delivered_t is not None
    )
    outcomes = [outcome for _, outcome in tests]
    decisions = tuple(each.id for each in story.rehearsal.decisions if one.id in each.rests_on)
    return ReviewedAssumption(
        id=one.id,
        verdict=_verdict(outcomes),
        why=_why(tests),
        tests=tests,
        decisions=decisions,
        evidence=(*story.cites("inject", *(name for name, _ in tests)), *story.cites("decision", *decisions)),
        before=one.confidence,
        after=_after(one.confidence, outcomes.count("held"), outcomes.count("broken")),
    )


def _outcome(story: Story, cue: Cue) -> Outcome:
    if cue.inject.contingency:
        return "broken"
    row = next(one for one in story.injects if one.id == cue.inject.id)
    if row.verdict == "in_time":
        return "held"
    return "broken" if row.verdict in ("late", "unanswered") else "open"


def _verdict(outcomes: list[Outcome]) -> Bet:
    if "broken" in outcomes:
        return "broken"
    return "held" if "held" in outcomes else "untested"


def _why(tests: tuple[tuple[InjectId, Outcome], ...]) -> str:
    """The tests by how they went."""
    said = {"broken": "late or never met", "held": "met in time", "open": "nothing to count"}
    parts = [
        f"{said[outcome]}: {', '.join(names)}"
        for outcome in said
        if (names := [name for name, how in tests if how == outcome])
    ]
    return f"{_begun('; '.join(parts))}." if parts else "Nothing that tests it went out."


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _after(before: int, held: int, broken: int) -> int:
    """Percent, rounded half up, in whole numbers alone."""
    tests = PRIOR + held + broken
    weighed = (2 * (PRIOR * before + 100 * held) + tests) // (2 * tests)
    return min(before, weighed) if broken else weighed
