"""What a condition asks holds when it is so, and not a moment before."""

from dataclasses import replace

import pytest

from app.ids import CONDUCTOR, DraftId, FactId, InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal.calling import due
from app.rehearsal.conditions import gauges, holds
from app.scenario.condition import Condition
from app.scenario.msel import Inject
from tests.airline import AIRLINE, BRAND, CHIEF, PRESS
from tests.build import Drill, a_drill, brand, facilitator, started

HOLDING = "We have seen this and are looking into it. More by 19:30."
I1, I2 = InjectId("i1"), InjectId("i2")


def so(condition: Condition, drill: Drill, t: float, since: float = 0.0) -> bool:
    return holds(condition, drill.rehearsal, t, since)


def post(drill: Drill, text: str, at: float, reply_to: str | None = None) -> None:
    """A post of the brand, past every approval."""
    number = len(drill.rehearsal.drafts) + 1
    draft = DraftId(f"d{number}")
    drill.ask(brand(), c.OpenDraft(text=text, reply_to=PostId(reply_to) if reply_to else None), at=at)
    drill.ask(brand(), c.PublishDraft(draft=draft, anyway="No time"), at=at)


def test_a_condition_that_asks_nothing_never_holds() -> None:
    assert not so(Condition(), a_drill(started()), 1e6)


def test_silence_counts_from_startex_and_from_the_brands_latest_word() -> None:
    drill, quiet = a_drill(started()), Condition(silence=60.0)
    assert not so(quiet, drill, 59.9)
    assert so(quiet, drill, 60.0)
    post(drill, "We are here.", 70.0)
    assert not so(quiet, drill, 129.9)
    assert so(quiet, drill, 130.0)
    drill.ask(brand(), c.SendMessage(sender=BRAND, to=CHIEF, text="On it."), at=131)
    assert not so(quiet, drill, 190.9)


def test_silence_counts_from_when_the_cue_is_armed() -> None:
    drill, quiet = a_drill(started()), Condition(silence=60.0)
    assert not so(quiet, drill, 259.0, since=200.0)
    assert so(quiet, drill, 260.0, since=200.0)


def test_nothing_holds_before_the_cue_is_armed() -> None:
    drill, calm = a_drill(started()), Condition(heat_below=101.0)
    assert not so(calm, drill, 199.9, since=200.0)
    assert so(calm, drill, 200.0, since=200.0)


def test_a_word_is_looked_for_in_the_brands_posts_whatever_its_case() -> None:
    drill, said = a_drill(started()), Condition(said=("POLICY", "our rules"))
    drill.ask(CONDUCTOR, c.DeliverInject(inject=I1), at=10)
    post(drill, "We hear you.", 20.0)
    assert not so(said, drill, 21.0)
    post(drill, "Thank you, @policyfan, and all policyholders.", 25.0)
    assert not so(said, drill, 26.0)
    post(drill, "It is our policy.", 30.0)
    assert so(said, drill, 30.0)
    assert not so(said, drill, 40.0, since=31.0)


def test_a_deleted_post_of_the_brand_is_noticed() -> None:
    drill, deleted = a_drill(started()), Condition(deleted=True)
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING), at=5)
    assert not so(deleted, drill, 6.0)
    drill.ask(brand(), c.DeletePost(post=PostId("p1")), at=7)
    assert so(deleted, drill, 7.0)


def test_the_same_holding_line_is_counted() -> None:
    drill, pasted = a_drill(started()), Condition(pasted=3)
    for at, text in ((10.0, HOLDING), (30.0, HOLDING.replace("19:30", "20:00")), (50.0, HOLDING)):
        drill.ask(brand(), c.PublishPost(author=BRAND, text=text), at=at)
    assert not so(pasted, drill, 51.0)
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING), at=70)
    assert so(pasted, drill, 70.0)


def test_refuted_claims_are_counted() -> None:
    drill = a_drill(started())
    drill.ask(brand(), c.ClaimFact(text="The seat was sold twice."))
    assert not so(Condition(refuted=1), drill, 5.0)
    drill.ask(brand("subject_expert"), c.RefuteFact(fact=FactId("f1"), source="Gate log"))
    assert so(Condition(refuted=1), drill, 5.0)
    assert not so(Condition(refuted=2), drill, 5.0)


def test_a_draft_that_waits_is_timed_from_its_turn() -> None:
    drill, waiting = a_drill(started()), Condition(waiting=120.0)
    drill.ask(brand(), c.OpenDraft(text="We are sorry."), at=10)
    assert not so(waiting, drill, 500.0)
    drill.ask(brand(), c.SubmitDraft(draft=DraftId("d1")), at=20)
    assert not so(waiting, drill, 139.9)
    assert so(waiting, drill, 140.0)
    drill.ask(brand("legal"), c.ApproveDraft(draft=DraftId("d1")), at=150)
    assert not so(waiting, drill, 260.0)
    assert so(waiting, drill, 270.0)


