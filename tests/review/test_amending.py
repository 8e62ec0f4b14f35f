"""What the review proposes for the plan's next version: from the log alone, and each with its findings."""

from dataclasses import replace

import pytest

from app.crowd.reading import read
from app.ids import AmendmentId, AssumptionId, FindingId
from app.rehearsal import commands as c
from app.review.amending.advice import ADVICE
from app.review.amending.amendment import Amendment
from app.review.build import review_of
from app.review.findings.registry import RULES
from app.review.story import Review
from app.scenario.plan import Component
from app.scenario.plan_patch import PlanPatch, patched
from tests.airline import AIRLINE
from tests.build import Drill, a_drill, brand, facilitator, started
from tests.everything import everything
from tests.review.findings.pairing import pairs, said

PAIRS = pairs()
FAMILIES = sorted(rule.id for rule in RULES if rule.id in ADVICE)


def reviewed(drill: Drill) -> Review:
    return review_of(drill.log, read=read)


def proposed(drill: Drill, by: str) -> tuple[Amendment, ...]:
    return tuple(one for one in reviewed(drill).amendments if one.id.startswith(f"{by}:"))


def promising(seconds: float, **more: object) -> Drill:
    """A plan with another promise, an inject at 10 s, and the first word at 400 s."""
    plan = replace(AIRLINE.plan, first_reply=seconds, **more)  # type: ignore[arg-type]
    drill = a_drill(started(), scenario=replace(AIRLINE, plan=plan))
    drill.ask(facilitator(), c.DeliverInject(inject=AIRLINE.msel[0].id), at=10)
    said(drill, "We are here.", 400)
    drill.ask(facilitator(), c.EndClock(), at=1_000)
    return drill


def test_every_mistake_that_rules_find_has_advice() -> None:
    assert [rule.id for rule in RULES if rule.sort == "mistake" and rule.id not in ADVICE] == []


@pytest.mark.parametrize("rule", FAMILIES)
def test_a_rule_asks_for_its_sentence_in_the_plan_where_a_log_has_it_and_not_where_it_almost_has(
    rule: str,
) -> None:
    pair, asked = PAIRS[rule], 0
    for build in (pair.has, *pair.has_too, pair.almost, *pair.almost_too):
        review = reviewed(build())
        missed = [each for each in review.findings if each.rule == rule and each.taken is not True]
        mine = [one for one in review.amendments if one.id.startswith(f"{rule}:")]
        worded = [one for one in mine if one.about.sort == "component"]
        assert [one.findings for one in worded] == [tuple(each.id for each in missed)] * bool(missed)
        asked += len(worded)
        for one in worded:
            (part,) = one.patch.components
            assert part.text.endswith(ADVICE[rule].says)
            assert part.kind == ADVICE[rule].kind
            assert one.why.startswith(missed[0].title)
    assert asked


def test_a_chance_that_was_taken_asks_for_nothing() -> None:
    review = reviewed(everything())
    taken = {one.id for one in review.findings if one.taken}
    assert taken
    assert [one.id for one in review.amendments if taken & {*one.findings}] == []


def test_advice_is_written_below_what_the_plan_says_and_a_thin_part_becomes_ready() -> None:
    approval = Component(
        id="yes", title="Who says yes", owner="legal", kind="approval", standing="thin", text="Two of us."
    )
    scenario = replace(AIRLINE, plan=replace(AIRLINE.plan, components=(approval,)))
    drill = a_drill(started(), scenario=scenario)
    drill.ask(brand(), c.TakeDecision(what="We say nothing until eight"), at=50)
    (one,) = proposed(drill, "unreasoned")
    text = f"Two of us.\n{ADVICE['unreasoned'].says}"
    assert one.patch.components == (replace(approval, text=text, standing="ready"),)
    assert one.change == "words"


def test_what_the_plan_says_already_is_not_proposed_again() -> None:
    said_so = Component(
        id="yes", title="Yes", owner="legal", kind="approval", text=ADVICE["unreasoned"].says.upper()
    )
    drill = a_drill(started(), scenario=replace(AIRLINE, plan=replace(AIRLINE.plan, components=(said_so,))))
    drill.ask(brand(), c.TakeDecision(what="We say nothing until eight"), at=50)
    assert proposed(drill, "unreasoned") == ()


def test_a_ladder_slower_than_its_promise_is_asked_to_fit_and_one_that_fits_is_left() -> None:
    (one,) = proposed(promising(300.0), "slow_ladder")
    after = patched(AIRLINE.plan, one.patch, 5)
    assert sum(rung.within for rung in after.ladder) <= 300
    assert [rung.within > 0 for rung in after.ladder] == [rung.within > 0 for rung in AIRLINE.plan.ladder]
    quick = tuple(replace(rung, within=60.0 * (rung.within > 0)) for rung in AIRLINE.plan.ladder)
    assert proposed(promising(300.0, ladder=quick), "slow_ladder") == ()


def test_a_promise_nearly_kept_may_be_corrected_and_one_far_off_may_not() -> None:
    (one,) = proposed(promising(300.0), "promise")
    assert one.patch.first_reply == 420.0
    assert proposed(promising(120.0), "promise") == ()


def test_a_late_first_word_asks_for_a_statement_where_none_lies_ready() -> None:
    late = [one.change for one in proposed(promising(300.0, holding=()), "late_first_reply")]
    ready = [one.change for one in proposed(promising(300.0), "late_first_reply")]
    assert "holding" in late
    assert "holding" not in ready


