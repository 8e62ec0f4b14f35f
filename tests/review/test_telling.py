import pytest

from app.ids import CONDUCTOR, DraftId, InjectId
from app.rehearsal import commands as c
from app.review.build import review_of
from app.review.telling import tell
from tests.airline import BRAND, CHIEF
from tests.build import Drill, a_drill, brand, facilitator, started
from tests.everything import everything

D1 = DraftId("d1")


def drafted() -> Drill:
    return a_drill(started(), (brand(), c.OpenDraft(text="It was his own fault."), 60.0))


def lines_about(drill: Drill, word: str) -> list[str]:
    return [line for line in tell(review_of(drill.log)).splitlines() if word in line]


def test_the_story_goes_forward() -> None:
    told = tell(review_of(everything().log))
    happened = told[told.index("What happened") : told.index("Answers\n")]
    times = [line[2:7] for line in happened.splitlines() if line.startswith("T+")]
    assert len(times) > 30
    assert times == sorted(times)


def test_nobody_is_called_by_name() -> None:
    drill = everything()
    told = tell(review_of(drill.log))
    names = {seat.name for seat in drill.rehearsal.seats.values() if seat.name}
    assert {"Fay", "Obi", "Bo"} <= names
    assert [name for name in names if name in told] == []


def test_a_draft_that_never_went_out_is_told_with_its_words() -> None:
    drill = drafted()
    assert lines_about(drill, "d1") == ["T+01:00  Draft d1 opened by Communicator: It was his own fault."]
    drill.ask(brand(), c.DropDraft(draft=D1), at=90)
    assert lines_about(drill, "d1")[-1] == "T+01:30  Draft d1 dropped by Communicator: It was his own fault."


def test_a_broken_glass_is_told_with_its_reason() -> None:
    drill = drafted()
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="On air"), at=90)
    assert lines_about(drill, "without every approval") == [
        "T+01:30  Draft d1 published without every approval by Communicator (On air)"
    ]


def test_an_answer_by_message_says_so() -> None:
    drill = a_drill(started(), (CONDUCTOR, c.DeliverInject(inject=InjectId("i2")), 120.0))
    drill.ask(brand(), c.SendMessage(sender=BRAND, to=CHIEF, text="On it."), at=150)
    assert lines_about(drill, "i2 ") == [
        "i2 The chief asks, out at T+02:00: in time after 00:30 by message (allowed 04:00)"
    ]


@pytest.mark.parametrize("title", ["Figures", "What happened", "Answers", "Assumptions of the plan"])
def test_a_story_has_its_parts_and_no_empty_ones(title: str) -> None:
    told = tell(review_of(a_drill(started(), (facilitator(), c.EndClock())).log))
    assert f"\n{title}\n{'-' * len(title)}\n" in told
    assert "Notes and flags" not in told


def test_findings_are_told_with_who_saw_them_and_what_was_done() -> None:
    drill = drafted()
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="On air"), at=90)
    drill.ask(brand("legal"), c.RaiseFlag(sort="mistake"), at=120)
    (line,) = lines_about(drill, "mistake, Published")
    assert line.startswith("T+01:30  mistake, Published unapproved: d1 went out as p1 without legal and")
    assert line.endswith("decision maker: “On air”. Seen by Legal.")


def test_assumptions_are_told_with_what_became_of_them() -> None:
    (line,) = lines_about(drafted(), "a1 ")
    assert line.startswith("a1 untested, 80 % sure before, 80 % after: We notice an angry post within five")
    assert line.endswith("after five minutes. Nothing that tests it went out.")
