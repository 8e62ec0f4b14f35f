"""What a dry run covered, as text: injects and answers, load per seat, the crowd's curves."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.headless import Drill
from app.review.build import review_of
from app.review.story import Review
from app.scenario.times import say_time

BARS = "▁▂▃▄▅▆▇█"
WIDTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A dry run's figures.

    Attributes:
        review: as after a live drill.
        acts: by seat, how often it asked for something and got it.
        refused: by seat and code, what the players' door turned down.
    """

    review: Review
    acts: Counter[str]
    refused: Counter[tuple[str, str]]


def coverage(drill: Drill) -> Coverage:
    """The figures of a drill that is over."""
    seats = drill.rehearsal.seats
    acts = Counter(entry.by for entry in drill.log if entry.by in seats)
    refused: Counter[tuple[str, str]] = Counter()
    refused.update((by, refusal.code) for _, by, _, refusal in drill.refused)
    return Coverage(
        review=review_of(drill.log), acts=Counter({str(k): v for k, v in acts.items()}), refused=refused
    )


def told(found: Coverage) -> Iterator[str]:
    """The figures as lines of text."""
    review = found.review
    yield from _injects(review)
    yield ""
    yield "Load: what each seat did, and how often a minute"
    minutes = max(1.0, review.length / 60)
    for seat in review.seats:
        acts = found.acts[seat.id]
        yield f"  {seat.title:<28} {acts:>5}   {acts / minutes:.1f}"
    yield ""
    yield from _curves(review)
    yield ""
    for measure in review.measures:
        yield f"  {measure.title:<28} {measure.value:<14} {measure.note}"
    for (who, code), times in sorted(found.refused.items()):
        yield f"  refused: {who} {code} x{times}"


def _injects(review: Review) -> Iterator[str]:
    out = [inject for inject in review.injects if inject.delivered is not None]
    yield f"Injects: {len(out)} of {len(review.injects)} went out"
    for inject in review.injects:
        when = "held back" if inject.delivered is None else f"T+{say_time(inject.delivered)}"
        answered = "" if inject.answered is None else f"answered T+{say_time(inject.answered)}"
        yield f"  {inject.id:<6} {inject.title[:38]:<38} {when:<10} {inject.verdict:<14} {answered}".rstrip()


def _curves(review: Review) -> Iterator[str]:
    samples = review.samples
    yield f"The crowd, T+0 to T+{say_time(review.length)}"
    views = [after.reach - before.reach for before, after in pairwise(samples)]
    for name, values, unit in (
        ("trust", [sample.trust for sample in samples], ""),
        ("heat", [sample.heat for sample in samples], ""),
        ("views", [float(view) for view in views], " in ten seconds at most"),
    ):
        if values:
            ends = f"{values[0]:,.0f} → {values[-1]:,.0f}"
            yield f"  {name:<6} {_spark(values)}  {ends}, {max(values):,.0f}{unit or ' at most'}"


def _spark(values: Sequence[float]) -> str:
    """A line of bars, the highest value full."""
    each = max(1.0, len(values) / WIDTH)
    picked = [values[int(at * each)] for at in range(min(WIDTH, len(values)))]
    top = max(picked) or 1.0
    return "".join(BARS[min(7, int(8 * max(0.0, value) / top))] for value in picked)