def test_a_position_that_had_nobody_gets_a_delegate_and_its_parts_an_owner() -> None:
    drill = PAIRS["empty_rung"].has()
    (delegate,) = [one for one in proposed(drill, "empty_rung") if one.change == "delegate"]
    after = patched(drill.rehearsal.plan, delegate.patch, 5)
    assert after.instead_of("legal") == ("decision_maker",)
    assert [one.change for one in proposed(PAIRS["empty_rung"].almost(), "empty_rung")] == []


def test_a_bet_that_broke_or_held_is_proposed_with_what_is_left_of_it() -> None:
    drill = promising(1_000.0)
    (bet,) = reviewed(drill).bets
    (one,) = proposed(drill, bet.verdict)
    assert one.assumptions == (AssumptionId("a1"),)
    assert [each.confidence for each in one.patch.assumptions] == [bet.after]
    untested = a_drill(started())
    assert [one for one in reviewed(untested).amendments if one.change == "confidence"] == []


def test_what_was_accepted_is_one_version_more_and_the_plan_tested_stays() -> None:
    drill = over_with_two()
    first, second = (one for one in reviewed(drill).amendments[:2])
    settle(drill, first, "accepted")
    settle(drill, second, "declined")
    review = reviewed(drill)
    assert review.plan == AIRLINE.plan
    assert review.next_plan == patched(AIRLINE.plan, first.patch, AIRLINE.plan.version + 1)
    assert [(one.verdict, one.kept) for one in review.amendments[:2]] == [
        ("accepted", first.patch),
        ("declined", None),
    ]


def test_an_amendment_is_kept_as_people_word_it_and_a_word_taken_back_leaves_no_version() -> None:
    drill = over_with_two()
    one = reviewed(drill).amendments[0]
    (part,) = one.patch.components
    ours = PlanPatch(components=(replace(part, text="In our own words."),))
    drill.ask(facilitator(), c.SettleAmendment(amendment=one.id, verdict="accepted", patch=ours))
    kept = reviewed(drill)
    assert kept.next_plan
    assert [each.text for each in kept.next_plan.components if each.id == part.id] == ["In our own words."]
    drill.ask(facilitator(), c.SettleAmendment(amendment=one.id, verdict="open"))
    assert reviewed(drill).next_plan is None


def test_two_amendments_of_one_part_both_stand_in_it() -> None:
    drill = over_with_two()
    both = [one for one in reviewed(drill).amendments if one.title == "Approval"]
    assert len(both) == 2
    for one in both:
        settle(drill, one, "accepted")
    after = reviewed(drill).next_plan
    assert after
    (part,) = [one for one in after.components if one.kind == "approval"]
    assert ADVICE["unreasoned"].says in part.text
    assert ADVICE["unapproved"].says in part.text


def over_with_two() -> Drill:
    """A drill that is over, and broke the glass and decided without a reason."""
    drill = PAIRS["unapproved"].has()
    drill.ask(brand(), c.TakeDecision(what="We say nothing until eight"))
    drill.ask(facilitator(), c.EndClock())
    return drill


def settle(drill: Drill, one: Amendment, verdict: str) -> None:
    patch = one.patch if verdict == "accepted" else None
    drill.ask(facilitator(), c.SettleAmendment(amendment=one.id, verdict=verdict, patch=patch))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.SettleAmendment(amendment=AmendmentId("no rule"), verdict="declined"), "not_found"),
        (c.SettleAmendment(amendment=AmendmentId("unapproved:approval"), verdict="accepted"), "invalid"),
        (c.SettleAmendment(amendment=AmendmentId("unapproved:approval"), verdict="open"), "conflict"),
        (
            c.SettleAmendment(
                amendment=AmendmentId("x:y"), verdict="accepted", patch=PlanPatch(first_reply=300.0)
            ),
            "invalid",
        ),
    ],
)
def test_a_verdict_without_a_change_is_refused(command: c.SettleAmendment, code: str) -> None:
    assert over_with_two().refused(facilitator(), command).code == code


def test_only_the_facilitator_and_a_host_settle_and_only_after_endex() -> None:
    drill = PAIRS["unapproved"].has()
    declined = c.SettleAmendment(amendment=AmendmentId("unapproved:approval"), verdict="declined")
    assert drill.refused(facilitator(), declined).code == "conflict"
    drill.sit(brand(), host=True)
    drill.ask(facilitator(), c.EndClock())
    assert drill.refused(brand("legal"), declined).code == "forbidden"
    drill.ask(brand(), declined)


def test_amendments_are_the_same_for_the_same_log() -> None:
    drill = everything()
    assert reviewed(drill).amendments == reviewed(drill).amendments
    names = [one.id for one in reviewed(drill).amendments]
    assert len(set(names)) == len(names)


def test_every_proposal_can_be_accepted_all_together() -> None:
    for pair in PAIRS.values():
        drill = pair.has()
        if facilitator() not in drill.rehearsal.seats:
            continue
        if drill.rehearsal.clock.state != "ended":
            drill.ask(facilitator(), c.EndClock())
        for one in reviewed(drill).amendments:
            settle(drill, one, "accepted")


def test_a_rejected_finding_asks_for_nothing_and_an_agreed_one_comes_first() -> None:
    drill = over_with_two()
    found = {one.rule: one.id for one in reviewed(drill).findings}
    first, second = FindingId(found["unreasoned"]), FindingId(found["unapproved"])
    drill.ask(facilitator(), c.SettleFinding(finding=second, standing="rejected"))
    drill.ask(facilitator(), c.SettleFinding(finding=first, standing="agreed"))
    asked = reviewed(drill).amendments
    assert [one.id for one in asked if one.findings == (second,)] == []
    assert (asked[0].findings, asked[0].agreed) == ((first,), True)
