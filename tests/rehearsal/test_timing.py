from math import inf, nan
from typing import Literal

import pytest

from app.ids import CONDUCTOR, InjectId
from app.rehearsal.calling import due
from app.rehearsal.commands import (
    EndClock,
    JumpClock,
    PauseClock,
    PublishPost,
    RaiseEmergency,
    RebaseClock,
    ResumeClock,
    SetSpeed,
    StartClock,
)
from app.rehearsal.events import (
    ClockEnded,
    ClockJumped,
    ClockPaused,
    ClockRebased,
    ClockResumed,
    ClockSped,
    ClockStarted,
    CueHeld,
    CueSkipped,
    EmergencyRaised,
)
from tests.airline import DIRECTOR
from tests.build import Drill, a_drill, bystander, critic, facilitator, minutes, observer, started, wall


def hosted() -> Drill:
    """A solo drill: the critic's seat may run the clock, nobody facilitates."""
    drill = a_drill(staff=False, mode="solo")
    drill.sit(critic(), host=True)
    return drill


def test_exercise_time_begins_with_startex() -> None:
    drill = a_drill()
    assert drill.ask(facilitator(), StartClock(), at=30) == (ClockStarted(),)
    assert drill.rehearsal.clock.time(wall(45)) == 15.0
    assert drill.refused(facilitator(), StartClock()).code == "conflict"


def test_only_a_facilitator_or_a_host_starts() -> None:
    assert a_drill().refused(critic(), StartClock()).code == "forbidden"
    assert hosted().ask(critic(), StartClock()) == (ClockStarted(),)


def test_time_stands_still_while_held() -> None:
    drill = a_drill(started())
    assert drill.ask(facilitator(), PauseClock(why=" phone call "), at=60) == (ClockPaused(why="phone call"),)
    assert drill.rehearsal.clock.time(wall(600)) == 60.0
    assert drill.refused(facilitator(), PauseClock()).code == "paused"
    assert drill.ask(facilitator(), ResumeClock(), at=600) == (ClockResumed(),)
    assert drill.rehearsal.clock.time(wall(610)) == 70.0
    assert drill.refused(facilitator(), ResumeClock()).code == "conflict"


def test_nobody_posts_while_held_or_before_the_start() -> None:
    post = PublishPost(author=DIRECTOR, text="Hello?")
    drill = a_drill()
    assert drill.refused(critic(), post).code == "paused"
    drill.ask(facilitator(), StartClock())
    drill.ask(facilitator(), PauseClock())
    assert drill.refused(critic(), post).code == "paused"


def test_another_speed_does_not_move_the_time_shown() -> None:
    drill = a_drill(started())
    assert drill.ask(facilitator(), SetSpeed(speed=4), at=10) == (ClockSped(speed=4),)
    assert drill.rehearsal.clock.time(wall(10)) == 10.0
    assert drill.rehearsal.clock.time(wall(20)) == 50.0


@pytest.mark.parametrize("speed", [0.0, 0.2, 61.0, -1.0, nan, inf])
def test_speed_has_bounds(speed: float) -> None:
    assert a_drill(started()).refused(facilitator(), SetSpeed(speed=speed)).code == "invalid"


def test_the_same_speed_again_is_no_change() -> None:
    assert a_drill(started()).refused(facilitator(), SetSpeed(speed=1)).code == "conflict"


@pytest.mark.parametrize(("passed", "told"), [("hold", CueHeld), ("skip", CueSkipped)])
def test_a_jump_says_what_becomes_of_the_injects_it_passes(
    passed: Literal["hold", "skip"], told: type[CueHeld | CueSkipped]
) -> None:
    drill = a_drill(started())
    events = drill.ask(facilitator(), JumpClock(to=minutes(5), passed=passed), at=60)
    assert events == (
        ClockJumped(to=minutes(5)),
        told(inject=InjectId("i2")),
        told(inject=InjectId("i3")),
    )
    assert [cue.inject.id for cue in due(drill.rehearsal, drill.t)] == ["i1"]


