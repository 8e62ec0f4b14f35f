import pytest

from app.ids import CONDUCTOR, DraftId, FactId, InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal.sameness import meant_by
from app.review.build import review_of
from app.review.record import record
from app.review.story import Measure
from tests.airline import AIRLINE, BRAND
from tests.build import Drill, a_drill, brand, bystander, facilitator, observer, started

D1, F1, P1 = DraftId("d1"), FactId("f1"), PostId("p1")
OPS = brand("subject_expert")
HOLDING = c.PublishPost(author=BRAND, text="We have seen this and are looking into it. More by 19:30.")


def live() -> Drill:
    """The first inject is out, ten seconds after StartEx."""
    return a_drill(started(), (CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), 10.0))


def measure(drill: Drill, name: str) -> Measure:
    return next(one for one in review_of(drill.log).measures if one.id == name)


def told(drill: Drill, name: str) -> tuple[str, bool | None]:
    found = measure(drill, name)
    return found.value, found.held


def test_each_figure_says_how_it_is_counted() -> None:
    found = review_of(a_drill().log).measures
    assert len({one.id for one in found}) == len(found) > 10
    assert all(one.definition.endswith(".") and one.note for one in found)


def test_trust_has_a_start_a_lowest_point_and_an_end() -> None:
    drill = live()
    for beat, trust in enumerate((66.0, 41.6, 55.0), start=1):
        crowd = c.ActAsCrowd(beat=beat, counts=(), trust=trust, heat=10)
        drill.ask(CONDUCTOR, crowd, at=60.0 * beat)
    assert told(drill, "trust") == ("70 → 55", None)
    assert measure(drill, "trust").note == "lowest 42 at T+02:00"


@pytest.mark.parametrize(("at", "expected"), [(130.0, ("02:00", True)), (131.0, ("02:01", False))])
def test_the_team_has_noticed_at_its_first_sign_of_life(at: float, expected: tuple[str, bool]) -> None:
    drill = live()
    drill.ask(brand("legal"), c.SayInChat(text="Have you seen this?"), at=at)
    assert told(drill, "notice") == expected


@pytest.mark.parametrize(
    "sign",
    [
        c.OpenDraft(text="We are sorry."),
        c.ClaimFact(text="The seat was sold twice."),
        c.RaiseFlag(sort="mistake"),
        HOLDING,
    ],
)
def test_anything_the_team_does_is_a_sign_of_life(sign: c.Command) -> None:
    drill = live()
    drill.ask(observer(), c.RaiseFlag(sort="mistake"), at=20)
    assert measure(drill, "notice").value == "never"
    drill.ask(brand(), sign, at=70)
    assert told(drill, "notice") == ("01:00", True)


@pytest.mark.parametrize(("at", "expected"), [(310.0, ("05:00", True)), (320.0, ("05:10", False))])
def test_the_first_reply_is_held_against_the_plan(at: float, expected: tuple[str, bool]) -> None:
    drill = live()
    assert told(drill, "first_reply") == ("never", False)
    drill.ask(brand(), HOLDING, at=at)
    assert told(drill, "first_reply") == expected


def test_without_an_inject_nothing_was_promised() -> None:
    drill = a_drill(started())
    assert told(drill, "notice") == told(drill, "first_reply") == told(drill, "answers") == ("–", None)


def test_approvals_are_respected_until_the_glass_is_broken() -> None:
    drill = live()
    for number in (1, 2):
        drill.ask(brand(), c.OpenDraft(text=f"Version {number}"))
    drill.ask(brand(), c.SubmitDraft(draft=D1))
    for judge in (brand("legal"), brand("decision_maker")):
        drill.ask(judge, c.ApproveDraft(draft=D1))
    assert told(drill, "approvals") == ("–", None)
    drill.ask(brand(), c.PublishDraft(draft=D1))
    assert told(drill, "approvals") == ("1 of 1", True)
    drill.ask(brand(), c.PublishDraft(draft=DraftId("d2"), anyway="On air"))
    assert told(drill, "approvals") == ("1 of 2", False)


def test_facts_are_right_when_they_agree_with_the_truth() -> None:
    drill = live()
    for number, text in enumerate(("the seat was sold twice!", "The crew laughed", "It rained."), start=1):
        drill.ask(OPS, c.ClaimFact(text=text))
        drill.ask(OPS, c.ConfirmFact(fact=FactId(f"f{number}"), source="A post"))
    assert measure(drill, "facts").value == "50 %"
    drill.ask(OPS, c.RefuteFact(fact=FactId("f2"), source="Two witnesses"))
    assert measure(drill, "facts").note == "2 of 2 settled rightly"


def test_a_claim_that_nobody_settled_is_neither_right_nor_wrong() -> None:
    drill = live()
    drill.ask(OPS, c.ClaimFact(text="The seat was sold twice."))
    found = record(drill.rehearsal.facts.values(), AIRLINE.facts)
    assert (found.known, found.right) == (0, 0)


def test_a_statement_is_known_by_its_words_not_by_a_few_of_them() -> None:
    assert meant_by("Was the SEAT sold twice?", AIRLINE.facts) == AIRLINE.facts[0]
    assert meant_by("The seat was too narrow for anybody, says a passenger", AIRLINE.facts) is None
    assert meant_by("Anything", ()) is None


def test_posture_counts_what_the_brand_meant() -> None:
    drill = live()
    drill.ask(brand(), HOLDING)
    assert told(drill, "posture") == ("1 answer", None)
    assert measure(drill, "posture").title == "Posture of 1 post"


def test_a_chance_is_taken_by_a_reply_while_it_lasts_and_noticed_by_a_flag() -> None:
    for at, taken in ((900.0, "1 of 1"), (901.0, "0 of 1")):
        drill = live()
        drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i4")), at=600)
        flag = c.RaiseFlag(sort="chance", post=PostId("p2"))
        drill.ask(observer(), flag, at=610)
        assert measure(drill, "chances").note == "0 of 1 noticed"
        drill.ask(brand("legal"), flag, at=620)
        drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING.text, reply_to=PostId("p2")), at=at)
        assert measure(drill, "chances").value == taken
        assert measure(drill, "chances").note == "1 of 1 noticed"


def test_the_verdict_is_that_of_the_last_dials() -> None:
    drill = live()
    for seat, values in ((bystander(1), (80, 30)), (bystander(2), (20, 50))):
        for value in values:
            drill.ask(seat, c.SetTrust(value=value))
    assert told(drill, "verdict") == ("1 of 2", None)
    assert measure(drill, "verdict").note == "1 trust more than at first"


def test_holds_are_counted_in_wall_time_until_the_clock_runs_or_ends() -> None:
    drill = live()
    assert measure(drill, "holds").value == "never"
    drill.ask(facilitator(), c.PauseClock(why="Phone call"), at=60)
    drill.ask(facilitator(), c.ResumeClock(), at=150)
    drill.ask(brand(), c.RaiseEmergency(why="Fire alarm"), at=200)
    drill.ask(facilitator(), c.EndClock(), at=260)
    drill.ask(observer(), c.WriteNote(text="Written at leisure"), at=900)
    assert (measure(drill, "holds").value, measure(drill, "holds").note) == (
        "2 times",
        "02:30 on the wall clock",
    )
    holds = review_of(drill.log).holds
    assert [(one.t, one.wall, one.why) for one in holds] == [
        (60.0, 90.0, "Phone call"),
        (110.0, 60.0, "real-world issue"),
    ]
