"""What a facilitator does to the cue list: plan anew, move, add, copy, approve, and confirm in twos."""

from dataclasses import replace

from app.ids import CONDUCTOR, DESK, InjectId, ParticipantId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.calling import called_for, due
from app.scenario.msel import Inject, OnDemand
from tests.airline import AIRLINE, BRAND, CHIEF, PRESS
from tests.build import Drill, a_drill, facilitator, started

I1, I2, I3, I4, I5, I6 = (InjectId(f"i{number}") for number in range(1, 7))
COLLEAGUE = SeatId("facilitator-2")


def with_first(**changed: object) -> Drill:
    """A live drill whose first inject is changed like this."""
    first = replace(AIRLINE.msel[0], **changed)  # type: ignore[arg-type]
    return a_drill(started(), scenario=replace(AIRLINE, msel=(first, *AIRLINE.msel[1:])))


def names(drill: Drill, t: float) -> list[str]:
    return [str(cue.inject.id) for cue in due(drill.rehearsal, t)]


def test_a_cue_planned_anew_goes_out_at_its_new_time() -> None:
    drill = a_drill(started())
    assert drill.ask(facilitator(), c.PlanCue(inject=I1, at=200.0)) == (e.CuePlanned(inject=I1, at=200.0),)
    assert names(drill, 199.0) == ["i2"]
    assert names(drill, 200.0) == ["i2", "i1"]
    assert drill.refused(facilitator(), c.PlanCue(inject=I1, at=200.0)).code == "conflict"


def test_a_cue_without_a_time_waits_for_a_hand() -> None:
    drill = a_drill(started())
    drill.ask(facilitator(), c.PlanCue(inject=I1, at=None))
    assert names(drill, 60.0) == []


def test_a_cue_is_planned_for_what_is_still_to_come() -> None:
    drill = a_drill(started(), (facilitator(), c.StandByCue(inject=I6), 100.0))
    for at in (-1.0, 50.0, float("nan"), float("inf"), 1e9):
        assert drill.refused(facilitator(), c.PlanCue(inject=I6, at=at)).code == "invalid"


def test_a_cue_moves_before_another_or_to_the_end() -> None:
    drill = a_drill(started())
    drill.ask(facilitator(), c.MoveCue(inject=I5, before=I2))
    assert list(drill.rehearsal.cues) == [I1, I5, I2, I3, I4, I6]
    drill.ask(facilitator(), c.MoveCue(inject=I1))
    assert list(drill.rehearsal.cues) == [I5, I2, I3, I4, I6, I1]
    assert drill.refused(facilitator(), c.MoveCue(inject=I1, before=I1)).code == "invalid"
    assert drill.refused(facilitator(), c.MoveCue(inject=I1, before=InjectId("no"))).code == "not_found"


def test_an_added_cue_goes_out_like_any_other() -> None:
    drill = a_drill(started())
    (added,) = drill.ask(facilitator(), c.AddCue(by=PRESS, text=" Any comment? ", at=30.0))
    assert isinstance(added, e.CueAdded)
    assert (added.inject.id, added.inject.text, added.inject.at) == ("x1", "Any comment?", 30.0)
    assert names(drill, 30.0) == ["i1", "x1"]
    published, _ = drill.ask(CONDUCTOR, c.DeliverInject(inject=added.inject.id), at=30)
    assert isinstance(published, e.PostPublished)
    assert (published.author, published.text) == (PRESS, "Any comment?")


def test_an_added_cue_speaks_as_one_of_the_cast_where_that_one_speaks() -> None:
    drill = a_drill(started())
    for command in (
        c.AddCue(by=BRAND, text="Sorry."),
        c.AddCue(by=CHIEF, text="Publicly?"),
        c.AddCue(by=PRESS, text="Late", at=-5.0),
    ):
        assert drill.refused(facilitator(), command).code == "invalid"
    assert drill.refused(facilitator(), c.AddCue(by=PRESS, text="a" * 281)).code == "too_long"


def test_the_copy_of_a_delivered_cue_waits_for_a_hand_and_can_be_edited() -> None:
    drill = a_drill(started(), (CONDUCTOR, c.DeliverInject(inject=I1), 10.0))
    (copied,) = drill.ask(facilitator(), c.CopyCue(inject=I1), at=11)
    assert isinstance(copied, e.CueAdded)
    copy = InjectId("i1-1")
    assert (copied.copy_of, copied.inject.id, copied.inject.at) == (I1, copy, None)
    drill.ask(facilitator(), c.EditCue(inject=copy, text="Once more."))
    published, out = drill.ask(facilitator(), c.DeliverInject(inject=copy), at=12)
    assert isinstance(published, e.PostPublished)
    assert published.text == "Once more."
    assert out == e.InjectDelivered(inject=copy, post=published.post)
    assert drill.rehearsal.scenario.inject(copy) == AIRLINE.msel[0]


