"""The decision model by routes: who is asked, who decides for whom, what starts over."""

from dataclasses import replace

import pytest

from app.ids import DraftId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.model import cleared, turn
from app.scenario.plan import Plan
from app.scenario.routes import Approval, ContentClass, Delegation, Route
from tests.airline import AIRLINE
from tests.build import Drill, a_drill, brand, facilitator, started

D1 = DraftId("d1")
COMMS, LEGAL, DECISION, OPS = (
    brand("communicator"),
    brand("legal"),
    brand("decision_maker"),
    brand("subject_expert"),
)
LEGAL_FIRST = Approval(position="legal", within=240.0)
THEN_YES = Approval(position="decision_maker", within=180.0)
EXPERT = Approval(position="subject_expert", within=120.0)
PLAN = replace(
    AIRLINE.plan,
    routes=(
        Route(id="routine", title="Routine", content="routine"),
        Route(id="info", title="Facts", content="information", approvals=(EXPERT,)),
        Route(id="info-3", title="Facts", content="information", severity=3, approvals=(EXPERT, THEN_YES)),
        Route(id="sorry", title="Apology", content="apology", approvals=(LEGAL_FIRST, THEN_YES)),
        Route(id="paid", title="Money", content="compensation", approvals=(THEN_YES,), own=True),
    ),
    delegates=(Delegation(position="legal", by=("subject_expert",)),),
    break_glass=("decision_maker",),
)


def a_room(plan: Plan = PLAN) -> Drill:
    """A running drill with a person at each of the brand's seats."""
    drill = a_drill(started(), scenario=replace(AIRLINE, plan=plan))
    for seat in (COMMS, LEGAL, DECISION, OPS):
        drill.sit(seat)
    return drill


def handed_in(content: ContentClass, drill: Drill | None = None, by: SeatId = COMMS) -> Drill:
    drill = drill or a_room()
    drill.ask(by, c.OpenDraft(text="Words", content=content))
    drill.ask(by, c.SubmitDraft(draft=D1))
    return drill


def asked(drill: Drill) -> tuple[str, list[SeatId]] | None:
    now = turn(drill.rehearsal, drill.rehearsal.drafts[D1])
    return None if now is None else (now.position, [seat.id for seat in now.seats])


def test_a_communicator_publishes_routine_alone() -> None:
    drill = handed_in("routine")
    assert drill.rehearsal.drafts[D1].state == "approved"
    assert drill.ask(COMMS, c.PublishDraft(draft=D1))


def test_a_class_goes_its_own_route_with_its_times() -> None:
    (submitted,) = handed_in("apology").log[-1].events
    assert submitted == e.DraftSubmitted(
        draft=D1, seat=COMMS, needs=("legal", "decision_maker"), route="sorry", within=(240.0, 180.0)
    )


def test_what_has_no_route_goes_up_the_whole_ladder() -> None:
    draft = handed_in("correction").rehearsal.drafts[D1]
    assert (draft.route, draft.needs, draft.within) == ("ladder", ("legal", "decision_maker"), (600.0, 300.0))


def test_who_is_out_is_stood_in_for_by_their_delegate_and_the_step_names_both() -> None:
    drill = handed_in("apology")
    drill.ask(LEGAL, c.SayAway(away=True))
    assert asked(drill) == ("legal", [OPS])
    assert drill.refused(LEGAL, c.ApproveDraft(draft=D1)).detail.startswith("you said that you are out")
    assert drill.ask(OPS, c.ApproveDraft(draft=D1)) == (
        e.DraftApproved(draft=D1, seat=OPS, position="legal", delegate="subject_expert"),
    )
    step = drill.rehearsal.drafts[D1].steps[-1]
    assert (step.position, step.delegate) == ("legal", "subject_expert")


def test_who_comes_back_is_asked_again() -> None:
    drill = handed_in("apology")
    drill.ask(LEGAL, c.SayAway(away=True))
    drill.ask(LEGAL, c.SayAway(away=False))
    assert asked(drill) == ("legal", [LEGAL])


@pytest.mark.parametrize("how", ["leaves", "is left empty"])
def test_an_approval_passes_on_when_a_seat_empties(how: str) -> None:
    drill = handed_in("apology")
    drill.ask(facilitator(), c.StaffSeat(seat=LEGAL, standin=False))
    drill.ask(LEGAL, c.LeaveSeat())
    assert asked(drill) == ("legal", [OPS])
    if how == "is left empty":
        drill.ask(facilitator(), c.StaffSeat(seat=LEGAL, standin=True))
        assert asked(drill) == ("legal", [LEGAL])


def test_without_anybody_in_its_place_an_approval_falls_to_the_decision_maker() -> None:
    drill = handed_in("information")
    drill.ask(OPS, c.SayAway(away=True))
    assert asked(drill) == ("subject_expert", [DECISION])


