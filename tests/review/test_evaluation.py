"""The guide as it was answered, in the review and in words."""

import pytest

from app.ids import DESK, DraftId, ParticipantId
from app.rehearsal import commands as c
from app.rehearsal.rating import Evidence, Mark, Rating
from app.review.blinding import blinded
from app.review.build import review_of
from app.review.evaluation import agreement
from app.review.report import report_of
from app.review.telling import tell
from tests.build import Drill, a_drill, brand, facilitator, observer, started

SEEN = (Evidence(sort="post", id="p1"), Evidence(sort="inject", id="i1"))


@pytest.fixture
def rated() -> Drill:
    """Two evaluators rated one item, one of them anew; a draft went out past the model."""
    drill = a_drill()
    for name in ("di", "ed"):
        drill.ask(DESK, c.TakeSeat(role="observer", participant=ParticipantId(name), name=name))
    drill.happened(started())
    drill.ask(facilitator(), c.DeliverInject(inject=drill.rehearsal.scenario.msel[0].id), at=10)
    drill.ask(brand(), c.OpenDraft(text="We are sorry."), at=20)
    drill.ask(brand(), c.PublishDraft(draft=DraftId("d1"), anyway="No time"))
    drill.ask(observer(2), c.GiveRating(item="1.1", mark="S", evidence=SEEN, remark="Slow."), at=30)
    drill.ask(observer(3), c.GiveRating(item="1.1", mark="U", evidence=SEEN))
    drill.ask(observer(3), c.GiveRating(item="1.1", mark="M", evidence=SEEN))
    drill.ask(observer(2), c.GiveRating(item="1.2", mark="S", evidence=SEEN, remark="A holding line."))
    drill.ask(facilitator(), c.EndClock(), at=60)
    return drill


def marks(*given: Mark | None) -> tuple[Rating, ...]:
    return tuple(
        Rating(item="1.1", seat=observer(n), mark=one, evidence=(), remark="", told=None, first=one, t=0.0)
        for n, one in enumerate(given)
    )


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (marks("P", "P"), "agree"),
        (marks("P", "S"), "near"),
        (marks("P", "M"), "apart"),
        (marks("S", "M", "U"), "apart"),
        (marks("P"), None),
        (marks("P", None), None),
        ((), None),
    ],
)
def test_ratings_agree_lie_next_to_each_other_or_apart(given: tuple[Rating, ...], found: str | None) -> None:
    assert agreement(given) == found


def test_the_review_has_every_item_with_ratings_check_and_agreement(rated: Drill) -> None:
    first, second = review_of(rated.log).evaluation
    assert [(one.seat, one.mark, one.first) for one in first.ratings] == [
        (observer(2), "S", "S"),
        (observer(3), "M", "U"),
    ]
    assert (first.check, first.agreement, second.agreement) == (None, "near", None)
    assert second.check is not None
    assert (second.check.mark, second.check.final, second.ratings[0].told) == ("U", True, "U")


def test_several_seats_of_one_title_are_told_apart(rated: Drill) -> None:
    titles = [seat.title for seat in review_of(rated.log).seats if seat.role == "observer"]
    assert titles == ["Observer 1", "Observer 2", "Observer 3"]


def test_report_and_text_say_who_rated_what_and_why(rated: Drill) -> None:
    review = review_of(rated.log)
    section = next(one for one in report_of(review).sections if one.title == "Evaluation")
    assert section.table is not None
    rows = section.table.rows
    assert rows[0][0].endswith("They lie next to each other.")
    assert rows[1][3:] == ("Observer 3", "M, first U [post p1, inject i1]")
    assert rows[2][2:] == (
        "U, 1 of 1 past the decision model",
        "Observer 2",
        "S, against the log's U: A holding line. [post p1, inject i1]",
    )
    assert "Observer 2: S: Slow. [post p1, inject i1]" in tell(review)


def test_an_evaluators_log_is_blind_to_items_they_have_not_rated(rated: Drill) -> None:
    whole = review_of(rated.log)
    ed = review_of(blinded(rated.log, frozenset({ParticipantId("ed")})))
    assert [len(one.ratings) for one in whole.evaluation] == [2, 1]
    assert [len(one.ratings) for one in ed.evaluation] == [2, 0]


def test_nobody_elses_log_is_blind(rated: Drill) -> None:
    rated.ask(facilitator(), c.WriteNote(text="x"))
    for reader in ("person-facilitator-1", "person-brand-comms", "di"):
        assert blinded(rated.log, frozenset({ParticipantId(reader)})) == rated.log
