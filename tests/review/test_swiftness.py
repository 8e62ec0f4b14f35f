from typing import Literal

from app.ids import InjectId
from app.review.story import ReviewedInject
from app.review.swiftness import answered_in_time

Verdict = Literal["in_time", "late", "unanswered"]


def row(verdict: Verdict, waited: float | None) -> ReviewedInject:
    return ReviewedInject(
        id=InjectId("01"),
        title="Walk-off",
        by="kevmarsh",
        planned=0.0,
        delivered=0.0,
        standing="delivered",
        post=None,
        expected="Answer him",
        answered=waited,
        answer=None,
        allowed=900.0,
        verdict=verdict,
    )


def test_all_in_time_says_how_soon() -> None:
    measure = answered_in_time((row("in_time", 60.0), row("in_time", 180.0)))
    assert (measure.value, measure.note, measure.held) == ("2 of 2", "half within 02:00", True)


def test_what_was_missed_is_what_the_note_says() -> None:
    measure = answered_in_time((row("in_time", 60.0), row("late", 2000.0), row("unanswered", None)))
    assert (measure.value, measure.note, measure.held) == ("1 of 3", "2 late or never", False)


def test_nothing_answered_is_said_plainly() -> None:
    measure = answered_in_time((row("unanswered", None),))
    assert (measure.value, measure.note, measure.held) == ("0 of 1", "nothing was answered", False)