def test_a_persona_without_a_reply_is_noticed_after_some_patience() -> None:
    drill, ignored = a_drill(started()), Condition(unanswered=PRESS, patience=60.0)
    assert not so(ignored, drill, 1_000.0)
    drill.ask(CONDUCTOR, c.DeliverInject(inject=I1), at=10)
    assert not so(ignored, drill, 69.9)
    assert so(ignored, drill, 70.0)
    post(drill, "To nobody.", 71.0)
    assert so(ignored, drill, 72.0)
    post(drill, "We are with you.", 80.0, reply_to="p1")
    assert not so(ignored, drill, 500.0)


def test_a_message_without_an_answer_is_noticed_too() -> None:
    drill, ignored = a_drill(started()), Condition(unanswered=CHIEF, patience=60.0)
    drill.ask(CONDUCTOR, c.DeliverInject(inject=I2), at=120)
    assert so(ignored, drill, 180.0)
    drill.ask(brand(), c.SendMessage(sender=BRAND, to=CHIEF, text="On it."), at=190)
    assert not so(ignored, drill, 400.0)


@pytest.mark.parametrize(
    ("condition", "low", "high"),
    [
        (Condition(trust_below=40.0), True, False),
        (Condition(trust_above=40.0), False, True),
        (Condition(heat_below=40.0), True, False),
        (Condition(heat_above=40.0), False, True),
    ],
)
def test_moods_hold_above_and_below(condition: Condition, low: bool, high: bool) -> None:  # noqa: FBT001
    drill = a_drill(started())
    for value, expected in ((39.9, low), (40.1, high), (40.0, False)):
        drill.rehearsal.mood.trust = drill.rehearsal.mood.heat = value
        assert so(condition, drill, 1.0) is expected


def test_and_or_not() -> None:
    drill = a_drill(started(), (CONDUCTOR, c.DeliverInject(inject=I1), 10.0))
    yes, no = Condition(delivered=I1), Condition(delivered=I2)
    assert so(Condition(all=(yes, yes)), drill, 11.0)
    assert not so(Condition(all=(yes, no)), drill, 11.0)
    assert so(Condition(any=(no, yes)), drill, 11.0)
    assert not so(Condition(any=(no, no)), drill, 11.0)
    assert so(Condition(none=(no,)), drill, 11.0)
    assert not so(Condition(delivered=I1, none=(no, yes)), drill, 11.0)


def test_a_gauge_shows_how_far_it_is() -> None:
    drill = a_drill(started())
    (gauge,) = gauges(Condition(silence=60.0), drill.rehearsal, 45.0)
    assert (gauge.what, gauge.value, gauge.wanted, gauge.holds) == ("silence", 45.0, 60.0, False)
    inner = gauges(Condition(any=(Condition(trust_below=40.0),)), drill.rehearsal, 45.0)
    assert [one.what for one in inner] == ["trust_below"]


def with_contingency(**how: object) -> Drill:
    extra = Inject(id=InjectId("c1"), title="Unless", at=None, by=PRESS, text="Still nothing?", **how)  # type: ignore[arg-type]
    return a_drill(started(), scenario=replace(AIRLINE, msel=(*AIRLINE.msel, extra)))


def called(drill: Drill, t: float) -> bool:
    return "c1" in [cue.inject.id for cue in due(drill.rehearsal, t)]


def test_a_cue_on_a_condition_goes_out_when_it_holds_and_not_before_it_is_armed() -> None:
    drill = with_contingency(when=Condition(silence=60.0))
    assert called(drill, 60.0)
    assert list(due(drill.rehearsal, 60.0, conditions=False)) == [
        cue for cue in due(drill.rehearsal, 60.0) if cue.inject.id != "c1"
    ]
    drill.ask(facilitator(), c.PlanCue(inject=InjectId("c1"), at=300.0))
    assert not called(drill, 359.0)
    assert called(drill, 360.0)


def test_a_contingency_fires_only_when_nobody_acted_by_the_deadline() -> None:
    silent, answered, late = (with_contingency(unless=I1, contingency=True) for _ in range(3))
    for drill in (silent, answered, late):
        assert not called(drill, 10_000.0)
        drill.ask(CONDUCTOR, c.DeliverInject(inject=I1), at=10)
        assert not called(drill, 309.9)
    post(answered, "We hear you.", 310.0)
    post(late, "We hear you.", 310.1)
    assert called(silent, 310.0)
    assert not called(answered, 10_000.0)
    assert called(late, 310.1)


def test_the_move_of_who_was_asked_counts_as_an_answer() -> None:
    drill = with_contingency(unless=I2, contingency=True)
    drill.ask(CONDUCTOR, c.DeliverInject(inject=I2), at=120)
    drill.ask(brand(), c.OpenDraft(text="We are sorry."), at=130)
    drill.ask(brand(), c.SubmitDraft(draft=DraftId("d1")), at=131)
    drill.ask(brand("legal"), c.ApproveDraft(draft=DraftId("d1")), at=140)
    assert called(drill, 360.0)
    drill.ask(brand("decision_maker"), c.RejectDraft(draft=DraftId("d1"), reason="Not yet"), at=150)
    assert not called(drill, 360.0)
