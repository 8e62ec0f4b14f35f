"""What the war room decided stands in the review, in its text and in its report."""

from app.rehearsal import commands as c
from app.review.build import review_of
from app.review.report import report_of
from app.review.telling import tell
from tests.airline import AIRLINE
from tests.build import a_drill, brand, started

BET = AIRLINE.plan.assumptions[0].id


def test_a_decision_and_a_task_are_told_with_reason_bet_and_time() -> None:
    decided = c.TakeDecision(what="Answer Kev first.", why="It happened to him", rests_on=(BET,))
    drill = a_drill(started(), (brand(), decided, 60.0), (brand(), c.SetTask(text="Call the gate."), 70.0))
    review = review_of(drill.log)
    (one,), (task,) = review.decisions, review.tasks
    assert (one.what, one.why, one.rests_on) == ("Answer Kev first.", "It happened to him", (BET,))
    assert (task.text, task.done_t) == ("Call the gate.", None)
    assert f"Answer Kev first., because It happened to him ({BET})" in tell(review)
    section = next(part for part in report_of(review).sections if part.title == "Decisions")
    assert section.table is not None
    assert [row[2:] for row in section.table.rows] == [("Answer Kev first.", "It happened to him", BET)]


def test_without_a_decision_the_report_says_so() -> None:
    report = report_of(review_of(a_drill(started()).log))
    section = next(part for part in report.sections if part.title == "Decisions")
    assert section.empty == "The war room recorded no decision."
