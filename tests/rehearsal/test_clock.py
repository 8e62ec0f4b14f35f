"""The exercise clock and its cues under any order of hold, resume, speed, jump, end, trigger and inject."""

from contextlib import suppress
from dataclasses import replace
from typing import Literal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.ids import CONDUCTOR, InjectId
from app.rehearsal import commands as c
from app.rehearsal.calling import called, called_for, due, moment, next_moment
from app.rehearsal.clock import Clock, ClockState
from app.rehearsal.events import CueHeld, CueSkipped, Event, InjectDelivered
from app.rehearsal.refusals import Refused
from app.scenario.condition import Condition
from tests.airline import AIRLINE, BRAND, MSEL
from tests.build import Drill, a_drill, brand, facilitator, wall

HOLDING = "We have seen this and are looking into it. More by 19:30."

MORE = (
    replace(MSEL[0], id=InjectId("after"), at=None, after=InjectId("i1"), later=30.0),
    replace(MSEL[0], id=InjectId("often"), at=20.0, every=40.0, times=3),
    replace(MSEL[0], id=InjectId("asks"), at=40.0, hold=True),
    replace(MSEL[0], id=InjectId("quiet"), at=None, when=Condition(silence=200.0)),
    replace(MSEL[0], id=InjectId("unless"), at=None, unless=InjectId("i1"), contingency=True),
)
SCENARIO = replace(AIRLINE, msel=(*MSEL, *MORE))
NAMES = st.sampled_from([inject.id for inject in SCENARIO.msel])
SECONDS = st.one_of(st.sampled_from([0.0, 0.001, 1.0, 3_600.0]), st.floats(min_value=0, max_value=900))
PASSED = st.sampled_from(["deliver", "hold", "skip", "ask"])


