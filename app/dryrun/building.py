"""A dry run told from a drill that is over, and from what was watched on the way."""

from collections.abc import Iterator, Sequence

from app.dryrun.injects import covers, injects
from app.dryrun.loads import arriving, loads, span_of
from app.dryrun.report import Approval, ChanceRun, DraftRun, DryRun, Ending, GoalRun, InjectRun
from app.dryrun.watching import Watch
from app.headless import Drill
from app.ids import ExerciseTime
from app.rehearsal.conditions import holds
from app.rehearsal.drafts import Draft
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import Sample
from app.review.build import review_of
from app.review.chances import inject_chances
from app.review.story import Review

MOST_SAMPLES = 480
"""Points of each curve; a picture has no more columns for it."""
SHORT = 140


def dry_run_of(drill: Drill, watch: Watch) -> DryRun:
    """What a drill that is over showed: the same drill always shows the same."""
    rehearsal, review = drill.rehearsal, review_of(drill.log)
    scenario, found = rehearsal.scenario, injects(drill, review, watch)
    return DryRun(
        slug=scenario.slug,
        version=scenario.version,
        title=scenario.title,
        seed=rehearsal.seed,
        length=review.length,
        span=span_of(review.length),
        injects=found,
        covers=tuple(covers(scenario, found)),
        loads=loads(drill, found, review.length),
        arriving=arriving(rehearsal, review.length),
        samples=thinned((*review.samples, _last(rehearsal, review.length))),
        drafts=tuple(_draft(draft) for draft in rehearsal.drafts.values()),
        chances=tuple(sorted(_chances(rehearsal, review), key=lambda one: one.t)),
        ending=_ending(rehearsal, found, watch, review.length),
        measures=review.measures,
    )


def thinned(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """Evenly fewer of them where they are many; the first and the last stay."""
    if len(samples) <= MOST_SAMPLES:
        return tuple(samples)
    step = (len(samples) - 1) / (MOST_SAMPLES - 1)
    return tuple(samples[round(at * step)] for at in range(MOST_SAMPLES))


def _last(rehearsal: Rehearsal, length: ExerciseTime) -> Sample:
    """The crowd at EndEx: its latest sample may be ten seconds old."""
    mood = rehearsal.mood
    return Sample(
        t=length,
        trust=mood.trust,
        heat=mood.heat,
        reach=mood.reach,
        posts=len(rehearsal.feed.posts),
        mentions=mood.mentions,
    )


def _draft(draft: Draft) -> DraftRun:
    text = draft.text if len(draft.text) <= SHORT else draft.text[: SHORT - 1] + "…"
    published = next((step.t for step in draft.steps if step.did == "published"), None)
    return DraftRun(
        text=text,
        seat=draft.seat,
        opened_t=draft.opened_t,
        state=draft.state,
        versions=draft.version,
        approvals=tuple(_approvals(draft)),
        published_t=published,
        unapproved=draft.unapproved,
    )


def _approvals(draft: Draft) -> Iterator[Approval]:
    """Each word of an approver; a turn begins where the draft is handed in, or the word before was given."""
    since: ExerciseTime = draft.opened_t
    for step in draft.steps:
        if step.did in ("approved", "rejected") and step.position is not None:
            waited = round(step.t - since, 3)
            yield Approval(position=step.position, yes=step.did == "approved", t=step.t, waited=waited)
        if step.did in ("submitted", "approved", "classified", "routed"):
            since = step.t


def _chances(rehearsal: Rehearsal, review: Review) -> Iterator[ChanceRun]:
    for one in inject_chances(rehearsal):
        yield ChanceRun(
            title=one.title,
            inject=one.inject,
            opening=None,
            t=one.t,
            closed_t=one.closed_t if one.closed_t <= review.length else None,
            noticed=one.noticed_t is not None,
            taken=one.taken,
        )
    for given in review.openings:
        yield ChanceRun(
            title=given.why,
            inject=None,
            opening=given.opening,
            t=given.t,
            closed_t=given.closed_t,
            noticed=given.noticed_t is not None,
            taken=given.taken,
        )


def _ending(rehearsal: Rehearsal, found: Sequence[InjectRun], watch: Watch, length: ExerciseTime) -> Ending:
    mood = rehearsal.mood
    return Ending(
        trust=mood.trust,
        heat=mood.heat,
        reach=mood.reach,
        posts=len(rehearsal.feed.posts),
        contingencies=tuple(one.id for one in found if one.contingency and one.outs),
        goals=tuple(_goals(rehearsal, watch, length)),
    )


def _goals(rehearsal: Rehearsal, watch: Watch, length: ExerciseTime) -> Iterator[GoalRun]:
    for seat in rehearsal.scenario.seats:
        for number, goal in enumerate(seat.card.goals):
            yield GoalRun(
                seat=seat.id,
                title=goal.title,
                points=goal.points,
                held=None if goal.when is None else holds(goal.when, rehearsal, length),
                first_t=watch.goals.get((seat.id, number)),
            )
