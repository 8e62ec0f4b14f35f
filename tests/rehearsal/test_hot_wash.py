"""The talk after EndEx: what is agreed, what will be done, and what nobody can be told to have said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ids import DESK, ActionId, FindingId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.rating import Evidence
from app.rehearsal.talk import Action, Settled, told
from app.rehearsal.washing import LONGEST_ANSWER, MOST_TIMES
from tests.airline import BRAND
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer, started
from tests.everything import HOLDING

LATE = FindingId("unapproved:p1")
ASKED = ("What went well?", "What surprised you?", "What do we change?")
OPEN = c.OpenWash(questions=ASKED)
FIRST = c.AskWash(on="question", question=1)


def talked() -> Drill:
    drill = a_drill(started(), (brand(), c.PublishPost(author=BRAND, text=HOLDING), 5.0))
    drill.ask(facilitator(), c.EndClock(), at=60)
    return drill


def washed() -> Drill:
    drill = talked()
    drill.ask(facilitator(), OPEN)
    drill.ask(facilitator(), FIRST)
    return drill


def answer(text: str, mark: str = "m1", question: int = 1) -> c.AnswerWash:
    return c.AnswerWash(question=question, mark=mark, text=text)


# Standings


def test_a_finding_is_agreed_rejected_and_left_open_again() -> None:
    drill = talked()
    for standing in ("agreed", "rejected", "suggested"):
        drill.ask(facilitator(), c.SettleFinding(finding=LATE, standing=standing, remark=f"It is {standing}"))
        settled = Settled(finding=LATE, standing=standing, remark=f"It is {standing}")
        assert told(drill.rehearsal.talk).settled == (settled,)


def test_what_stands_so_already_is_not_settled_again_but_a_new_remark_is_kept() -> None:
    drill = talked()
    agreed = c.SettleFinding(finding=LATE, standing="agreed")
    drill.ask(facilitator(), agreed)
    assert drill.refused(facilitator(), agreed).code == "conflict"
    drill.ask(facilitator(), replace(agreed, remark="Legal was on the phone"))
    assert drill.rehearsal.talk.settled[LATE].remark == "Legal was on the phone"


def test_what_a_finding_cost_is_said_beside_its_standing_and_taken_back() -> None:
    drill = talked()
    drill.ask(facilitator(), c.CostFinding(finding=LATE, cost=" Three points of trust "))
    drill.ask(facilitator(), c.SettleFinding(finding=LATE, standing="agreed"))
    assert drill.rehearsal.talk.settled[LATE].cost == "Three points of trust"
    drill.ask(facilitator(), c.CostFinding(finding=LATE, cost=""))
    assert drill.rehearsal.talk.settled[LATE] == Settled(finding=LATE, standing="agreed")


@pytest.mark.parametrize("name", ["", "late", ":p1", "late:", "late: p1", "Late:p1", f"late:{'x' * 200}"])
def test_what_is_no_name_of_a_finding_is_refused(name: str) -> None:
    refused = talked().refused(facilitator(), c.SettleFinding(finding=FindingId(name), standing="agreed"))
    assert refused.code == "invalid"


def test_a_finding_nobody_brought_up_is_not_settled() -> None:
    settle = c.SettleFinding(finding=FindingId("added:1"), standing="agreed")
    assert talked().refused(facilitator(), settle).code == "not_found"


def test_nothing_is_settled_while_the_drill_runs() -> None:
    settle = c.SettleFinding(finding=LATE, standing="agreed")
    assert a_drill(started()).refused(facilitator(), settle).code == "conflict"


# People's own findings


@pytest.mark.parametrize("seat", [critic(), bystander(), brand("legal"), observer(), facilitator()])
def test_everybody_brings_up_a_finding_of_their_own(seat: SeatId) -> None:
    drill = talked()
    (added,) = drill.ask(seat, c.AddFinding(sort="mistake", title=" Nobody called him ", t=5.0))
    assert isinstance(added, e.FindingAdded)
    assert (added.finding, added.seat, added.title) == (FindingId("added:1"), seat, "Nobody called him")
    drill.ask(facilitator(), c.SettleFinding(finding=added.finding, standing="agreed"))


def test_a_finding_rests_on_things_that_there_are() -> None:
    drill = talked()
    add = c.AddFinding(sort="opportunity", title="A witness", t=5.0)
    (added,) = drill.ask(critic(), replace(add, evidence=(Evidence(sort="post", id="p1"),) * 2))
    assert isinstance(added, e.FindingAdded)
    assert added.evidence == (Evidence(sort="post", id="p1"),)
    for sort in ("post", "draft", "inject", "fact"):
        missing = replace(add, evidence=(Evidence(sort=sort, id="i1"),))
        assert drill.refused(critic(), missing).code == "not_found"
    many = tuple(Evidence(sort="post", id=f"p{number}") for number in range(11))
    assert drill.refused(critic(), replace(add, evidence=many)).code == "invalid"


@pytest.mark.parametrize("t", [-1.0, 61.0, float("nan"), float("inf")])
def test_a_finding_is_about_a_moment_of_the_drill(t: float) -> None:
    assert talked().refused(critic(), c.AddFinding(sort="mistake", title="Late", t=t)).code == "invalid"


def test_nobody_brings_up_more_than_can_be_talked_about() -> None:
    drill = talked()
    add = c.AddFinding(sort="mistake", title="Again", t=1.0)
    for _ in range(10):
        drill.ask(critic(), add)
    assert drill.refused(critic(), add).code == "rate_limited"


# Actions


def test_an_action_has_an_owner_a_day_and_the_findings_it_answers() -> None:
    drill = talked()
    add = c.AddAction(what=" A deputy says yes ", owner=" Legal ", due="2026-12-05", findings=(LATE, LATE))
    drill.ask(facilitator(), add)
    (action,) = told(drill.rehearsal.talk).actions
    assert action == Action(
        id=ActionId("a1"), what="A deputy says yes", owner="Legal", due="2026-12-05", findings=(LATE,)
    )


@pytest.mark.parametrize(
    "due", ["tomorrow", "2026-13-01", "2026-02-30", "20261205", "0002-01-01", "٢٠٢٦-١٢-٠٥"]
)
def test_a_due_date_is_a_day_that_there_is(due: str) -> None:
    assert talked().refused(facilitator(), c.AddAction(what="Call", due=due)).code == "invalid"


def test_an_edit_changes_what_it_names_and_nothing_else() -> None:
    drill = talked()
    drill.ask(facilitator(), c.AddAction(what="Call", owner="Legal", due="2026-12-05", findings=(LATE,)))
    drill.ask(facilitator(), c.EditAction(action=ActionId("a1"), owner="Comms"))
    drill.ask(facilitator(), c.EditAction(action=ActionId("a1"), due=""))
    action = drill.rehearsal.talk.actions[ActionId("a1")]
    assert (action.what, action.owner, action.due, action.findings) == ("Call", "Comms", None, (LATE,))
    same = c.EditAction(action=ActionId("a1"), what="Call", owner="Comms")
    assert drill.refused(facilitator(), same).code == "conflict"


def test_an_action_is_done_and_open_again_and_a_dropped_one_leaves_its_number() -> None:
    drill = talked()
    drill.ask(facilitator(), c.AddAction(what="Call"))
    drill.ask(brand("legal"), c.FinishAction(action=ActionId("a1")))
    assert drill.rehearsal.talk.actions[ActionId("a1")].done
    assert drill.refused(facilitator(), c.FinishAction(action=ActionId("a1"))).code == "conflict"
    drill.ask(facilitator(), c.FinishAction(action=ActionId("a1"), done=False))
    drill.ask(facilitator(), c.DropAction(action=ActionId("a1")))
    drill.ask(facilitator(), c.AddAction(what="Write"))
    assert list(drill.rehearsal.talk.actions) == [ActionId("a2")]
    for late in (c.DropAction(action=ActionId("a1")), c.FinishAction(action=ActionId("a1"))):
        assert drill.refused(facilitator(), late).code == "not_found"


# The wash


def test_the_answers_are_counted_while_a_question_is_open_and_shown_once_it_is_closed() -> None:
    drill = washed()
    drill.ask(DESK, answer("The speed"))
    (question, *_) = told(drill.rehearsal.talk).wash.questions
    assert (question.state, question.count, question.texts) == ("open", 1, ())
    drill.ask(facilitator(), c.CloseWash(question=1))
    (question, *_) = told(drill.rehearsal.talk).wash.questions
    assert (question.state, question.count, question.texts) == ("closed", 1, ("The speed",))


def test_one_person_has_one_answer_to_a_question_and_may_put_it_in_other_words() -> None:
    drill = washed()
    drill.ask(DESK, answer("The speed"))
    (again,) = drill.ask(DESK, answer("The speed, and the tone"))
    drill.ask(DESK, answer("The tone", mark="m2"))
    assert isinstance(again, e.WashAnswered)
    assert again.count == 1
    assert drill.refused(DESK, answer("The speed, and the tone")).code == "conflict"
    (closed,) = drill.ask(facilitator(), c.CloseWash(question=1))
    assert closed == e.WashClosed(question=1, texts=("The speed, and the tone", "The tone"))
    assert drill.refused(DESK, answer("Too late")).code == "conflict"


@given(st.lists(st.sampled_from(["a", "b", "C", "B", "ä", "zz"]), min_size=1, max_size=6))
def test_the_order_of_answers_does_not_say_who_was_first(texts: list[str]) -> None:
    """Whoever answers first: the same texts are shown in the same order."""
    orders = set()
    for shuffled in (texts, sorted(texts), list(reversed(texts))):
        drill = washed()
        for number, text in enumerate(shuffled):
            drill.ask(DESK, answer(text, mark=f"m{number}"))
        (closed,) = drill.ask(facilitator(), c.CloseWash(question=1))
        assert isinstance(closed, e.WashClosed)
        orders.add(closed.texts)
    assert len(orders) == 1


def test_an_answer_is_not_changed_without_end() -> None:
    drill = washed()
    for number in range(MOST_TIMES):
        drill.ask(DESK, answer(f"Version {number}"))
    assert drill.refused(DESK, answer("One more")).code == "rate_limited"


def test_an_answer_that_cannot_be_shown_is_refused() -> None:
    drill = washed()
    assert drill.refused(DESK, answer("  ")).code == "invalid"
    assert drill.refused(DESK, answer("x" * (LONGEST_ANSWER + 1))).code == "too_long"
    assert drill.refused(DESK, answer("Well", mark="")).code == "invalid"
    assert drill.refused(DESK, answer("Well", question=4)).code == "not_found"
    assert drill.refused(DESK, answer("Well", question=2)).code == "conflict"


def test_a_question_goes_on_taking_answers_while_something_else_is_on_the_screen() -> None:
    drill = washed()
    drill.ask(facilitator(), c.AskWash(on="finding", finding=LATE))
    drill.ask(DESK, answer("The speed"))
    wash = told(drill.rehearsal.talk).wash
    assert (wash.on, wash.question, wash.finding) == ("finding", None, LATE)
    assert wash.questions[0].count == 1


def test_the_end_of_the_wash_closes_every_question_that_was_asked() -> None:
    drill = washed()
    drill.ask(DESK, answer("The speed"))
    ended = drill.ask(facilitator(), c.CloseWash())
    assert ended == (e.WashClosed(question=1, texts=("The speed",)), e.WashClosed())
    wash = told(drill.rehearsal.talk).wash
    assert (wash.open, wash.held, wash.on) == (False, True, "nothing")
    assert [one.state for one in wash.questions] == ["closed", "unasked", "unasked"]
    for late in (FIRST, c.CloseWash()):
        assert drill.refused(facilitator(), late).code == "conflict"
    drill.ask(facilitator(), OPEN)
    drill.ask(facilitator(), FIRST)
    assert told(drill.rehearsal.talk).wash.questions[0].state == "closed"


def test_a_question_that_was_asked_stays_as_it_is_and_others_may_be_worded_anew() -> None:
    drill = washed()
    assert drill.refused(facilitator(), OPEN).code == "conflict"
    other = c.OpenWash(questions=("What went badly?", *ASKED[1:]))
    assert drill.refused(facilitator(), other).code == "conflict"
    drill.ask(facilitator(), c.OpenWash(questions=(ASKED[0], "What was it like?", ASKED[2])))
    assert told(drill.rehearsal.talk).wash.questions[1].text == "What was it like?"


@pytest.mark.parametrize(
    "wrong",
    [
        c.AskWash(on="question"),
        c.AskWash(on="finding"),
        c.AskWash(on="actions", question=1),
        c.AskWash(on="question", question=2, finding=LATE),
        c.AskWash(on="question", question=0),
        c.AskWash(on="question", question=4),
        c.AskWash(on="finding", finding=FindingId("nothing")),
        FIRST,
    ],
)
def test_the_screen_shows_one_thing_that_there_is(wrong: c.AskWash) -> None:
    assert washed().refused(facilitator(), wrong).code in ("invalid", "not_found", "conflict")


def test_the_host_of_a_solo_drill_holds_the_wash_alone() -> None:
    drill = a_drill(mode="solo", staff=False)
    drill.sit(brand(), host=True)
    drill.ask(brand(), c.StartClock())
    drill.ask(brand(), c.EndClock(), at=30)
    drill.ask(brand(), OPEN)
    drill.ask(brand(), c.AddAction(what="Call"))
    assert told(drill.rehearsal.talk).wash.open
