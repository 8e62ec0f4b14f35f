"""Decisions, tasks, and who answers which post."""

import pytest

from app.ids import AssumptionId, DecisionId, Handle, PostId, SeatId, TaskId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from tests.airline import BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, started

COMMS, LEGAL = brand(), brand("legal")
T1 = TaskId("t1")
HOLDING = "We have seen this and are looking into it. More by 19:30."


def live() -> Drill:
    """Running, with a post of a critic's that can be answered."""
    drill = a_drill()
    drill.happened(started())
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="They walked me off."), at=10)
    return drill


def test_a_decision_says_what_why_and_on_what_it_rests() -> None:
    drill = live()
    first = drill.rehearsal.scenario.plan.assumptions[0].id
    taken = c.TakeDecision(what=" We name who decided. ", why="He asks who", rests_on=(first, first))
    (event,) = drill.ask(COMMS, taken, at=20)
    assert event == e.DecisionTaken(
        decision=DecisionId("k1"),
        seat=COMMS,
        what="We name who decided.",
        why="He asks who",
        rests_on=(first,),
    )
    assert drill.rehearsal.decisions[0].what == "We name who decided."


def test_a_decision_rests_on_nothing_the_plan_does_not_say() -> None:
    unknown = c.TakeDecision(what="Go", rests_on=(AssumptionId("A99"),))
    assert live().refused(COMMS, unknown).code == "not_found"
    assert live().refused(COMMS, c.TakeDecision(what="  ")).code == "invalid"


def test_a_task_is_set_taken_and_ticked_off() -> None:
    drill = live()
    drill.ask(COMMS, c.SetTask(text="Call the gate", due=600.0), at=20)
    drill.ask(LEGAL, c.TakeTask(task=T1), at=30)
    assert drill.rehearsal.tasks[T1].owner == LEGAL
    drill.ask(LEGAL, c.TickTask(task=T1), at=40)
    task = drill.rehearsal.tasks[T1]
    assert (task.done_by, task.due) == (LEGAL, 600.0)
    assert task.done_t is not None
    drill.ask(COMMS, c.TickTask(task=T1, done=False), at=50)
    assert drill.rehearsal.tasks[T1].done_t is None


def test_a_task_is_given_to_somebody_of_the_brand_only() -> None:
    drill = live()
    assert drill.refused(COMMS, c.SetTask(text="Apologise", owner=critic())).code == "invalid"
    drill.ask(COMMS, c.SetTask(text="Call the gate"), at=20)
    assert drill.refused(COMMS, c.TakeTask(task=T1, owner=critic())).code == "invalid"
    drill.ask(COMMS, c.TakeTask(task=T1, owner=LEGAL), at=30)
    assert drill.refused(LEGAL, c.TakeTask(task=T1)).code == "conflict"


@pytest.mark.parametrize("due", [0.0, -5.0, float("nan"), float("inf"), 1e9])
def test_nothing_is_due_at_a_moment_that_is_over_or_never_comes(due: float) -> None:
    drill = live()
    assert drill.refused(COMMS, c.SetTask(text="Call", due=due)).code == "invalid"
    assert drill.refused(COMMS, c.ClaimFact(text="It was 14B", due=due)).code == "invalid"


def test_what_is_done_is_done_once_and_taken_by_nobody() -> None:
    drill = live()
    drill.ask(COMMS, c.SetTask(text="Call the gate"), at=20)
    drill.ask(COMMS, c.TickTask(task=T1), at=30)
    assert drill.refused(LEGAL, c.TickTask(task=T1)).code == "conflict"
    assert drill.refused(LEGAL, c.TakeTask(task=T1)).code == "conflict"
    assert drill.refused(LEGAL, c.TickTask(task=TaskId("t9"))).code == "not_found"


def test_a_post_is_somebodys_until_the_brand_answers_it() -> None:
    drill = live()
    post = next(iter(drill.rehearsal.feed.posts))
    drill.ask(COMMS, c.AssignPost(post=post, to=LEGAL), at=60)
    assert drill.rehearsal.assigned[post].answered_t is None
    drill.ask(COMMS, c.PublishPost(author=BRAND, text=HOLDING, reply_to=post), at=90)
    first = drill.rehearsal.assigned[post].answered_t
    assert first is not None
    drill.ask(
        COMMS, c.PublishPost(author=BRAND, text=HOLDING.replace("19:30", "20:00"), reply_to=post), at=400
    )
    assert drill.rehearsal.assigned[post].answered_t == first


def test_an_answer_of_somebody_else_stops_no_clock() -> None:
    drill = live()
    post = next(iter(drill.rehearsal.feed.posts))
    drill.ask(COMMS, c.AssignPost(post=post, to=LEGAL), at=60)
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Anybody there?", reply_to=post), at=90)
    assert drill.rehearsal.assigned[post].answered_t is None


def test_a_post_is_given_to_another_and_taken_back() -> None:
    drill = live()
    post = next(iter(drill.rehearsal.feed.posts))
    drill.ask(COMMS, c.AssignPost(post=post, to=LEGAL), at=60)
    assert drill.refused(COMMS, c.AssignPost(post=post, to=LEGAL)).code == "conflict"
    drill.ask(LEGAL, c.AssignPost(post=post, to=COMMS), at=70)
    assert drill.rehearsal.assigned[post].to == COMMS
    drill.ask(LEGAL, c.AssignPost(post=post, to=None), at=80)
    assert drill.rehearsal.assigned == {}
    assert drill.refused(LEGAL, c.AssignPost(post=post, to=None)).code == "conflict"


def test_nobody_is_given_what_is_not_there_or_what_the_brand_itself_said() -> None:
    drill = live()
    drill.ask(COMMS, c.PublishPost(author=BRAND, text=HOLDING), at=30)
    own = next(post.id for post in drill.rehearsal.feed.posts.values() if post.author == BRAND)
    assert drill.refused(COMMS, c.AssignPost(post=own, to=LEGAL)).code == "invalid"
    assert drill.refused(COMMS, c.AssignPost(post=PostId("p99"), to=LEGAL)).code == "not_found"
    theirs = next(iter(drill.rehearsal.feed.posts))
    for seat, code in ((critic(), "invalid"), (SeatId("nobody"), "not_found")):
        assert drill.refused(COMMS, c.AssignPost(post=theirs, to=seat)).code == code


def test_a_claim_says_who_asks_and_by_when() -> None:
    drill = live()
    drill.ask(COMMS, c.ClaimFact(text="It was 14B", asked_by=DIRECTOR, due=900.0), at=60)
    (fact,) = drill.rehearsal.facts.values()
    assert (fact.asked_by, fact.due) == (DIRECTOR, 900.0)
    stranger = c.ClaimFact(text="It was 14C", asked_by=Handle("never_seen"))
    assert drill.refused(COMMS, stranger).code == "not_found"
