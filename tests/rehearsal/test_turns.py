"""The ladder's times are right to the second."""

from hypothesis import given
from hypothesis import strategies as st

from app.rehearsal import commands as c
from app.rehearsal.turns import Wait, waits
from tests.build import brand
from tests.rehearsal.test_model import D1, DECISION, LEGAL, OPS, a_room, handed_in

COMMS = brand("communicator")


@given(gaps=st.tuples(*[st.integers(0, 900)] * 4))
def test_each_step_takes_from_the_one_before_it_to_the_second(gaps: tuple[int, int, int, int]) -> None:
    handing, reading, deciding, publishing = gaps
    drill = a_room()
    drill.ask(COMMS, c.OpenDraft(text="Words", content="apology"), at=10)
    drill.ask(COMMS, c.SubmitDraft(draft=D1), at=10 + handing)
    read = 10 + handing + reading
    drill.ask(LEGAL, c.ApproveDraft(draft=D1), at=read)
    drill.ask(DECISION, c.ApproveDraft(draft=D1), at=read + deciding)
    drill.ask(COMMS, c.PublishDraft(draft=D1), at=read + deciding + publishing)
    start = drill.rehearsal.drafts[D1].opened_t
    draft, plan = drill.rehearsal.drafts[D1], drill.rehearsal.plan
    assert list(waits(draft, plan, drill.t)) == [
        Wait(
            position="legal", since=start + handing, until=start + handing + reading, within=240.0, seat=LEGAL
        ),
        Wait(
            position="decision_maker",
            since=start + handing + reading,
            until=start + handing + reading + deciding,
            within=180.0,
            seat=DECISION,
        ),
    ]
    assert [one.late for one in waits(draft, plan, drill.t)] == [reading > 240, deciding > 180]
    assert draft.steps[-1].t - draft.steps[-2].t == publishing


def test_a_wait_that_lasts_is_until_now_and_a_delegate_is_named() -> None:
    drill = handed_in("apology")
    start = drill.t
    drill.ask(LEGAL, c.SayAway(away=True), at=drill.at + 100)
    drill.ask(OPS, c.ApproveDraft(draft=D1), at=drill.at + 200)
    first, second = waits(drill.rehearsal.drafts[D1], drill.rehearsal.plan, start + 500)
    assert (first.took, first.seat, first.delegate, first.late) == (300.0, OPS, "subject_expert", True)
    assert (second.position, second.took, second.seat, second.late) == ("decision_maker", 200.0, None, True)


def test_what_is_written_anew_ends_a_wait_that_nobody_answered() -> None:
    drill = handed_in("apology")
    drill.ask(COMMS, c.ReviseDraft(draft=D1, text="Other words"), at=drill.at + 30)
    draft = drill.rehearsal.drafts[D1]
    (wait,) = waits(draft, drill.rehearsal.plan, drill.t + 99)
    assert (wait.position, wait.took, wait.seat) == ("legal", 30.0, None)
