"""Of several facilitators one calls the show; the others propose, hold, and may take over."""

from app.ids import CONDUCTOR, DESK, InjectId, ParticipantId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from tests.build import Drill, a_drill, critic, facilitator, started

COLLEAGUE = SeatId("facilitator-2")
I1, I5, I6 = (InjectId(f"i{number}") for number in (1, 5, 6))


def two_facilitators() -> Drill:
    """Live; the first of two has the baton."""
    drill = a_drill()
    drill.ask(facilitator(), c.TakeBaton())
    drill.happened(started())
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("cy"), name="Cy"))
    return drill


def test_who_comes_first_calls_the_show() -> None:
    drill = a_drill()
    drill.ask(facilitator(), c.LeaveSeat())
    take = c.TakeSeat(role="facilitator", participant=ParticipantId("cy"), name="Cy")
    *_, first = drill.ask(DESK, take)
    assert first == e.BatonPassed(to=facilitator(), why="first")
    second = drill.ask(
        DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("di"), name="Di", seat=None)
    )
    assert not [event for event in second if isinstance(event, e.BatonPassed)]


def test_only_the_show_caller_moves_the_clock_but_everybody_may_hold_it() -> None:
    drill = two_facilitators()
    for command in (c.SetSpeed(speed=2.0), c.JumpClock(to=500.0), c.EndClock()):
        assert drill.refused(COLLEAGUE, command).code == "conflict"
    drill.ask(COLLEAGUE, c.PauseClock(why="Look"))
    assert drill.refused(COLLEAGUE, c.ResumeClock()).code == "conflict"
    drill.ask(facilitator(), c.ResumeClock())
    drill.ask(COLLEAGUE, c.RaiseEmergency(why="Fire alarm"))


def test_the_others_go_is_a_proposal_that_the_show_caller_sends() -> None:
    drill = two_facilitators()
    go = c.DeliverInject(inject=I6)
    assert drill.ask(COLLEAGUE, go, at=20) == (e.CueBacked(inject=I6, seat=COLLEAGUE),)
    assert drill.refused(COLLEAGUE, go, at=25).code == "conflict"
    drill.ask(facilitator(), go, at=30)
    assert drill.rehearsal.cues[I6].state == "delivered"


def test_the_others_confirm_what_the_show_caller_wants_out() -> None:
    drill = two_facilitators()
    go = c.DeliverInject(inject=I5)
    assert drill.ask(facilitator(), go, at=20) == (e.CueBacked(inject=I5, seat=facilitator()),)
    drill.ask(COLLEAGUE, go, at=21)
    assert drill.rehearsal.cues[I5].state == "delivered"


def test_taking_over_is_one_command_and_is_in_the_log() -> None:
    drill = two_facilitators()
    assert drill.ask(COLLEAGUE, c.TakeBaton()) == (e.BatonPassed(to=COLLEAGUE, why="took"),)
    drill.ask(COLLEAGUE, c.SetSpeed(speed=2.0))
    assert drill.refused(facilitator(), c.SetSpeed(speed=4.0)).code == "conflict"
    assert drill.refused(COLLEAGUE, c.TakeBaton()).code == "conflict"


def test_who_leaves_hands_over_to_who_is_there() -> None:
    drill = two_facilitators()
    *_, passed = drill.ask(facilitator(), c.LeaveSeat())
    assert passed == e.BatonPassed(to=COLLEAGUE, why="left")
    *_, passed = drill.ask(COLLEAGUE, c.LeaveSeat())
    assert passed == e.BatonPassed(to=None, why="left")


def test_the_conductor_hands_over_to_a_facilitator_alone() -> None:
    drill = two_facilitators()
    assert drill.refused(CONDUCTOR, c.PassBaton(to=critic())).code == "invalid"
    assert drill.refused(CONDUCTOR, c.PassBaton(to=facilitator())).code == "conflict"
    assert drill.ask(CONDUCTOR, c.PassBaton(to=COLLEAGUE)) == (e.BatonPassed(to=COLLEAGUE, why="dropped"),)


def test_the_others_propose_and_the_clock_moves_only_when_the_show_caller_moves_it() -> None:
    drill = two_facilitators()
    faster = c.ProposeClock(act="speed", value=2.0)
    assert drill.refused(facilitator(), faster).code == "conflict"
    drill.ask(COLLEAGUE, faster)
    proposal = drill.rehearsal.proposal
    assert proposal
    assert (proposal.seat, proposal.act, proposal.value) == (COLLEAGUE, "speed", 2.0)
    assert drill.rehearsal.clock.speed == 1.0
    drill.ask(facilitator(), c.SetSpeed(speed=2.0))
    assert drill.rehearsal.proposal is None


def test_a_proposal_ends_when_it_is_declined_taken_back_or_overtaken() -> None:
    for end in (
        (facilitator(), c.DeclineProposal()),
        (COLLEAGUE, c.DeclineProposal()),
        (COLLEAGUE, c.PauseClock()),
        (COLLEAGUE, c.TakeBaton()),
    ):
        drill = two_facilitators()
        drill.ask(COLLEAGUE, c.ProposeClock(act="end"))
        drill.ask(*end)
        assert drill.rehearsal.proposal is None
    assert two_facilitators().refused(facilitator(), c.DeclineProposal()).code == "conflict"


def test_a_third_facilitator_leaves_the_proposal_to_the_show_caller() -> None:
    drill = two_facilitators()
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("di"), name="Di"))
    drill.ask(COLLEAGUE, c.ProposeClock(act="jump", value=900.0))
    assert drill.refused(SeatId("facilitator-3"), c.DeclineProposal()).code == "conflict"


def test_nothing_is_proposed_that_cannot_be_done() -> None:
    drill = two_facilitators()
    for command, code in (
        (c.ProposeClock(act="speed", value=None), "invalid"),
        (c.ProposeClock(act="speed", value=1_000.0), "invalid"),
        (c.ProposeClock(act="jump", value=0.0), "invalid"),
        (c.ProposeClock(act="jump", value=float("nan")), "invalid"),
        (c.ProposeClock(act="resume"), "conflict"),
    ):
        assert drill.refused(COLLEAGUE, command).code == code
