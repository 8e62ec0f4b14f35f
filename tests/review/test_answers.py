from dataclasses import replace

import pytest

from app.ids import CONDUCTOR, InjectId, PostId
from app.rehearsal.commands import (
    ActAsCrowd,
    DeletePost,
    DeliverInject,
    EndClock,
    PublishPost,
    RetractPost,
    SayInChat,
    SendMessage,
)
from app.review.build import review_of
from app.review.story import ReviewedInject
from app.scenario.msel import ExpectedAction
from tests.airline import AIRLINE, BRAND, CHIEF, PRESS
from tests.build import Drill, a_drill, brand, facilitator, started

I1, I2, I4, I5 = (InjectId(f"i{number}") for number in (1, 2, 4, 5))
END = 1_000.0


def holding(reply_to: str | None = None) -> PublishPost:
    text = "We have seen this and are looking into it. More by 19:30."
    return PublishPost(author=BRAND, text=text, reply_to=PostId(reply_to) if reply_to else None)


def row(drill: Drill, inject: InjectId, end: float = END) -> ReviewedInject:
    drill.ask(facilitator(), EndClock(), at=end)
    return next(one for one in review_of(drill.log).injects if one.id == inject)


def delivered(inject: InjectId, at: float = 10.0) -> Drill:
    return a_drill(started(), (facilitator(), DeliverInject(inject=inject), at))


@pytest.mark.parametrize(("at", "verdict"), [(310.0, "in_time"), (310.001, "late")])
def test_the_first_post_to_everybody_answers_an_inject(at: float, verdict: str) -> None:
    drill = delivered(I1)
    drill.ask(brand(), holding(), at=at)
    found = row(drill, I1)
    assert (found.answered, found.answer, found.allowed) == (at, "p2", 300.0)
    assert found.verdict == verdict


def test_a_direct_reply_in_time_is_the_answer_even_after_another_post() -> None:
    drill = delivered(I1)
    drill.ask(brand(), holding(), at=60)
    drill.ask(brand(), holding("p1"), at=200)
    assert row(drill, I1).answer == "p3"


def test_a_late_reply_does_not_undo_a_post_in_time() -> None:
    drill = delivered(I1)
    drill.ask(brand(), holding(), at=60)
    drill.ask(brand(), holding("p1"), at=900)
    found = row(drill, I1)
    assert (found.verdict, found.answer) == ("in_time", "p2")


def test_what_was_said_before_answers_nothing() -> None:
    drill = a_drill(started(), (brand(), holding(), 5.0), (CONDUCTOR, DeliverInject(inject=I1), 10.0))
    found = row(drill, I1)
    assert (found.verdict, found.answered, found.answer) == ("unanswered", None, None)


def test_what_the_facilitator_took_back_answers_nothing_but_a_deleted_post_did() -> None:
    for command, verdict in ((RetractPost(post=PostId("p2")), "unanswered"), (None, "in_time")):
        drill = delivered(I1)
        drill.ask(brand(), holding(), at=60)
        if command is not None:
            drill.ask(facilitator(), command, at=70)
        else:
            drill.ask(brand(), DeletePost(post=PostId("p2")), at=70)
        assert row(drill, I1).verdict == verdict


def test_a_message_is_answered_by_a_message_to_its_sender() -> None:
    drill = delivered(I2)
    drill.ask(brand("decision_maker"), SendMessage(sender=BRAND, to=CHIEF, text="On it."), at=70)
    drill.ask(brand(), holding(), at=90)
    found = row(drill, I2)
    assert (found.answered, found.answer, found.verdict) == (70.0, None, "in_time")


def test_no_answer_is_owed_where_none_was_expected_or_endex_came_first() -> None:
    assert row(delivered(I4), I4).verdict == "not_expected"
    assert row(delivered(I1, at=900.0), I1).verdict == "not_expected"
    assert row(delivered(I1, at=600.0), I1).verdict == "unanswered"


def test_an_inject_that_stayed_in_its_drawer_says_so() -> None:
    found = row(delivered(I1), I5)
    assert (found.verdict, found.delivered, found.planned) == ("not_delivered", None, None)


def test_injects_stand_in_the_order_they_went_out() -> None:
    drill = delivered(I4)
    drill.ask(facilitator(), DeliverInject(inject=I1), at=20)
    assert [one.id for one in review_of(drill.log).injects][:2] == ["i4", "i1"]


def test_the_crowd_answers_nothing_for_the_brand() -> None:
    drill = delivered(I1)
    drill.ask(CONDUCTOR, ActAsCrowd(beat=1, counts=(), trust=50, heat=50), at=60)
    assert row(drill, I1).verdict == "unanswered"


def test_an_answer_to_somebody_else_is_none() -> None:
    drill = delivered(I1)
    drill.ask(facilitator(), DeliverInject(inject=I4), at=20)
    drill.ask(brand(), holding("p2"), at=60)
    assert row(drill, I1).verdict == "unanswered"


def test_a_post_that_names_the_sender_is_an_answer() -> None:
    drill = delivered(I1)
    drill.ask(facilitator(), DeliverInject(inject=I4), at=20)
    named = PublishPost(
        author=BRAND,
        text=f"We have seen this and are looking into it. More by @{PRESS}.",
        reply_to=PostId("p2"),
    )
    drill.ask(brand(), named, at=60)
    assert row(drill, I1).answer == "p3"


def test_what_came_by_message_is_not_answered_by_a_post_to_everybody() -> None:
    drill = delivered(I2)
    drill.ask(brand(), holding(), at=90)
    assert row(drill, I2).verdict == "unanswered"


def test_where_another_position_is_asked_what_it_does_in_the_war_room_counts() -> None:
    asked = replace(AIRLINE.msel[0], expected=ExpectedAction(action="Check", within=300, position="legal"))
    scenario = replace(AIRLINE, msel=(asked, *AIRLINE.msel[1:]))
    for seat, verdict in ((brand("legal"), "in_time"), (brand(), "unanswered")):
        drill = a_drill(started(), (facilitator(), DeliverInject(inject=I1), 10.0), scenario=scenario)
        drill.ask(seat, SayInChat(text="I read it now."), at=60)
        found = row(drill, I1)
        assert (found.verdict, found.room) == (verdict, verdict == "in_time")


def test_where_the_best_answer_is_none_nothing_is_owed() -> None:
    quiet = replace(AIRLINE.msel[0], expected=ExpectedAction(action="Let it pass", within=60, silence=True))
    scenario = replace(AIRLINE, msel=(quiet, *AIRLINE.msel[1:]))
    drill = a_drill(started(), (facilitator(), DeliverInject(inject=I1), 10.0), scenario=scenario)
    assert row(drill, I1).verdict == "not_expected"
