"""Which injects of a dry run went out, and what kept the others back."""

import pytest

from app.dryrun.report import Why
from app.dryrun.watching import Watch
from app.headless import Drill
from app.ids import AssumptionId, InjectId
from app.rehearsal.commands import ApproveDraft, OpenDraft, PublishPost, SubmitDraft
from app.scenario.condition import Condition
from app.scenario.msel import ExpectedAction, Inject
from tests.airline import BRAND, PRESS
from tests.build import brand
from tests.dryrun.playing import Deed, airline, an_inject, shown, the

HOLDING = "We have seen this and are looking into it. More by 19:30."
ANSWER = ExpectedAction(action="Say what is known", within=120.0)
FIRST = an_inject("i1", at=10.0, expected=ANSWER, objective="o1", tests=(AssumptionId("a1"),))
HEARD: Deed = (60.0, brand(), PublishPost(author=BRAND, text=HOLDING))


def test_what_went_out_is_told_with_when_and_whether_it_was_answered_in_time() -> None:
    repeated = an_inject("i2", at=200.0, every=60.0, times=3)
    run = shown(airline(FIRST, repeated), HEARD)
    first, other = the(run, "i1"), the(run, "i2")
    assert (first.outs, first.why, first.way) == ((10.0,), None, "time")
    assert (first.verdict, first.answered, first.allowed) == ("in_time", 60.0, 120.0)
    assert other.outs == (200.0, 260.0, 320.0)


def test_an_answer_that_came_late_or_never_is_told() -> None:
    late: Deed = (300.0, brand(), PublishPost(author=BRAND, text=HOLDING))
    assert the(shown(airline(FIRST), late), "i1").verdict == "late"
    assert the(shown(airline(FIRST)), "i1").verdict == "unanswered"


@pytest.mark.parametrize(
    ("inject", "why", "waits_for"),
    [
        (an_inject("x"), "by_hand", None),
        (an_inject("x", unless=InjectId("i1"), contingency=True), "not_needed", "i1"),
        (an_inject("x", when=Condition(deleted=True)), "condition", None),
        (an_inject("x", after=InjectId("never"), later=5.0), "waits", "never"),
        (an_inject("x", after=InjectId("i1"), later=900.0), "too_late", "i1"),
        (an_inject("x", at=700.0), "too_late", None),
        (an_inject("x", unless=InjectId("late"), contingency=True), "too_late", "late"),
    ],
)
def test_what_did_not_go_out_says_why(inject: Inject, why: Why, waits_for: str | None) -> None:
    never = an_inject("never")
    late = an_inject("late", at=590.0, expected=ANSWER)
    found = the(shown(airline(FIRST, never, late, inject), HEARD), "x")
    assert (found.outs, found.why, found.waits_for) == ((), why, waits_for)


def test_a_contingency_that_was_needed_went_out() -> None:
    missed = an_inject("x", unless=InjectId("i1"), contingency=True)
    run = shown(airline(FIRST, missed))
    assert the(run, "x").outs == (130.0,)
    assert run.ending.contingencies == ("x",)


def test_a_condition_that_never_was_true_tells_how_near_each_part_came() -> None:
    when = Condition(
        silence=400.0,
        any=(Condition(reach_above=10**9), Condition(trust_below=70.0)),
        none=(Condition(delivered=InjectId("i1")),),
    )
    deeds: tuple[Deed, ...] = (HEARD, (360.0, brand(), PublishPost(author=BRAND, text=HOLDING)))
    found = the(shown(airline(FIRST, an_inject("x", at=30.0, when=when)), *deeds), "x")
    silence, reach, trust, delivered = found.nearest
    assert (silence.part, silence.what, silence.value, silence.wanted) == ("all", "silence", 296.0, 400.0)
    assert (silence.t, silence.met) == (356.0, False)
    assert (reach.part, reach.what, reach.met) == ("any", "reach_above", False)
    assert (trust.part, trust.value, trust.wanted, trust.met) == ("any", 70.0, 70.0, False)
    # It stood in the way from the beginning on.
    assert (delivered.part, delivered.of, delivered.value, delivered.met) == ("none", "i1", 1.0, False)


