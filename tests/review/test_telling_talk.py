"""The report carries the hot wash out of the room."""

from dataclasses import replace

from app.ids import ActionId, FindingId
from app.rehearsal import commands as c
from app.rehearsal.talk import Action
from app.review.build import review_of
from app.review.report import report_of
from app.review.story import Review
from app.review.telling_talk import answers, improvement_plan
from tests.build import facilitator
from tests.everything import everything
from tests.review.test_talked import unapproved

LATE = FindingId("unapproved:p1")


def rows_of(review: Review) -> tuple[tuple[str, ...], ...]:
    table = improvement_plan(review).table
    assert table is not None
    assert table.header == ("What is done", "Owner", "Due", "Finding")
    return table.rows


def test_an_action_stands_with_owner_day_and_the_finding_it_answers() -> None:
    review = review_of(unapproved().log)
    first = Action(id=ActionId("a1"), what="Ask", owner="Legal", due="2026-12-05", findings=(LATE,))
    second = Action(id=ActionId("a2"), what="Call", owner="", due=None, findings=(), done=True)
    rows = rows_of(replace(review, actions=(first, second)))
    assert rows[0] == ("Ask", "Legal", "2026-12-05", "Published unapproved")
    assert rows[1] == ("Call (done)", "open", "open", "")
    assert not [row for row in rows[2:] if row[3] == "Published unapproved"]


def test_what_has_no_action_yet_has_room_for_one_and_what_was_rejected_has_none() -> None:
    drill = unapproved()
    assert ("", "", "", "Published unapproved") in rows_of(review_of(drill.log))
    drill.ask(facilitator(), c.SettleFinding(finding=LATE, standing="agreed"))
    assert rows_of(review_of(drill.log))[0] == ("", "", "", "Published unapproved (agreed)")
    drill.ask(facilitator(), c.SettleFinding(finding=LATE, standing="rejected"))
    assert "Published unapproved" not in repr(rows_of(review_of(drill.log)))


def test_answers_are_told_of_closed_questions_and_only_counted_of_open_ones() -> None:
    review = review_of(everything().log)
    table = answers(review).table
    assert table is not None
    assert table.rows == (
        ("1. What went well?", "Nobody spoke over the other. among answers"),
        ("", "The first reply. among answers"),
        ("2. What surprised you?", "The question is open; 1 have answered."),
    )


def test_the_report_says_standing_and_remark_and_has_both_sections() -> None:
    report = report_of(review_of(everything().log))
    titles = [section.title for section in report.sections]
    assert titles.index("What people answered in the hot wash") == titles.index("Improvement plan") + 1
    mistakes = next(section for section in report.sections if section.title == "Mistakes")
    assert mistakes.table is not None
    assert "agreed: No yes was there." in [row[4] for row in mistakes.table.rows]
