"""What a review says of the plan's assumptions."""

from dataclasses import replace

import pytest

from app.ids import AssumptionId, InjectId
from app.rehearsal import commands as c
from app.review.betting import _after
from app.review.build import review_of
from app.review.weighed import ReviewedAssumption
from app.scenario.msel import Inject
from tests.airline import AIRLINE, BRAND
from tests.build import Drill, a_drill, brand, facilitator, started

A1 = AssumptionId("a1")
I1, I4, I5 = InjectId("i1"), InjectId("i4"), InjectId("i5")
HOLDING = c.PublishPost(author=BRAND, text="We have seen this and are looking into it. More by 19:30.")


def drill(*out: InjectId, answered: float | None = None, end: float = 1_000.0) -> Drill:
    """Injects that test a1 go out from 10 s on: i1 wants an answer in 300 s, i4 none, i5 is a contingency."""
    msel = tuple(_testing(one) if one.id in (I1, I4, I5) else one for one in AIRLINE.msel)
    found = a_drill(started(), scenario=replace(AIRLINE, msel=msel))
    for number, inject in enumerate(out):
        found.ask(facilitator(), c.DeliverInject(inject=inject), at=10 + 2 * number)
    if answered is not None:
        found.ask(brand(), HOLDING, at=answered)
    found.ask(facilitator(), c.EndClock(), at=end)
    return found


def _testing(inject: Inject) -> Inject:
    return replace(inject, tests=(A1,), answers=None, impact="normal")


def bet(of: Drill) -> ReviewedAssumption:
    (one,) = review_of(of.log).bets
    return one


@pytest.mark.parametrize(
    ("made", "verdict", "after"),
    [
        (drill(I1, answered=310), "held", 84),
        (drill(I1, answered=310.001), "broken", 64),
        (drill(I1), "broken", 64),
        (drill(I1, end=300), "untested", 80),
        (drill(I4), "untested", 80),
        (drill(I5), "broken", 64),
        (drill(I1, I5, answered=60), "broken", 70),
        (drill(), "untested", 80),
    ],
)
def test_an_assumption_is_held_broken_or_untested_by_what_tested_it(
    made: Drill, verdict: str, after: int
) -> None:
    one = bet(made)
    assert (one.verdict, one.before, one.after) == (verdict, 80, after)


def test_what_broke_is_never_believed_more_than_before() -> None:
    assert _after(10, held=9, broken=1) == 10
    assert _after(10, held=9, broken=0) > 10


def test_a_verdict_cites_its_tests_and_the_decisions_that_rest_on_it() -> None:
    made = drill(I1, I5, answered=60)
    one = bet(made)
    assert one.why == "Late or never met: i5; met in time: i1."
    assert one.tests == ((I1, "held"), (I5, "broken"))
    assert [cite.id for cite in one.evidence] == ["i1", "i5"]
    assert bet(drill()).why == "Nothing that tests it went out."


def test_a_decision_that_rests_on_it_is_told_even_where_nothing_tested_it() -> None:
    made = a_drill(started(), (brand(), c.TakeDecision(what="We wait", rests_on=(A1,)), 20.0))
    one = bet(made)
    assert (one.verdict, one.decisions, one.evidence[0].sort) == ("untested", ("k1",), "decision")
