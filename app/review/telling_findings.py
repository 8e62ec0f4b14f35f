"""What was found, and what it says of the plan's bets, as text."""

from collections.abc import Iterator

from app.ids import SeatId
from app.review.findings.finding import Finding
from app.review.naming import titles_of
from app.review.story import Review
from app.scenario.times import say_time


def tell_findings(review: Review) -> Iterator[str]:
    """A line for each finding, in order of time."""
    titles = titles_of(review)
    for one in review.findings:
        yield f"T+{say_time(one.t)}  {one.sort}, {one.title}: {one.what} {_after(one, titles)}".rstrip()


def _after(one: Finding, titles: dict[SeatId, str]) -> str:
    """Who saw it, and what was done."""
    seen = "Nobody marked it."
    if one.seen:
        who = dict.fromkeys(titles.get(each.seat, each.seat) for each in one.seen)
        seen = f"Seen by {', '.join(who)}."
    missed = "" if one.taken is None or one.taken else " Missed."
    return f"{seen}{missed} {one.done}".rstrip()


def tell_bets(review: Review) -> Iterator[str]:
    """A line for each assumption of the plan."""
    weighed = {one.id: one for one in review.bets}
    for one in review.assumptions:
        bet, statement, breaks = weighed[one.id], one.statement.rstrip("."), one.breaks_when.rstrip(".")
        yield (
            f"{one.id} {bet.verdict}, {bet.before} % sure before, {bet.after} % after: {statement}. "
            f"Broken when: {breaks}. {bet.why}"
        )
