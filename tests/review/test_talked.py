"""The review shows what the talk made of it."""

from dataclasses import replace

from app.ids import DraftId, FindingId
from app.rehearsal import commands as c
from app.rehearsal.rating import Evidence
from app.review.build import review_of
from tests.build import Drill, a_drill, brand, bystander, facilitator, started
from tests.everything import HOLDING

D1 = DraftId("d1")


def unapproved() -> Drill:
    drill = a_drill(started())
    drill.ask(brand(), c.OpenDraft(text=HOLDING), at=10)
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="No time"), at=20)
    drill.ask(facilitator(), c.EndClock(), at=60)
    return drill


def test_a_settled_finding_stands_as_agreed_with_its_remark_and_cost() -> None:
    drill = unapproved()
    before = {one.id: one for one in review_of(drill.log).findings}
    finding = FindingId("unapproved:p1")
    drill.ask(facilitator(), c.SettleFinding(finding=finding, standing="agreed", remark="Nobody was asked"))
    drill.ask(facilitator(), c.CostFinding(finding=finding, cost="Three points"))
    after = {one.id: one for one in review_of(drill.log).findings}
    agreed = replace(before[finding], standing="agreed", remark="Nobody was asked", cost="Three points")
    assert after == {**before, finding: agreed}


def test_what_is_settled_and_found_by_no_rule_changes_nothing() -> None:
    drill = unapproved()
    before = review_of(drill.log)
    drill.ask(facilitator(), c.SettleFinding(finding=FindingId("gone_rule:p1"), standing="agreed"))
    assert review_of(drill.log) == before


def test_peoples_own_findings_stand_beside_those_of_rules_with_what_they_rest_on() -> None:
    drill = unapproved()
    before = review_of(drill.log)
    rests = (Evidence(sort="post", id="p1"), Evidence(sort="draft", id="d1"))
    add = c.AddFinding(sort="opportunity", title="He answered us", what="At once.", t=25.0, evidence=rests)
    drill.ask(bystander(), add)
    drill.ask(facilitator(), c.SettleFinding(finding=FindingId("added:1"), standing="rejected"))
    after = review_of(drill.log)
    (own,) = [one for one in after.findings if one not in before.findings]
    assert (own.id, own.rule, own.title, own.what) == ("added:1", "added_chance", add.title, add.what)
    assert (own.t, own.standing, own.seen[0].seat) == (25.0, "rejected", bystander())
    assert [(one.sort, one.id) for one in own.evidence] == [("post", "p1"), ("draft", "d1")]
    assert own.evidence[0].t == 20.0
    assert after.measures == before.measures


def test_the_review_has_the_improvement_plan_and_the_answers() -> None:
    drill = unapproved()
    drill.ask(facilitator(), c.AddAction(what="A deputy says yes", owner="Legal", due="2026-12-05"))
    drill.ask(facilitator(), c.OpenWash(questions=("Well?", "Badly?", "Next?")))
    review = review_of(drill.log)
    assert [(one.what, one.owner, one.due) for one in review.actions] == [
        ("A deputy says yes", "Legal", "2026-12-05")
    ]
    assert [one.text for one in review.wash.questions] == ["Well?", "Badly?", "Next?"]


def test_the_talk_changes_no_figure_and_no_curve() -> None:
    drill = unapproved()
    before = review_of(drill.log)
    drill.ask(facilitator(), c.AddAction(what="Call"), at=90_000)
    after = review_of(drill.log)
    assert replace(after, actions=()) == before