class AnyClock(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.drill: Drill = a_drill(scenario=SCENARIO)
        self.now = 0.0
        self.delivered: list[InjectId] = []
        self.shown = 0.0
        self.planned = (0, 0.0)

    @property
    def clock(self) -> Clock:
        return self.drill.rehearsal.clock

    @property
    def t(self) -> float:
        return self.clock.time(wall(self.now))

    def ask(self, command: c.Command, *, by_conductor: bool = False) -> tuple[Event, ...]:
        """The events, or none for a refusal; deliveries are counted."""
        try:
            events = self.drill.ask(CONDUCTOR if by_conductor else facilitator(), command, at=self.now)
        except Refused:
            return ()
        out = [event.inject for event in events if isinstance(event, InjectDelivered)]
        assert not out or self.clock.state == "live"
        self.delivered += out
        return events

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: float) -> None:
        before, self.now = self.t, self.now + seconds
        if self.clock.state == "live":
            passed = self.clock.speed * (wall(self.now) - wall(self.now - seconds)) / 1000
            assert abs(self.t - before - passed) < 0.01 + self.clock.speed * 0.002
        else:
            assert self.t == before

    @rule()
    def start(self) -> None:
        before = self.clock.state
        assert bool(self.ask(c.StartClock())) == (before == "lobby")

    @rule()
    def hold(self) -> None:
        before = self.t
        if self.ask(c.PauseClock()):
            assert (self.clock.state, self.t) == ("paused", before)

    @rule()
    def resume(self) -> None:
        before, state = self.t, self.clock.state
        if self.ask(c.ResumeClock()):
            assert (state, self.t) == ("paused", before)

    @rule(speed=st.sampled_from([0.25, 0.5, 1.0, 10.0, 60.0]))
    def speed(self, speed: float) -> None:
        before = self.t
        if self.ask(c.SetSpeed(speed=speed)):
            assert (self.clock.speed, self.t) == (speed, before)

    @rule(ahead=st.floats(min_value=-10, max_value=900), passed=PASSED)
    def jump(self, ahead: float, passed: Literal["deliver", "hold", "skip", "ask"]) -> None:
        before, to = self.t, self.t + ahead
        events = self.ask(c.JumpClock(to=to, passed=passed))
        assert bool(events) == (self.clock.state in ("live", "paused") and to > before)
        if not events:
            return
        assert self.t == round(to, 3)
        told = [event.inject for event in events[1:] if isinstance(event, CueHeld | CueSkipped)]
        assert bool(told) <= (passed != "deliver")
        left = [cue for cue in due(self.drill.rehearsal, to) if cue.inject.when is None]
        assert passed == "deliver" or all(
            (moment(self.drill.rehearsal, cue) or 0.0) <= before for cue in left
        )

    @rule(back=st.floats(min_value=-5, max_value=400))
    def rebase(self, back: float) -> None:
        before = self.t
        if self.ask(c.RebaseClock(to=before - back), by_conductor=True):
            assert self.t <= before

    @rule()
    def the_conductor_delivers(self) -> None:
        """All that is due, but what another delivery of the same beat made not due any more."""
        for cue in list(due(self.drill.rehearsal, self.t)):
            there = called(self.drill.rehearsal, cue, self.t)
            out = self.ask(called_for(self.drill.rehearsal, cue), by_conductor=True)
            assert bool(out) == (self.clock.state == "live" and there)

    @rule(inject=NAMES)
    def the_conductor_insists(self, inject: InjectId) -> None:
        """Two conductors, or one that is behind: what is not due does not go out."""
        cue = self.drill.rehearsal.cues[inject]
        there = called(self.drill.rehearsal, cue, self.t)
        out = self.ask(c.DeliverInject(inject=inject), by_conductor=True)
        assert bool(out) == (self.clock.state == "live" and there)

    @rule(inject=NAMES)
    def the_facilitator_delivers(self, inject: InjectId) -> None:
        state = self.clock.state
        assert not self.ask(c.DeliverInject(inject=inject)) or state == "live"

    @rule(inject=NAMES, at=st.one_of(st.none(), st.floats(0, 900)))
    def a_cue_is_planned_anew(self, inject: InjectId, at: float | None) -> None:
        before = self.drill.rehearsal.cues[inject].state
        self.ask(c.PlanCue(inject=inject, at=at))
        assert self.drill.rehearsal.cues[inject].state == before

    @rule()
    def the_brand_speaks(self) -> None:
        with suppress(Refused):
            self.drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING), at=self.now)

    @rule(inject=NAMES, hold=st.booleans())
    def a_cue_is_held_or_released(self, inject: InjectId, hold: bool) -> None:  # noqa: FBT001 - drawn by name
        self.ask(c.HoldCue(inject=inject) if hold else c.ReleaseCue(inject=inject))

    @rule(sure=st.integers(0, 5))
    def end(self, sure: int) -> None:
        before = self.t
        if sure == 5 and self.ask(c.EndClock()):
            assert (self.clock.state, self.t) == ("ended", before)

    @invariant()
    def time_in_the_log_never_goes_back(self) -> None:
        assert self.drill.t >= self.shown
        self.shown = self.drill.t

    @invariant()
    def nothing_is_due_before_the_time_that_was_known_when_a_cue_last_changed(self) -> None:
        rehearsal = self.drill.rehearsal
        if rehearsal.cue_changes != self.planned[0]:
            self.planned = (rehearsal.cue_changes, next_moment(rehearsal))
        assert self.t >= self.planned[1] or not list(due(rehearsal, self.t, conditions=False))

    @invariant()
    def nothing_is_delivered_more_often_than_it_may_and_nothing_is_lost(self) -> None:
        cues = self.drill.rehearsal.cues
        assert set(cues) == {inject.id for inject in SCENARIO.msel}
        for name, cue in cues.items():
            assert self.delivered.count(name) == len(cue.outs) <= cue.inject.times
            assert (cue.state == "delivered") <= (len(cue.outs) == cue.inject.times)


AnyClock.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyClock = AnyClock.TestCase


def test_a_server_clock_that_steps_back_stops_time_and_never_turns_it() -> None:
    clock = Clock().started(10_000)
    assert [clock.time(at) for at in (9_000, 10_000, 11_000)] == [0.0, 0.0, 1.0]


def test_only_a_running_clock_runs() -> None:
    states: tuple[ClockState, ...] = ("lobby", "paused", "ended")
    for state in states:
        assert replace(Clock(t0=5.0), state=state).time(99_000) == 5.0