def test_a_jump_may_leave_passed_injects_to_be_delivered_at_once() -> None:
    drill = a_drill(started())
    assert drill.ask(facilitator(), JumpClock(to=minutes(5), passed="deliver")) == (
        ClockJumped(to=minutes(5)),
    )
    assert [cue.inject.id for cue in due(drill.rehearsal, drill.t)] == ["i1", "i2", "i3"]


@pytest.mark.parametrize("to", [59.0, 60.0, nan, inf, 1e9])
def test_a_jump_goes_forward_and_not_out_of_the_week(to: float) -> None:
    drill = a_drill(started())
    assert drill.refused(facilitator(), JumpClock(to=to), at=60).code == "invalid"


def test_a_stall_is_taken_back_and_said() -> None:
    drill = a_drill(started())
    rebased = drill.ask(CONDUCTOR, RebaseClock(to=12.0), at=70)
    assert rebased == (ClockRebased(to=12.0, lost=58.0),)
    assert drill.t == 12.0


def test_a_stall_is_never_taken_back_beyond_what_happened() -> None:
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="Hello?"), 50.0))
    rebased = drill.ask(CONDUCTOR, RebaseClock(to=12.0), at=70)
    assert rebased == (ClockRebased(to=50.0, lost=20.0),)


@pytest.mark.parametrize("to", [-1.0, 71.0, nan])
def test_a_rebase_goes_back_to_a_moment_of_the_exercise(to: float) -> None:
    assert a_drill(started()).refused(CONDUCTOR, RebaseClock(to=to), at=70).code == "invalid"


def test_endex_is_for_good() -> None:
    drill = a_drill(started())
    assert drill.ask(CONDUCTOR, EndClock(), at=minutes(40)) == (ClockEnded(),)
    assert drill.rehearsal.clock.time(wall(minutes(60))) == minutes(40)
    assert drill.refused(facilitator(), ResumeClock()).code == "ended"
    assert drill.refused(critic(), PublishPost(author=DIRECTOR, text="One more thing")).code == "ended"


def test_anybody_can_stop_everything_for_something_real() -> None:
    drill = a_drill(started())
    assert drill.ask(bystander(), RaiseEmergency(why="Fire alarm"), at=9) == (
        EmergencyRaised(seat=bystander(), why="Fire alarm"),
        ClockPaused(why="real-world issue"),
    )
    assert drill.rehearsal.emergency is not None
    assert drill.refused(bystander(), RaiseEmergency(why=" ")).code == "invalid"


def test_an_emergency_while_held_is_told_without_holding_twice() -> None:
    drill = a_drill(started(), (facilitator(), PauseClock()))
    assert drill.ask(observer(), RaiseEmergency(why="Call me")) == (
        EmergencyRaised(seat=observer(), why="Call me"),
    )


def test_after_an_emergency_only_a_facilitator_goes_on_where_there_is_one() -> None:
    drill = a_drill(started())
    drill.sit(critic(), host=True)
    drill.ask(critic(), RaiseEmergency(why="Fire alarm"))
    assert drill.refused(critic(), ResumeClock()).code == "forbidden"
    drill.ask(facilitator(), ResumeClock())
    assert drill.rehearsal.emergency is None


def test_a_host_alone_goes_on_after_an_emergency() -> None:
    drill = hosted()
    drill.ask(critic(), StartClock())
    drill.ask(critic(), RaiseEmergency(why="Doorbell"))
    assert drill.ask(critic(), ResumeClock()) == (ClockResumed(),)


def test_an_emergency_in_the_lobby_is_over_once_the_facilitator_starts() -> None:
    drill = a_drill()
    drill.sit(critic(), host=True)
    drill.ask(critic(), RaiseEmergency(why="Fire alarm"))
    assert drill.refused(critic(), StartClock()).code == "forbidden"
    drill.ask(facilitator(), StartClock())
    assert drill.rehearsal.emergency is None
