"""What a facilitator without the baton asks of the one who has it."""

from math import isfinite

from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking
from app.rehearsal.baton import another
from app.rehearsal.clock import FASTEST, LONGEST_DRILL, SLOWEST
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

ProposalCommand = c.ProposeClock | c.DeclineProposal


def decide(rehearsal: Rehearsal, asking: Asking, command: ProposalCommand) -> tuple[e.Event, ...]:
    """Decide one command about a proposal."""
    match command:
        case c.ProposeClock(act=act, value=value):
            if rehearsal.baton == asking.place.id:
                raise Refused("conflict", "you call the show; there is nobody to ask")
            _check(rehearsal, asking, command)
            given = value if act in ("speed", "jump") else None
            return (e.ClockProposed(seat=asking.place.id, act=act, value=given),)
        case c.DeclineProposal():
            _may_decline(rehearsal, asking)
            return (e.ProposalDeclined(seat=asking.place.id),)


def _check(rehearsal: Rehearsal, asking: Asking, command: c.ProposeClock) -> None:
    value = command.value
    match command.act:
        case "speed":
            if value is None or not isfinite(value) or not SLOWEST <= value <= FASTEST:
                raise Refused("invalid", f"a speed is {SLOWEST:g} to {FASTEST:g}")
        case "jump":
            if value is None or not isfinite(value) or not asking.t < value <= LONGEST_DRILL:
                raise Refused("invalid", "a jump goes forward, to a second within a week of StartEx")
        case "resume":
            if rehearsal.clock.state != "paused":
                raise Refused("conflict", "the clock runs")
        case "end":
            return


def _may_decline(rehearsal: Rehearsal, asking: Asking) -> None:
    proposal = rehearsal.proposal
    if proposal is None:
        raise Refused("conflict", "nothing is proposed")
    caller = another(rehearsal, asking)
    if caller is not None and proposal.seat != asking.place.id:
        raise Refused("conflict", f"{caller.name} calls the show, and decides")
