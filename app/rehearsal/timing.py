"""The clock: StartEx, hold, speed, jump, EndEx, and the stop for something real."""

from math import isfinite

from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, clean_or_none
from app.rehearsal.baton import must_call
from app.rehearsal.calling import passed_over
from app.rehearsal.clock import FASTEST, LONGEST_DRILL, SLOWEST
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

ClockCommand = (
    c.StartClock
    | c.PauseClock
    | c.ResumeClock
    | c.SetSpeed
    | c.JumpClock
    | c.RebaseClock
    | c.EndClock
    | c.RaiseEmergency
)

_CALLED = (c.StartClock, c.ResumeClock, c.SetSpeed, c.JumpClock, c.EndClock)
"""What only the show-caller does; holding and emergencies are everybody's."""


def decide(rehearsal: Rehearsal, asking: Asking, command: ClockCommand) -> tuple[e.Event, ...]:
    """Decide one command about time."""
    if isinstance(command, _CALLED):
        must_call(rehearsal, asking)
    match command:
        case c.StartClock():
            _facilitated(rehearsal, asking)
            return (e.ClockStarted(),)
        case c.PauseClock(why=why):
            return (e.ClockPaused(why=clean_or_none(why)),)
        case c.ResumeClock():
            _facilitated(rehearsal, asking)
            return (e.ClockResumed(),)
        case c.SetSpeed(speed=speed):
            return (e.ClockSped(speed=_speed(rehearsal, speed)),)
        case c.JumpClock():
            return _jump(rehearsal, asking, command)
        case c.RebaseClock(to=to):
            return (_rebase(rehearsal, asking, to),)
        case c.EndClock():
            return (e.ClockEnded(),)
        case c.RaiseEmergency(why=why):
            told = e.EmergencyRaised(seat=asking.place.id, why=clean(why, what="reason"))
            if rehearsal.clock.state == "live":
                return (told, e.ClockPaused(why="real-world issue"))
            return (told,)


def _facilitated(rehearsal: Rehearsal, asking: Asking) -> None:
    if rehearsal.emergency is None or asking.place.role == "facilitator":
        return
    if any(one.role == "facilitator" and one.participant for one in rehearsal.stage.values()):
        raise Refused("forbidden", "after a real-world issue only a facilitator goes on")


def _speed(rehearsal: Rehearsal, speed: float) -> float:
    if not isfinite(speed) or not SLOWEST <= speed <= FASTEST:
        raise Refused("invalid", f"speed is {SLOWEST:g} to {FASTEST:g}, not {speed:g}")
    if speed == rehearsal.clock.speed:
        raise Refused("conflict", f"the speed is {speed:g} already")
    return speed


def _rebase(rehearsal: Rehearsal, asking: Asking, to: float) -> e.ClockRebased:
    """Back to `to`, but never to before what is in the log: its times only go forward."""
    now = asking.t
    if not isfinite(to) or to > now or to < 0:
        raise Refused("invalid", "a rebase goes back to a moment since StartEx")
    to = max(round(to, 3), rehearsal.clock.time(rehearsal.at))
    return e.ClockRebased(to=to, lost=round(now - to, 3))


def _jump(rehearsal: Rehearsal, asking: Asking, command: c.JumpClock) -> tuple[e.Event, ...]:
    to = command.to
    if not isfinite(to) or to <= asking.t:
        raise Refused("invalid", "a jump goes forward; replay is in the review")
    if to > LONGEST_DRILL:
        raise Refused("invalid", "a jump ends within a week of StartEx")
    jumped = e.ClockJumped(to=round(to, 3))
    over = passed_over(rehearsal, asking.t, to)
    match command.passed:
        case "deliver":
            return (jumped,)
        case "hold":
            return (jumped, *(e.CueHeld(inject=cue.inject.id) for cue in over))
        case "ask":
            return (jumped, *(e.CueHeld(inject=cue.inject.id, why="passed") for cue in over))
        case "skip":
            return (jumped, *(e.CueSkipped(inject=cue.inject.id) for cue in over))
