"""Evaluators rate the guide's items: with evidence, against the log with a reason."""

import pytest

from app.ids import DESK, DraftId, InjectId, ParticipantId, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.rating import Evidence, EvidenceSort
from tests.airline import BRAND
from tests.build import Drill, a_drill, brand, facilitator, observer, started

POST = Evidence(sort="post", id="p1")


@pytest.fixture
def drill() -> Drill:
    """A drill with two evaluators, a post of the brand, a draft, a claim and an inject that is out."""
    drill = a_drill()
    for name in ("di", "ed"):
        drill.ask(DESK, c.TakeSeat(role="observer", participant=ParticipantId(name), name=name))
    drill.happened(started())
    drill.ask(facilitator(), c.DeliverInject(inject=InjectId("i1")), at=10)
    drill.ask(brand(), c.OpenDraft(text="We are sorry."), at=20)
    drill.ask(brand(), c.ClaimFact(text="The seat was sold twice."))
    drill.ask(brand(), c.SayInChat(text="Look at this."))
    drill.ask(brand(), c.TakeDecision(what="We call him."))
    drill.ask(brand(), c.RaiseFlag(sort="chance", post=PostId("p1")))
    drill.ask(observer(), c.WriteNote(text="Slow."))
    return drill


def rate(item: str = "1.1", **more: object) -> c.GiveRating:
    given: dict[str, object] = {"mark": "P", "evidence": (POST,), **more}
    return c.GiveRating(item=item, **given)  # type: ignore[arg-type]


def test_a_rating_without_a_piece_of_evidence_is_refused(drill: Drill) -> None:
    assert drill.refused(observer(), rate(evidence=())).code == "invalid"


def test_whoever_did_not_see_it_says_so_without_evidence(drill: Drill) -> None:
    drill.ask(observer(), rate(mark=None, evidence=()))
    assert drill.rehearsal.ratings[("1.1", observer())].mark is None


@pytest.mark.parametrize(
    ("sort", "name"),
    [
        ("post", "p1"),
        ("note", "n1.observer-1"),
        ("draft", "d1"),
        ("inject", "i1"),
        ("fact", "f1"),
        ("flag", "g1.brand-comms"),
        ("chat", "c1"),
        ("decision", "k1"),
    ],
)
def test_evidence_is_anything_that_the_evaluator_can_have_seen(
    drill: Drill, sort: EvidenceSort, name: str
) -> None:
    if sort == "decision":
        name = drill.rehearsal.decisions[0].id
    drill.ask(observer(), rate(evidence=(Evidence(sort=sort, id=name),)))


@pytest.mark.parametrize(
    ("sort", "name"), [("post", "p9"), ("note", "n1.observer-1"), ("inject", "i2"), ("draft", "p1")]
)
def test_evidence_that_is_not_there_or_not_theirs_is_refused(
    drill: Drill, sort: EvidenceSort, name: str
) -> None:
    refusal = drill.refused(observer(2), rate(evidence=(Evidence(sort=sort, id=name),)))
    assert (refusal.code, refusal.detail) == ("not_found", f"there is no {sort} {name}")


def test_only_items_of_the_guide_are_rated(drill: Drill) -> None:
    assert drill.refused(observer(), rate("9.9")).code == "not_found"


def test_a_rating_against_the_log_needs_a_reason(drill: Drill) -> None:
    drill.ask(brand(), c.PublishDraft(draft=DraftId("d1"), anyway="No time"), at=30)
    against = rate("1.2", mark="P")
    refusal = drill.refused(observer(), against)
    assert refusal.detail == "the log says U; say why you rate it P"
    drill.ask(observer(), rate("1.2", mark="P", remark="It was the holding line, with a blank filled in."))
    drill.ask(observer(2), rate("1.2", mark="U"))
    assert {one.told for one in drill.rehearsal.ratings.values()} == {"U"}


def test_a_rating_is_changed_and_its_first_mark_kept(drill: Drill) -> None:
    drill.ask(observer(), rate(mark="S"))
    drill.ask(observer(), rate(mark="M", remark="On second thoughts"), at=40)
    kept = drill.rehearsal.ratings[("1.1", observer())]
    assert (kept.first, kept.mark, kept.changes, kept.t) == ("S", "M", 1, drill.t)
    assert drill.refused(observer(), rate(mark="M", remark="On second thoughts")).code == "conflict"


def test_ratings_are_given_live_held_and_after_endex(drill: Drill) -> None:
    drill.ask(observer(), rate(mark="S"))
    drill.ask(facilitator(), c.PauseClock())
    drill.ask(observer(), rate(mark="M"))
    drill.ask(facilitator(), c.EndClock())
    drill.ask(observer(), rate(mark="U"))
    assert drill.rehearsal.ratings[("1.1", observer())].changes == 2


def test_whoever_rates_an_item_is_then_shown_how_others_did(drill: Drill) -> None:
    assert len(drill.ask(observer(), rate(mark="S"))) == 1
    given, shown = drill.ask(observer(2), rate(mark="U"))
    assert isinstance(given, e.RatingGiven)
    assert isinstance(shown, e.RatingsShown)
    assert [(one.seat, one.mark) for one in shown.ratings] == [(observer(), "S")]
    assert len(drill.ask(observer(2), rate(mark="M"))) == 1


def test_nobody_but_evaluators_rates(drill: Drill) -> None:
    assert drill.refused(facilitator(), rate()).code == "forbidden"
    assert drill.refused(brand(), rate()).code == "forbidden"


def test_a_post_of_the_brand_is_evidence_like_any_other(drill: Drill) -> None:
    drill.ask(
        brand(), c.PublishPost(author=BRAND, text="We have seen this and are looking into it. More by 19:30.")
    )
    drill.ask(observer(), rate(evidence=(Evidence(sort="post", id="p2"), POST, POST)))
    assert [one.id for one in drill.rehearsal.ratings[("1.1", observer())].evidence] == ["p2", "p1"]
