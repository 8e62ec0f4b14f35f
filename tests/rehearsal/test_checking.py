"""What the log says of the guide's items by itself."""

from dataclasses import replace

import pytest

from app.ids import DraftId, FactId, InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal.checking import Checked, checked
from app.rehearsal.rating import Mark
from app.scenario.guide import Check, GuideItem, Measured
from tests.airline import AIRLINE, BRAND, CAMPAIGN
from tests.build import Drill, a_drill, brand, critic, facilitator, started

HOLDING = "We have seen this and are looking into it. More by 19:30."
I1 = InjectId("i1")


def item(measure: Measured, **more: object) -> GuideItem:
    check = Check(measure=measure, **more)  # type: ignore[arg-type]
    return GuideItem(id="1.1", objective="o1", question="?", target="!", check=check)


def running() -> Drill:
    drill = a_drill()
    drill.happened(started())
    return drill


def looked(drill: Drill, one: GuideItem, t: float | None = None) -> Checked:
    found = checked(drill.rehearsal, one, drill.t if t is None else t)
    assert found is not None
    return found


def say(drill: Drill, at: float, text: str = HOLDING) -> None:
    drill.ask(brand(), c.PublishPost(author=BRAND, text=text), at=at)


def test_an_item_without_a_check_is_told_nothing_of() -> None:
    assert checked(running().rehearsal, AIRLINE.guide[0], 0.0) is None


@pytest.mark.parametrize(("came", "mark"), [(60, "P"), (120, "P"), (121, "S"), (180, "S"), (181, "M")])
def test_a_wait_is_measured_against_its_target(came: float, mark: Mark) -> None:
    drill = running()
    say(drill, came)
    found = looked(drill, item("first_post", within=120.0))
    assert (found.mark, found.final, [one.id for one in found.evidence]) == (mark, True, ["p1"])
    assert found.said.endswith(", target 02:00")


def test_what_is_still_due_is_not_judged_and_what_never_came_is_unable() -> None:
    drill, one = running(), item("first_post", within=120.0)
    assert looked(drill, one, 100.0) == Checked(item="1.1", mark=None, said="due by T+02:00", final=False)
    late = looked(drill, one, 121.0)
    assert (late.mark, late.said, late.final) == ("U", "not yet, target 02:00", False)
    drill.ask(facilitator(), c.EndClock(), at=121)
    assert looked(drill, one).said == "never, target 02:00"
    assert looked(drill, one).final


def test_a_wait_begins_with_its_inject() -> None:
    drill, one = running(), item("answer", within=60.0, injects=(I1,))
    assert looked(drill, one, 500.0).said == "its inject is not out"
    drill.ask(facilitator(), c.DeliverInject(inject=I1), at=300)
    say(drill, 310)
    assert looked(drill, one).mark is None, "a post to nobody is no answer to it"
    post = drill.rehearsal.cues[I1].post
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING.replace("19", "20"), reply_to=post), at=340)
    assert (looked(drill, one).mark, looked(drill, one).said) == ("P", "after 00:40, target 01:00")


def test_of_several_answers_the_worst_counts() -> None:
    drill = running()
    one = item("answer", within=60.0, injects=(I1, InjectId("i3")))
    for at, inject in ((98, "i1"), (100, "i3")):
        drill.ask(facilitator(), c.DeliverInject(inject=InjectId(inject)), at=at)
    post = drill.rehearsal.cues[I1].post
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=post), at=120)
    assert looked(drill, one).mark is None
    found = looked(drill, one, 170.0)
    assert (found.mark, found.said) == ("U", "1 of 2 answered in time")


def test_a_holding_line_is_known_by_its_words() -> None:
    drill, one = running(), item("holding_line", within=100.0)
    say(drill, 10, HOLDING)
    assert looked(drill, one).mark == "P"


@pytest.mark.parametrize(("count", "mark"), [(0, "U"), (1, "M"), (2, "S"), (3, "S"), (4, "P")])
def test_a_count_is_measured_against_the_least_it_takes(count: int, mark: Mark) -> None:
    drill, one = running(), item("claims", within=100.0, least=4)
    for number in range(count):
        drill.ask(brand(), c.ClaimFact(text=f"Claim {number}"), at=10 + number)
    drill.ask(brand(), c.ClaimFact(text="Too late"), at=101)
    assert looked(drill, one).mark == mark


