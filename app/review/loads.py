"""How busy each seat was, and how long it did nothing."""

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

from app.ids import ExerciseTime, SeatId
from app.rehearsal import events as e
from app.review.findings.happened import Story
from app.review.findings.rules.approving import waits
from app.review.story import Measure
from app.review.weighed import SeatWork
from app.scenario.plan import Position
from app.scenario.times import say_time

WINDOW = 300.0
"""Exercise seconds in which acts make a seat busy."""
_NO_ACTS = (e.SeatTaken, e.SeatLeft, e.SeatReadied, e.WhisperHeard, e.ConfidenceGiven)


def loads(story: Story) -> tuple[SeatWork, ...]:
    """Every player's seat that anybody sat in or a stand-in played, in the order of the seats."""
    acts: dict[SeatId, list[ExerciseTime]] = defaultdict(list)
    for act in story.acts:
        if not isinstance(act.event, _NO_ACTS) and 0 < act.t <= story.length:
            acts[act.by].append(act.t)
    waited: dict[Position, float] = defaultdict(float)
    for draft in story.rehearsal.drafts.values():
        for wait in waits(story, draft):
            waited[wait.position] += wait.until - wait.since
    return tuple(
        _load(seat.id, acts[seat.id], story.length, waited[seat.position] if seat.position else 0.0)
        for seat in story.rehearsal.seats.values()
        if seat.role in ("brand", "critic", "bystander") and (seat.played or acts[seat.id])
    )


def _load(seat: SeatId, acts: list[ExerciseTime], length: ExerciseTime, waited: float) -> SeatWork:
    order = sorted(acts)
    windows = [(bisect_left(order, t + WINDOW) - bisect_left(order, t), t) for t in acts]
    busiest, since = max(windows, key=lambda one: (one[0], -one[1]), default=(0, 0.0))
    marks = [0.0, *acts, length]
    gaps = [(round(later - earlier, 3), earlier) for earlier, later in pairwise(marks)]
    idle, idle_since = max(gaps, key=lambda one: (one[0], -one[1]))
    return SeatWork(
        seat=seat,
        acts=len(acts),
        busiest=busiest,
        busiest_t=since,
        idle=idle,
        idle_t=idle_since,
        waited_for=round(waited, 3),
    )


def load(story: Story) -> Measure:
    """Who had most to do, and who waited longest."""
    ours = [one for one in loads(story) if story.rehearsal.seats[one.seat].role == "brand"]
    most = max(ours, key=lambda one: one.acts, default=None)
    least = max(ours, key=lambda one: one.idle, default=None)
    total = sum(one.acts for one in ours)
    return Measure(
        id="load",
        title="Busiest seat",
        value=f"{100 * most.acts // total} %" if most and total else "–",
        note=_note(story, most, least) if most and least and total else "nobody did anything",
        held=None,
        definition=(
            "The part of all acts of the brand's team that came from its busiest seat, and the longest "
            "stretch in which a seat of the team did nothing. Chat, drafts, facts, decisions, posts and "
            "likes are acts."
        ),
    )


def _note(story: Story, most: SeatWork, least: SeatWork) -> str:
    return f"{story.title(most.seat)}; {story.title(least.seat)} idle for {say_time(least.idle)}"
