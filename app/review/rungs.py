"""How long each step of the decision model took, and how soon facts were known and told."""

from collections import Counter
from collections.abc import Iterator
from statistics import median

from app.ids import ExerciseTime
from app.rehearsal.drafts import Draft, StepSort
from app.rehearsal.turns import Wait
from app.review.answers import brand_posts
from app.review.findings.happened import Story
from app.review.findings.rules.approving import waits
from app.review.story import Measure
from app.scenario.plan import Rung
from app.scenario.times import say_time

_WHAT = {
    "draft": "From opening a draft to handing it in for the first time",
    "review": "From a draft's turn to the answer of who reads it",
    "decide": "From a draft's turn to the answer of who decides",
    "publish": "From the last approval to publication",
}


def rungs(story: Story) -> tuple[Measure, ...]:
    """A figure for each step of the ladder but noticing, which has its own."""
    ladder = story.rehearsal.plan.ladder
    return tuple(_rung(story, number, rung) for number, rung in enumerate(ladder) if rung.does != "notice")


def _rung(story: Story, number: int, rung: Rung) -> Measure:
    took = sorted(_times(story, rung))
    late = sum(one > rung.within for one in took) if rung.within > 0 else 0
    plan = f"plan {say_time(rung.within)}" if rung.within > 0 else "the plan gives no time"
    return Measure(
        id=f"rung_{number + 1}_{rung.does}",
        title=rung.title,
        value=say_time(median(took)) if took else "–",
        note=f"{plan}, {late} of {len(took)} late" if took else f"{plan}, never needed",
        held=None if not took or rung.within <= 0 else not late,
        definition=f"{_WHAT[rung.does]}: half took no longer. The plan's ladder gives the time.",
    )


def _times(story: Story, rung: Rung) -> Iterator[float]:
    for draft in story.rehearsal.drafts.values():
        if rung.does == "draft":
            yield from _between(draft, "opened", "submitted")
        elif rung.does == "publish":
            yield from _published(draft)
        else:
            yield from (one.took for one in waits(story, draft) if one.position == rung.position)


def _between(draft: Draft, since: StepSort, until: StepSort) -> Iterator[float]:
    first: dict[str, ExerciseTime] = {}
    for step in draft.steps:
        first.setdefault(step.did, step.t)
    if since in first and until in first:
        yield first[until] - first[since]


def _published(draft: Draft) -> Iterator[float]:
    yes = [step.t for step in draft.steps if step.did == "approved"]
    out = [step.t for step in draft.steps if step.did == "published"]
    if yes and out and draft.unapproved is None:
        yield out[-1] - yes[-1]


def judgements(story: Story) -> list[Wait]:
    """Every yes and no that had a time."""
    drafts = story.rehearsal.drafts.values()
    return [one for draft in drafts for one in waits(story, draft) if one.seat and one.within > 0]


def approvals_in_time(story: Story) -> Measure:
    """Every yes and no against the time its route allows, whoever gave it."""
    judged = judgements(story)
    late = Counter(one.seat for one in judged if one.late)
    titles = {seat.id: seat.title for seat in story.rehearsal.seats.values()}
    named = ", ".join(f"{titles[seat]} {count}" for seat, count in late.most_common() if seat)
    stood_in = sum(one.delegate is not None for one in judged)
    note = f"late: {named}" if named else "none was late"
    return Measure(
        id="approvals_in_time",
        title="Approvals in time",
        value=f"{len(judged) - late.total()} of {len(judged)}" if judged else "–",
        note=f"{note}; {stood_in} by a delegate" if judged else "nothing was judged",
        held=not late if judged else None,
        definition="Each yes or no within the time that the draft's route allows for it, from its turn on.",
    )


def facts_known(story: Story) -> Measure:
    """How soon claims were settled."""
    facts = list(story.rehearsal.facts.values())
    took = [one.settled_t - one.claimed_t for one in facts if one.settled_t is not None]
    return Measure(
        id="facts_known",
        title="Facts settled after",
        value=say_time(median(took)) if took else "–",
        note=f"{len(took)} of {len(facts)} settled" if facts else "the board was empty",
        held=None,
        definition="From a claim on the facts board to its last settlement: half took no longer.",
    )


def facts_told(story: Story) -> Measure:
    """How soon confirmed facts were public."""
    board = {one.id: one for one in story.rehearsal.facts.values() if one.standing == "confirmed"}
    told: dict[str, ExerciseTime] = {}
    for post in brand_posts(story.rehearsal):
        for fact in story.cited(post.id):
            told.setdefault(fact, post.t)
    took = [max(0.0, told[name] - (one.settled_t or 0.0)) for name, one in board.items() if name in told]
    return Measure(
        id="facts_told",
        title="Facts told",
        value=f"{len(took)} of {len(board)}" if board else "–",
        note=f"half within {say_time(median(took))}" if took else "none was cited",
        held=None,
        definition="Confirmed facts that a post of the brand cites, and how soon after their confirmation.",
    )
