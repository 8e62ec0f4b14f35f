"""Which injects of a dry run went out, and what kept the others back."""

from collections.abc import Iterator

from app.dryrun.report import Cover, InjectRun, Way, Why
from app.dryrun.watching import Watch
from app.headless import Drill
from app.ids import ExerciseTime, InjectId
from app.rehearsal.calling import deadline, moment
from app.rehearsal.cues import Cue
from app.rehearsal.state import Rehearsal
from app.review.story import Review, ReviewedInject
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario


def injects(drill: Drill, review: Review, watch: Watch) -> tuple[InjectRun, ...]:
    """Every inject of the MSEL, in its order."""
    told = {one.id: one for one in review.injects}
    rehearsal = drill.rehearsal
    return tuple(
        _run(cue, told[name], None if cue.outs else _why(rehearsal, cue, review.length), watch)
        for name, cue in rehearsal.cues.items()
        if cue.group is None
    )


def covers(scenario: Scenario, found: tuple[InjectRun, ...]) -> Iterator[Cover]:
    """Each objective, then each assumption that an inject tests, and how much of it went out."""
    for objective in scenario.objectives:
        serving = [one for one in found if one.objective == objective.id]
        out = sum(bool(one.outs) for one in serving)
        yield Cover(sort="objective", id=objective.id, title=objective.title, out=out, of=len(serving))
    for assumption in scenario.plan.assumptions:
        testing = [one for one in found if assumption.id in one.tests]
        out = sum(bool(one.outs) for one in testing)
        yield Cover(sort="assumption", id=assumption.id, title=assumption.statement, out=out, of=len(testing))


def _run(cue: Cue, told: ReviewedInject, why: Why | None, watch: Watch) -> InjectRun:
    inject = cue.inject
    return InjectRun(
        id=inject.id,
        title=inject.title,
        by=inject.by,
        way=_way(inject),
        planned=cue.at,
        outs=tuple(cue.outs),
        why=why,
        waits_for=_waits_for(inject),
        nearest=watch.nearest(inject.id) if why == "condition" else (),
        expected=told.expected,
        position=inject.expected.position if inject.expected else None,
        allowed=told.allowed,
        answered=told.answered,
        verdict=told.verdict,
        contingency=inject.contingency,
        objective=inject.objective,
        tests=inject.tests,
    )


def _way(inject: Inject) -> Way:
    if inject.when is not None:
        return "condition"
    if inject.after is not None:
        return "after"
    if inject.unless is not None:
        return "unless"
    return "hand" if inject.by_hand else "time"


def _waits_for(inject: Inject) -> InjectId | None:
    return inject.after or inject.unless


def _why(rehearsal: Rehearsal, cue: Cue, length: ExerciseTime) -> Why:
    """What kept back a cue that never went out; most of them wait for what did not happen."""
    inject = cue.inject
    if inject.by_hand:
        return "by_hand"
    due = moment(rehearsal, cue)
    if due is None:
        return "waits"
    if due > length:
        return "too_late"
    if inject.unless is not None and deadline(rehearsal.cues[inject.unless]) is not None:
        return "not_needed"
    return "condition" if inject.when is not None else "too_late"
