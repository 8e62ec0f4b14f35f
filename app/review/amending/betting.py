"""What the drill says of the plan's bets, as their confidence in its next version."""

from collections.abc import Iterator
from dataclasses import replace

from app.ids import AmendmentId
from app.review.amending.amendment import Amendment
from app.review.findings.happened import Story
from app.review.weighed import ReviewedAssumption
from app.scenario.plan_patch import PlanPart, PlanPatch


def corrected(story: Story, bets: tuple[ReviewedAssumption, ...]) -> Iterator[Amendment]:
    """A new confidence for each bet that was tested and came out otherwise than it stood."""
    stated = {one.id: one for one in story.rehearsal.plan.assumptions}
    for bet in bets:
        if bet.verdict == "untested" or bet.after == bet.before:
            continue
        one = stated[bet.id]
        yield Amendment(
            id=AmendmentId(f"{bet.verdict}:{bet.id}"),
            change="confidence",
            about=PlanPart(sort="assumption", id=bet.id),
            title=one.statement,
            why=bet.why,
            patch=PlanPatch(assumptions=(replace(one, confidence=bet.after),)),
            assumptions=(bet.id,),
        )
