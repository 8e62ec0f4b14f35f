"""Changes of the decision model that the log asks for: who stands in, how long a step may take."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from app.ids import AmendmentId, DraftId
from app.review.amending.amendment import Amendment, Change
from app.review.findings.finding import Finding
from app.review.findings.happened import Story
from app.review.findings.rules.approving import waits
from app.scenario.plan import HoldingStatement, Plan
from app.scenario.plan_patch import PlanPart, PlanPatch, RungTime
from app.scenario.positions import Position
from app.scenario.routes import Delegation
from app.scenario.times import say_time

STATEMENT = HoldingStatement(
    id="first-word", text="We have seen this and are finding out what happened. More from us by {time}."
)
INSTEAD: tuple[Position, ...] = ("decision_maker", "legal", "communicator", "subject_expert")
"""Who stands in for a position, the first of them who is of the drill and not that position."""
LONGEST_PROMISE = 2.0
"""Times the promise: what came later than that is no promise to correct, but a mistake to mend."""


def of_the_model(story: Story, found: list[Finding]) -> Iterator[Amendment]:
    """What the findings ask for beside words."""
    yield from _delegates(story, found)
    yield from _owners(story, found)
    late = [one for one in found if one.rule == "late_first_reply"]
    if late:
        yield from _first_word(story, late)


def _delegates(story: Story, found: list[Finding]) -> Iterator[Amendment]:
    """Somebody in place of a position that had nobody, or let a draft wait and did nothing else."""
    plan = story.rehearsal.plan
    for rule in ("empty_rung", "waited_idle"):
        cases: dict[Position, list[Finding]] = {}
        for one in (one for one in found if one.rule == rule):
            for position in _missing(story, one):
                cases.setdefault(position, []).append(one)
        for position, of in cases.items():
            by = next((one for one in INSTEAD if one != position and _there(story, one)), None)
            if by is None or plan.instead_of(position):
                continue
            patch = PlanPatch(delegates=(Delegation(position=position, by=(by,)),))
            yield _one((rule, "delegate", _name(position)), PlanPart(sort="delegate", id=position), patch, of)


def _missing(story: Story, finding: Finding) -> list[Position]:
    """Whom a finding says was missed: of an empty rung those not asked, of a wait whose turn it was."""
    drafts = [story.rehearsal.drafts[DraftId(one.id)] for one in finding.evidence if one.sort == "draft"]
    if finding.rule == "empty_rung":
        asked = [(one, story.rehearsal.plan.route(one.route).needs) for one in drafts]
        return [each for one, needs in asked for each in needs if each not in one.needs or each in one.absent]
    late = [wait for one in drafts for wait in waits(story, one) if wait.late]
    return [wait.position for wait in late if wait.since + wait.within == finding.t]


def _there(story: Story, position: Position) -> bool:
    return any(seat.played for seat in story.rehearsal.seats.values() if seat.position == position)


def _owners(story: Story, found: list[Finding]) -> Iterator[Amendment]:
    """Another owner for the parts of a position that nobody held when it was needed."""
    for one in (one for one in found if one.rule == "empty_rung"):
        for position in _missing(story, one):
            to = next((each for each in INSTEAD if each != position and _there(story, each)), None)
            parts = [part for part in story.rehearsal.plan.components if part.owner == position]
            if to is None or _there(story, position):
                continue
            for part in parts:
                patch = PlanPatch(components=(replace(part, owner=to),))
                yield _one(
                    ("owner", "owner", part.title), PlanPart(sort="component", id=part.id), patch, [one]
                )
        return


def _first_word(story: Story, late: list[Finding]) -> Iterator[Amendment]:
    """A first word that came late: the model may be slower than its promise, or nothing lay ready."""
    plan = story.rehearsal.plan
    promise = PlanPart(sort="first_reply")
    if not plan.holding:
        about = PlanPart(sort="holding", id=STATEMENT.id)
        patch = PlanPatch(holding=(STATEMENT,))
        yield _one(("late_first_reply", "holding", "Holding statement"), about, patch, late)
    if (faster := _fitting(plan)) and (slow := sum(rung.within for rung in plan.ladder)):
        told = (
            f"The ladder allows {say_time(slow)} in all, the promise is {say_time(plan.first_reply)}: it "
            "cannot be kept as it is written."
        )
        patch = PlanPatch(rungs=faster)
        about = PlanPart(sort="rung", id=",".join(str(one.rung) for one in faster))
        yield replace(_one(("slow_ladder", "time", "Times of the ladder"), about, patch, late), why=told)
    took = _took(story)
    if took is not None and took <= plan.first_reply * LONGEST_PROMISE:
        patch = PlanPatch(first_reply=ceil(took / 60) * 60.0)
        yield _one(("promise", "promise", "First reply"), promise, patch, late)


def _fitting(plan: Plan) -> tuple[RungTime, ...]:
    """The ladder's times so that all together keep the promise, in whole half minutes; none if they do."""
    slow = sum(rung.within for rung in plan.ladder)
    if slow <= plan.first_reply:
        return ()
    part = plan.first_reply / slow
    times = [
        RungTime(rung=number, within=max(30.0, rung.within * part // 30 * 30))
        for number, rung in enumerate(plan.ladder, start=1)
        if rung.within
    ]
    return tuple(one for one in times if one.within != plan.ladder[one.rung - 1].within)


def _took(story: Story) -> float | None:
    """Seconds from the first inject to the first word; None where there was none."""
    out = [one.delivered for one in story.injects if one.delivered is not None]
    said = [post.t for post in story.brand_posts if out and post.t >= min(out)]
    return said[0] - min(out) if said else None


def _one(named: tuple[str, Change, str], about: PlanPart, patch: PlanPatch, of: list[Finding]) -> Amendment:
    rule, change, title = named
    more = f" And {len(of) - 1} more like it." if len(of) > 1 else ""
    return Amendment(
        id=AmendmentId(f"{rule}:{about.sort}.{about.id or 'all'}"),
        change=change,
        about=about,
        title=title,
        why=f"{of[0].title}. {of[0].what}{more}",
        patch=patch,
        findings=tuple(dict.fromkeys(one.id for one in of)),
    )


def _name(position: Position) -> str:
    return f"In place of {position.replace('_', ' ')}"
