"""The moments that mattered, in words and as a section of the report."""

from collections.abc import Iterator

from app.review.sections import Section, Table
from app.review.story import Review, Turn
from app.review.turning import DEFINITION
from app.scenario.times import say_time

_SORTS = {"inject": "Inject", "brand": "Our post", "facilitator": "Facilitator"}


def tell_turns(review: Review) -> Iterator[str]:
    """A line for each."""
    for turn in review.turns:
        yield f"T+{say_time(turn.t)}  {_SORTS[turn.sort]} {turn.id}: {turn.label} ({_moved(turn)})"


def turned(review: Review) -> Section:
    """The section of the report."""
    rows = tuple(
        (say_time(turn.t), f"{_SORTS[turn.sort]} {turn.id}", turn.label, _moved(turn))
        for turn in review.turns
    )
    table = Table(header=("T+", "", "What landed", "What followed"), widths=(8, 16, 48, 28), rows=rows)
    empty = "Nothing turned the curve."
    return Section(title="Moments that mattered", lines=(DEFINITION,), table=table, empty=empty)


def _moved(turn: Turn) -> str:
    return f"trust {turn.trust:+.1f}, heat {turn.heat:+.1f}"