def test_a_count_that_is_reached_needs_no_more_waiting() -> None:
    drill, one = running(), item("room", within=100.0)
    assert looked(drill, one, 50.0).said == "0 of 1 by T+01:40 so far"
    drill.ask(brand(), c.SayInChat(text="Look."), at=60)
    found = looked(drill, one)
    assert (found.mark, found.said, found.final) == ("P", "1 by T+01:40, target 1", True)


def test_what_was_said_in_the_lobby_does_not_count() -> None:
    drill = a_drill()
    drill.ask(brand(), c.SayInChat(text="Hello."))
    drill.happened(started())
    drill.ask(facilitator(), c.EndClock(), at=10)
    assert looked(drill, item("room")).mark == "U"


def test_facts_are_those_of_the_scenario_by_their_words() -> None:
    drill = running()
    drill.ask(brand(), c.ClaimFact(text="Something else altogether"), at=10)
    drill.ask(brand(), c.ClaimFact(text="The seat was sold twice"), at=11)
    drill.ask(brand(), c.ConfirmFact(fact=FactId("f1"), source="x"), at=12)
    asked = item("confirmed", facts=("g1",))
    assert looked(drill, asked).mark is None
    drill.ask(brand(), c.ConfirmFact(fact=FactId("f2"), source="Gate log"), at=13)
    assert (looked(drill, asked).mark, looked(drill, asked).evidence[0].id) == ("P", "f2")
    assert looked(drill, item("refuted", within=5.0)).mark == "U"


def test_a_post_that_two_of_the_brand_flag_is_one_chance() -> None:
    drill = running()
    drill.ask(facilitator(), c.DeliverInject(inject=I1), at=5)
    for seat in (brand(), brand("legal")):
        drill.ask(seat, c.RaiseFlag(sort="chance", post=PostId("p1")), at=10)
    drill.ask(facilitator(), c.RaiseFlag(sort="chance"))
    assert looked(drill, item("chances", least=2)).said == "1 of 2 so far"


def test_decisions_mistakes_and_opened_subjects_are_counted() -> None:
    drill = running()
    drill.ask(brand(), c.TakeDecision(what="We call him."), at=10)
    drill.ask(brand(), c.RaiseFlag(sort="mistake"))
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, posture="initiates"))
    for measure in ("decisions", "mistakes", "initiates"):
        assert looked(drill, item(measure)).mark == "P"


def test_what_is_to_be_left_alone_is_neither_answered_nor_quoted() -> None:
    drill, one = running(), item("left_alone", injects=(I1, InjectId("i3")))
    for at, inject in ((8, "i1"), (10, "i3")):
        drill.ask(facilitator(), c.DeliverInject(inject=InjectId(inject)), at=at)
    assert (looked(drill, one).mark, looked(drill, one).said) == ("P", "none of 2 touched")
    quoted = drill.rehearsal.cues[I1].post
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, quote=quoted))
    assert (looked(drill, one).mark, looked(drill, one).said) == ("M", "1 of 2 touched")


def test_approvals_passed_over_are_found_and_nothing_published_says_nothing() -> None:
    drill, one = running(), item("approvals")
    assert looked(drill, one).mark is None
    drill.ask(brand(), c.OpenDraft(text="We are sorry."), at=10)
    drill.ask(brand(), c.PublishDraft(draft=DraftId("d1"), anyway="No time"))
    found = looked(drill, one)
    assert (found.mark, found.said) == ("U", "1 of 1 past the decision model")
    assert (found.evidence[0].sort, found.final) == ("draft", False)


def test_a_second_hand_is_heard() -> None:
    drill, one = running(), item("one_voice")
    for at, seat in ((10, brand()), (50, brand()), (90, brand("decision_maker"))):
        text = HOLDING.replace("19", str(at))
        drill.ask(seat, c.PublishPost(author=BRAND, text=text), at=at)
    found = looked(drill, one)
    assert (found.mark, found.said, found.evidence[0].id) == ("M", "1 of 3 by another hand", "p3")


def test_others_posts_are_nobodys_wait() -> None:
    drill = running()
    drill.ask(critic(2), c.PublishPost(author=CAMPAIGN, text="Shame."), at=10)
    assert looked(drill, item("first_post", within=60.0)).mark is None


def test_before_startex_nothing_is_told() -> None:
    lobby = a_drill(scenario=replace(AIRLINE, guide=(item("room", within=1.0),)))
    assert looked(lobby, item("room", within=1.0)).said == "before StartEx"