def test_what_waits_for_a_yes_comes_to_the_hold_queue_and_goes_out_with_it() -> None:
    drill = with_first(hold=True)
    (cue,) = due(drill.rehearsal, 10.0)
    assert called_for(drill.rehearsal, cue) == c.HoldCue(inject=I1)
    assert drill.ask(CONDUCTOR, c.HoldCue(inject=I1), at=10) == (e.CueHeld(inject=I1, why="due"),)
    assert drill.rehearsal.cues[I1].queued
    assert names(drill, 60.0) == []
    assert drill.refused(CONDUCTOR, c.DeliverInject(inject=I1)).code == "conflict"
    drill.ask(facilitator(), c.DeliverInject(inject=I1), at=20)
    assert drill.rehearsal.cues[I1].state == "delivered"


def test_the_conductor_holds_nothing_that_is_not_due() -> None:
    drill = with_first(hold=True)
    assert drill.refused(CONDUCTOR, c.HoldCue(inject=I1), at=9).code == "conflict"
    assert drill.refused(CONDUCTOR, c.HoldCue(inject=I2), at=9).code == "conflict"
    drill.ask(facilitator(), c.PauseClock(), at=12)
    assert drill.refused(CONDUCTOR, c.HoldCue(inject=I1)).code == "paused"


def test_what_waits_for_a_yes_goes_out_where_nobody_could_say_it() -> None:
    drill = with_first(hold=True)
    drill.ask(facilitator(), c.LeaveSeat())
    (cue,) = due(drill.rehearsal, 10.0)
    assert called_for(drill.rehearsal, cue) == c.DeliverInject(inject=I1)


def test_a_jump_that_asks_puts_what_it_passes_into_the_hold_queue() -> None:
    drill = a_drill(started())
    drill.ask(facilitator(), c.JumpClock(to=200.0, passed="ask"), at=5)
    assert [(cue.inject.id, cue.held_for) for cue in drill.rehearsal.cues.values() if cue.queued] == [
        ("i1", "passed"),
        ("i2", "passed"),
    ]


def test_a_high_impact_inject_asks_a_second_facilitator_where_there_is_one() -> None:
    drill = a_drill(started())
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("cy"), name="Cy"))
    go = c.DeliverInject(inject=I5)
    assert drill.ask(facilitator(), go, at=20) == (e.CueBacked(inject=I5, seat=facilitator()),)
    assert drill.refused(facilitator(), go, at=30).code == "conflict"
    assert drill.rehearsal.cues[I5].state == "waiting"
    drill.ask(COLLEAGUE, go, at=31)
    assert drill.rehearsal.cues[I5].state == "delivered"


def test_a_confirmation_is_asked_for_anew_after_a_hold() -> None:
    drill = a_drill(started())
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("cy"), name="Cy"))
    go = c.DeliverInject(inject=I5)
    drill.ask(facilitator(), go, at=20)
    drill.ask(facilitator(), c.HoldCue(inject=I5), at=21)
    assert drill.ask(COLLEAGUE, go, at=22) == (e.CueBacked(inject=I5, seat=COLLEAGUE),)


def test_two_injects_by_hand_are_a_second_apart() -> None:
    drill = a_drill(started(), (facilitator(), c.DeliverInject(inject=I5), 20.0))
    assert drill.refused(facilitator(), c.DeliverInject(inject=I6), at=20.9).code == "conflict"
    drill.ask(facilitator(), c.DeliverInject(inject=I6), at=21.0)


def test_a_repeated_inject_goes_out_so_often_and_so_far_apart() -> None:
    drill = with_first(every=60.0, times=3)
    for t in (10.0, 70.0, 130.0):
        assert "i1" not in names(drill, t - 0.5)
        assert "i1" in names(drill, t)
        drill.ask(CONDUCTOR, c.DeliverInject(inject=I1), at=t)
    assert "i1" not in names(drill, 1_000.0)
    assert drill.rehearsal.cues[I1].outs == [10.0, 70.0, 130.0]
    assert drill.rehearsal.cues[I1].delivered_t == 10.0


def test_what_lies_ready_on_demand_goes_out_by_hand_alone() -> None:
    troll = OnDemand(id=InjectId("t01"), group="troll", by=PRESS, text="lol")
    drill = a_drill(started(), scenario=replace(AIRLINE, on_demand=(troll,)))
    assert drill.rehearsal.cues[troll.id].group == "troll"
    assert "t01" not in names(drill, 10_000.0)
    published, _ = drill.ask(facilitator(), c.DeliverInject(inject=troll.id), at=5)
    assert isinstance(published, e.PostPublished)
    assert published.text == "lol"


def test_an_inject_follows_another_so_much_later() -> None:
    follower = Inject(id=InjectId("f"), title="Follows", at=None, after=I1, later=30.0, by=PRESS, text="And?")
    drill = a_drill(started(), scenario=replace(AIRLINE, msel=(*AIRLINE.msel, follower)))
    assert names(drill, 100.0) == ["i1"]
    drill.ask(CONDUCTOR, c.DeliverInject(inject=I1), at=15)
    assert names(drill, 44.9) == []
    assert names(drill, 45.0) == ["f"]