def test_what_stands_deeper_belongs_to_its_branch() -> None:
    inner = Condition(all=(Condition(said=("sorry", "our fault")),), any=(Condition(pasted=2),))
    when = Condition(any=(inner, Condition(unanswered=PRESS)), all=(Condition(refuted=1),))
    found = the(shown(airline(FIRST, an_inject("x", when=when)), HEARD), "x")
    told = [(one.part, one.what, one.of) for one in found.nearest]
    assert told == [
        ("all", "refuted", ""),
        ("any", "said", "sorry, our fault"),
        ("any", "pasted", ""),
        ("any", "unanswered", PRESS),
    ]


@pytest.mark.parametrize(
    ("when", "nearest"),
    [
        (Condition(trust_below=40.0), (45.0, 11.0, False)),
        (Condition(trust_above=60.0), (70.0, 1.0, True)),
        (Condition(heat_above=50.0), (40.0, 11.0, False)),
        (Condition(heat_below=15.0), (10.0, 1.0, True)),
        (Condition(none=(Condition(heat_above=5.0),)), (10.0, 1.0, False)),
        (Condition(none=(Condition(trust_below=60.0),)), (70.0, 1.0, True)),
    ],
)
def test_the_nearest_value_is_that_on_the_side_that_is_asked_for(
    when: Condition, nearest: tuple[float, float, bool]
) -> None:
    drill, watch = Drill(airline(an_inject("x", when=when)), seed=7), Watch()
    drill.start()
    for at, trust, heat in ((1.0, 70.0, 10.0), (6.0, 55.0, 30.0), (11.0, 45.0, 40.0), (16.0, 50.0, 20.0)):
        drill.rehearsal.mood.trust, drill.rehearsal.mood.heat = trust, heat
        watch.see(drill.rehearsal, at)
    (found,) = watch.nearest(InjectId("x"))
    assert (found.value, found.t, found.met) == nearest


def test_a_part_that_was_true_for_a_moment_says_so() -> None:
    never = Condition(silence=100.0, deleted=True)
    silence, deleted = the(shown(airline(FIRST, an_inject("x", when=never)), HEARD), "x").nearest
    assert (silence.what, silence.met) == ("silence", True)
    assert (deleted.what, deleted.value, deleted.met) == ("deleted", 0.0, False)


def test_a_condition_that_was_never_armed_has_no_nearest_value() -> None:
    late = an_inject("x", at=700.0, when=Condition(silence=5.0))
    found = the(shown(airline(FIRST, late)), "x")
    assert (found.why, found.nearest) == ("too_late", ())


def test_each_objective_and_assumption_says_how_much_of_it_went_out() -> None:
    others = (an_inject("i2", objective="o1"), an_inject("i3", at=60.0, objective="o2"))
    run = shown(airline(FIRST, *others))
    told = [(one.sort, one.id, one.out, one.of) for one in run.covers]
    assert told == [("objective", "o1", 1, 2), ("objective", "o2", 1, 1), ("assumption", "a1", 1, 1)]


def test_a_draft_tells_how_long_it_waited_for_whom() -> None:
    text = "The seat was sold twice. That was our mistake."
    deeds: tuple[Deed, ...] = (
        (20.0, brand(), OpenDraft(text=text)),
        (30.0, brand(), SubmitDraft(draft="d1")),  # type: ignore[arg-type]
        (100.0, brand("legal"), ApproveDraft(draft="d1")),  # type: ignore[arg-type]
        (130.0, brand("decision_maker"), ApproveDraft(draft="d1")),  # type: ignore[arg-type]
    )
    (draft,) = shown(airline(FIRST), *deeds).drafts
    assert (draft.text, draft.state, draft.opened_t, draft.published_t) == (text, "approved", 20.0, None)
    waited = [(one.position, one.yes, one.waited) for one in draft.approvals]
    assert waited == [("legal", True, 70.0), ("decision_maker", True, 30.0)]