def test_with_nobody_there_at_all_it_goes_out_and_says_who_was_absent() -> None:
    drill = handed_in("information")
    for seat in (OPS, DECISION):
        drill.ask(seat, c.SayAway(away=True))
    assert cleared(drill.rehearsal, drill.rehearsal.drafts[D1])
    _, out = drill.ask(COMMS, c.PublishDraft(draft=D1))
    assert isinstance(out, e.DraftPublished)
    assert (out.unapproved, out.absent) == (None, ("subject_expert",))


def test_a_position_nobody_plays_is_noted_when_the_draft_is_handed_in() -> None:
    plan = replace(PLAN, delegates=())
    drill = a_drill(started(), scenario=replace(AIRLINE, plan=plan))
    for seat in (OPS, DECISION):
        drill.ask(facilitator(), c.StaffSeat(seat=seat, standin=False))
    draft = handed_in("information", drill).rehearsal.drafts[D1]
    assert (draft.state, draft.needs, draft.absent) == ("approved", (), ("subject_expert",))


def test_authors_do_not_approve_their_own_unless_the_route_says_so() -> None:
    drill = handed_in("apology", by=LEGAL)
    assert asked(drill) == ("legal", [OPS])
    assert drill.refused(LEGAL, c.ApproveDraft(draft=D1)).code == "forbidden"
    assert asked(handed_in("compensation", by=DECISION)) == ("decision_maker", [DECISION])


def test_who_wrote_the_version_is_its_author_whoever_opened_it() -> None:
    drill = a_room()
    drill.ask(COMMS, c.OpenDraft(text="Words", content="apology"))
    drill.ask(LEGAL, c.ReviseDraft(draft=D1, text="Other words"))
    drill.ask(COMMS, c.SubmitDraft(draft=D1))
    assert drill.rehearsal.drafts[D1].content == "apology"
    assert asked(drill) == ("legal", [OPS])


def test_another_class_starts_the_way_over() -> None:
    drill = handed_in("information")
    drill.ask(OPS, c.ApproveDraft(draft=D1))
    assert drill.rehearsal.drafts[D1].state == "approved"
    drill.ask(LEGAL, c.ClassifyDraft(draft=D1, content="apology", why="It says sorry."))
    draft = drill.rehearsal.drafts[D1]
    assert (draft.state, draft.route, draft.approved_by) == ("waiting", "sorry", [])
    assert drill.refused(COMMS, c.PublishDraft(draft=D1)).code == "needs_approval"


def test_a_draft_that_is_not_handed_in_keeps_its_state_in_another_class() -> None:
    drill = a_room()
    drill.ask(COMMS, c.OpenDraft(text="Words"))
    drill.ask(LEGAL, c.ClassifyDraft(draft=D1, content="routine"))
    assert drill.rehearsal.drafts[D1].state == "writing"
    assert drill.refused(LEGAL, c.ClassifyDraft(draft=D1, content="routine")).code == "conflict"


def test_nobody_says_of_their_own_words_what_they_are() -> None:
    drill = handed_in("apology", by=LEGAL)
    assert drill.refused(LEGAL, c.ClassifyDraft(draft=D1, content="routine")).code == "forbidden"


def test_a_higher_severity_asks_more_and_keeps_the_yeses_given() -> None:
    drill = handed_in("information")
    drill.ask(OPS, c.ApproveDraft(draft=D1))
    declared, routed = drill.ask(COMMS, c.DeclareSeverity(level=3, why="It is on the news."))
    assert declared == e.SeverityDeclared(seat=COMMS, level=3, why="It is on the news.")
    assert isinstance(routed, e.DraftRouted)
    assert drill.rehearsal.severity == 3
    assert asked(drill) == ("decision_maker", [DECISION])


def test_a_lower_severity_spares_nothing_that_is_on_its_way() -> None:
    drill = a_room()
    drill.ask(COMMS, c.DeclareSeverity(level=3))
    handed_in("information", drill)
    drill.ask(COMMS, c.DeclareSeverity(level=1))
    assert drill.rehearsal.drafts[D1].route == "info-3"
    assert drill.refused(COMMS, c.DeclareSeverity(level=1)).code == "conflict"


def test_the_glass_is_broken_by_whom_the_plan_names() -> None:
    drill = handed_in("apology")
    assert drill.refused(COMMS, c.PublishDraft(draft=D1, anyway="Now!")).code == "forbidden"
    assert drill.ask(DECISION, c.PublishDraft(draft=D1, anyway="Now!"))
    drill = handed_in("apology", a_room(replace(PLAN, break_glass=("legal",))))
    assert drill.ask(LEGAL, c.PublishDraft(draft=D1, anyway="Now!"))


def test_whoever_sits_down_next_is_in() -> None:
    drill = a_room()
    drill.ask(LEGAL, c.SayAway(away=True))
    drill.ask(LEGAL, c.LeaveSeat())
    assert drill.rehearsal.seats[LEGAL].there


def test_a_stand_in_that_acts_for_who_is_out_is_there() -> None:
    drill = a_room()
    drill.ask(LEGAL, c.SayAway(away=True))
    drill.ask(facilitator(), c.CoverSeat(seat=LEGAL, covered=True))
    assert drill.rehearsal.seats[LEGAL].there
