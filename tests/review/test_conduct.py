"""Figures of how a team worked: each step of the ladder, facts, mentions, load, confidence."""

from app.ids import CONDUCTOR, DraftId, FactId, InjectId, PostId
from app.rehearsal import commands as c
from app.review.build import review_of
from app.review.story import Measure
from app.review.weighed import SeatWork
from tests.airline import BRAND, CAMPAIGN
from tests.build import Drill, a_drill, brand, critic, facilitator, started
from tests.review.findings.pairing import live, said, seen_by

D1, F1 = DraftId("d1"), FactId("f1")
LEGAL, DECISION, OPS = brand("legal"), brand("decision_maker"), brand("subject_expert")


def measure(drill: Drill, name: str) -> Measure:
    return next(one for one in review_of(drill.log).measures if one.id == name)


def load(drill: Drill, seat: str) -> SeatWork:
    return next(one for one in review_of(drill.log).loads if one.seat == seat)


def approved(legal: float, decision: float, out: float) -> Drill:
    drill = live()
    drill.ask(brand(), c.OpenDraft(text="We turned you away and should not have."), at=30)
    drill.ask(brand(), c.SubmitDraft(draft=D1), at=50)
    drill.ask(LEGAL, c.ApproveDraft(draft=D1), at=legal)
    drill.ask(DECISION, c.ApproveDraft(draft=D1), at=decision)
    drill.ask(brand(), c.PublishDraft(draft=D1), at=out)
    return drill


def test_each_step_of_the_ladder_has_its_time_and_its_promise() -> None:
    drill = approved(650, 951, 960)
    told = {
        name: (measure(drill, name).value, measure(drill, name).held)
        for name in ("rung_2_draft", "rung_3_review", "rung_4_decide", "rung_5_publish")
    }
    assert told == {
        "rung_2_draft": ("00:20", True),
        "rung_3_review": ("10:00", True),
        "rung_4_decide": ("05:01", False),
        "rung_5_publish": ("00:09", None),
    }


def test_a_step_nobody_needed_is_neither_held_nor_broken() -> None:
    one = measure(live(), "rung_3_review")
    assert (one.value, one.note, one.held) == ("–", "plan 10:00, never needed", None)


def test_an_inject_tells_when_it_was_noticed_and_its_answer_decided() -> None:
    drill = a_drill(started(), (CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), 10.0))
    drill.ask(LEGAL, c.RaiseFlag(sort="mistake", post=PostId("p1")), at=25)
    drill.ask(brand(), c.OpenDraft(text="We turned you away.", reply_to=PostId("p1")), at=30)
    drill.ask(brand(), c.SubmitDraft(draft=D1), at=50)
    for at, judge in ((60, LEGAL), (70, DECISION)):
        drill.ask(judge, c.ApproveDraft(draft=D1), at=at)
    drill.ask(brand(), c.PublishDraft(draft=D1), at=80)
    row = next(one for one in review_of(drill.log).injects if one.id == "i1")
    assert (row.noticed, row.decided, row.answered) == (25.0, 70.0, 80.0)


def test_facts_are_timed_from_claim_to_settlement_to_the_public() -> None:
    drill = live()
    drill.ask(OPS, c.ClaimFact(text="The seat was sold twice."), at=50)
    assert (measure(drill, "facts_known").value, measure(drill, "facts_told").value) == ("–", "–")
    drill.ask(OPS, c.ConfirmFact(fact=F1, source="Gate log"), at=110)
    assert (measure(drill, "facts_known").value, measure(drill, "facts_told").value) == ("01:00", "0 of 1")
    said(drill, "We sold your seat twice.", 140, cites=(F1,))
    assert (measure(drill, "facts_told").value, measure(drill, "facts_told").note) == (
        "1 of 1",
        "half within 00:30",
    )


def test_mentions_are_answered_by_a_reply_or_a_quote() -> None:
    drill = live()
    for at, text in ((20, f"@{BRAND}, why?"), (40, "North Air, when?"), (60, "I like trains.")):
        drill.ask(critic(2), c.PublishPost(author=CAMPAIGN, text=text), at=at)
    seen_by(drill, 2_500, 70, "p3")
    said(drill, "Because of us.", 80, to="p2")
    assert (measure(drill, "mentions").value, measure(drill, "mentions").note) == (
        "50 %",
        "1 of 2; widely seen 0 of 1",
    )


def test_a_seats_load_is_its_acts_its_busiest_minutes_and_its_longest_pause() -> None:
    drill = live()
    for at in (100, 200, 399.9, 400, 900):
        drill.ask(OPS, c.SayInChat(text="Here."), at=at)
    drill.ask(facilitator(), c.EndClock(), at=1_000)
    one = load(drill, OPS)
    assert (one.acts, one.busiest, one.busiest_t) == (5, 3, 100.0)
    assert (one.idle, one.idle_t) == (500.0, 400.0)
    assert (load(drill, LEGAL).acts, load(drill, LEGAL).idle) == (0, 1_000.0)
    assert measure(drill, "load").value == "100 %"


def test_what_drafts_waited_is_the_load_of_who_they_waited_for() -> None:
    drill = approved(100, 130, 140)
    assert (load(drill, LEGAL).waited_for, load(drill, DECISION).waited_for) == (50.0, 30.0)


def test_confidence_counts_those_who_said_it_twice() -> None:
    drill = a_drill()
    for seat, value in ((brand(), 60), (LEGAL, 40), (OPS, 90)):
        drill.ask(seat, c.GiveConfidence(value=value))
    drill.ask(critic(), c.GiveConfidence(value=0))
    drill.ask(facilitator(), c.StartClock(), at=10)
    drill.ask(facilitator(), c.EndClock(), at=100)
    for seat, value in ((brand(), 80), (LEGAL, 51), (critic(), 100)):
        drill.ask(seat, c.GiveConfidence(value=value))
    assert (measure(drill, "confidence").value, measure(drill, "confidence").note) == (
        "50 → 65",
        "2 said it before and after",
    )
