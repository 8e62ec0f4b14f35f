"""Load over time: what each seat did and was asked for, and what came onto the feed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.dryrun.report import InjectRun, SeatLoad
from app.headless import BEGAN, Drill
from app.ids import ExerciseTime, SeatId
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal

MOST_SPANS = 48
SPANS = (60.0, 120.0, 300.0, 600.0, 1_200.0)
"""Exercise seconds; the first of which no more than `MOST_SPANS` make up the drill is taken."""


def span_of(length: ExerciseTime) -> float:
    """Exercise seconds of each piece in which load is counted."""
    return next((span for span in SPANS if length <= span * MOST_SPANS), SPANS[-1])


def loads(drill: Drill, injects: Iterable[InjectRun], length: ExerciseTime) -> tuple[SeatLoad, ...]:
    """Of every player's seat, in the scenario's order; of a drill whose clock never stood and ran at 1."""
    span, rehearsal = span_of(length), drill.rehearsal
    acts: dict[SeatId, list[ExerciseTime]] = {}
    for entry in drill.log:
        acts.setdefault(entry.by, []).append((entry.at - BEGAN) / 1000)
    asked = [(one.position, t) for one in injects if one.expected for t in one.outs[:1]]
    refused: Counter[tuple[SeatId, str]] = Counter((by, refusal.code) for _, by, _, refusal in drill.refused)
    return tuple(
        SeatLoad(
            seat=seat.id,
            title=seat.title,
            role=seat.role,
            position=seat.position,
            acts=spread(acts.get(seat.id, ()), span, length),
            asked=spread((t for position, t in asked if _is_asked(seat, position)), span, length),
            refused=tuple((code, times) for (by, code), times in sorted(refused.items()) if by == seat.id),
        )
        for seat in rehearsal.seats.values()
        if seat.role in ("brand", "critic", "bystander")
    )


def arriving(rehearsal: Rehearsal, length: ExerciseTime) -> tuple[int, ...]:
    """In each span, the posts on the feed by everybody but the brand."""
    return spread(_others(rehearsal), span_of(length), length)


def spread(times: Iterable[ExerciseTime], span: float, length: ExerciseTime) -> tuple[int, ...]:
    """How many of the times lie in each span; the last span takes what is at the end or later."""
    counts = [0] * max(1, -int(-length // span))
    for t in times:
        counts[min(len(counts) - 1, max(0, int(t // span)))] += 1
    return tuple(counts)


def _is_asked(seat: Seat, position: str | None) -> bool:
    return seat.role == "brand" and seat.position == position


def _others(rehearsal: Rehearsal) -> Iterator[ExerciseTime]:
    brand = rehearsal.scenario.brand
    yield from (post.t for post in rehearsal.feed.posts.values() if post.author != brand)
