"""What the war room decided, in words and as a section of the report."""

from collections.abc import Iterator, Mapping

from app.ids import SeatId
from app.rehearsal.minutes import Decision
from app.review.sections import Section, Table
from app.review.story import Review
from app.scenario.times import say_time


def tell_decisions(review: Review, titles: Mapping[SeatId, str]) -> Iterator[str]:
    """A line for each."""
    for one in review.decisions:
        yield f"T+{say_time(one.t)}  {titles.get(one.seat, one.seat)}: {one.what}{_because(one)}"


def decided(review: Review, titles: Mapping[SeatId, str]) -> Section:
    """The section of the report."""
    rows = tuple(
        (say_time(one.t), titles.get(one.seat, one.seat), one.what, one.why, ", ".join(one.rests_on))
        for one in review.decisions
    )
    header = ("T+", "Who", "What", "Why", "Rests on")
    table = Table(header=header, widths=(8, 18, 34, 28, 12), rows=rows)
    return Section(title="Decisions", table=table, empty="The war room recorded no decision.")


def _because(one: Decision) -> str:
    why = f", because {one.why}" if one.why else ""
    return f"{why} ({', '.join(one.rests_on)})" if one.rests_on else why
