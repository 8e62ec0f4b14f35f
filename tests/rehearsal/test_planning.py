"""The plan in the lobby: edits that lose nobody's words, versions without gaps, signatures that name one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import AssumptionId, SeatId
from app.rehearsal.commands import EditPlan, OpenDraft, PublishPost, SignPlan, SubmitDraft, TakeDecision
from app.rehearsal.events import DraftSubmitted, PlanEdited, PlanSigned
from app.rehearsal.evolve import fold
from app.rehearsal.refusals import Code, Refused
from app.scenario.plan import Assumption, Component, HoldingStatement
from app.scenario.plan_patch import PlanPart, PlanPatch, patched
from tests.airline import AIRLINE, BRAND
from tests.build import Drill, a_drill, brand, critic, facilitator, observer, started
from tests.rehearsal.illegal import illegal

FACTS = AIRLINE.plan.components[0]
WRITTEN = replace(
    FACTS, kind="facts_and_sources", text="Ground operations keep one list. Nobody quotes another."
)


def words(text: str) -> PlanPatch:
    """A change of the first component's text."""
    return PlanPatch(components=(replace(FACTS, text=text),))


def edit(drill: Drill, seat: SeatId, patch: PlanPatch, saw: int | None = None) -> PlanEdited:
    (event,) = drill.ask(
        seat, EditPlan(saw=drill.rehearsal.plan.version if saw is None else saw, patch=patch)
    )
    assert isinstance(event, PlanEdited)
    return event


def test_an_edit_makes_the_next_version_and_keeps_the_order() -> None:
    drill = a_drill()
    assert edit(drill, brand(), PlanPatch(components=(WRITTEN,))).version == 5
    plan = drill.rehearsal.plan
    assert plan.components == (WRITTEN, AIRLINE.plan.components[1])
    assert (plan.version, plan.ladder) == (5, AIRLINE.plan.ladder)
    assert AIRLINE.plan.version == 4


def test_parts_are_added_and_taken_out() -> None:
    drill = a_drill()
    bet = Assumption(
        id=AssumptionId("a2"),
        statement="We are kind.",
        owner="legal",
        confidence=40,
        breaks_when="we are not",
    )
    line = HoldingStatement(id="h3", text="We read you.")
    gone = (PlanPart(sort="component", id="contact"), PlanPart(sort="red_line", id="regulation 14"))
    edit(
        drill, brand(), PlanPatch(assumptions=(bet,), holding=(line,), red_lines=("Calm Down",), removed=gone)
    )
    plan = drill.rehearsal.plan
    assert [one.id for one in plan.components] == ["facts"]
    assert plan.red_lines == ("customer of size", "calm down")
    assert (plan.assumptions[-1], plan.holding[-1]) == (bet, line)


def test_two_who_write_different_parts_disturb_nobody() -> None:
    drill = a_drill()
    edit(drill, brand(), words("One list."), saw=4)
    edit(drill, brand("legal"), PlanPatch(red_lines=("never",)), saw=4)
    assert drill.rehearsal.plan.components[0].text == "One list."
    assert drill.rehearsal.plan.red_lines[-1] == "never"
    assert drill.rehearsal.plan.version == 6


def test_the_second_who_writes_the_same_part_is_told_what_is_there_now() -> None:
    drill = a_drill()
    drill.sit(brand("legal"), "Bo")
    edit(drill, brand("legal"), words("Two lists."), saw=4)
    refusal = drill.refused(brand(), EditPlan(saw=4, patch=words("One list.")))
    assert refusal.code == "conflict"
    assert "Bo changed component facts meanwhile; it says now: “Two lists.”" in refusal.detail
    edit(drill, brand(), words("One list."), saw=5)
    assert drill.rehearsal.plan.components[0].text == "One list."


def test_what_was_taken_out_meanwhile_is_not_written_again_unseen() -> None:
    drill = a_drill()
    edit(drill, brand(), PlanPatch(removed=(PlanPart(sort="component", id="facts"),)))
    refusal = drill.refused(brand("legal"), EditPlan(saw=4, patch=words("One list.")))
    assert (refusal.code, "it is gone now" in refusal.detail) == ("conflict", True)


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        (PlanPatch(), "invalid"),
        (PlanPatch(components=(FACTS,)), "invalid"),
        (PlanPatch(components=(replace(FACTS, title=" "),)), "invalid"),
        (PlanPatch(components=(replace(FACTS, id="two words"),)), "invalid"),
        (PlanPatch(components=(replace(FACTS, text="x" * 1_001),)), "too_long"),
        (PlanPatch(components=(replace(FACTS, text="a\x00b"),)), "invalid"),
        (PlanPatch(components=(WRITTEN, WRITTEN)), "invalid"),
        (PlanPatch(components=(WRITTEN,), removed=(PlanPart(sort="component", id="facts"),)), "invalid"),
        (PlanPatch(assumptions=(replace(AIRLINE.plan.assumptions[0], confidence=101),)), "invalid"),
        (PlanPatch(first_reply=0.0), "invalid"),
        (PlanPatch(first_reply=float("nan")), "invalid"),
        (PlanPatch(removed=(PlanPart(sort="holding", id="h9"),)), "not_found"),
        (PlanPatch(removed=(PlanPart(sort="first_reply"),)), "not_found"),
        (
            PlanPatch(
                removed=tuple(PlanPart(sort="component", id=one.id) for one in AIRLINE.plan.components)
            ),
            "invalid",
        ),
        (PlanPatch(red_lines=tuple(f"word {number}" for number in range(60))), "too_large"),
    ],
)
def test_an_edit_that_says_nothing_or_too_much_is_refused(patch: PlanPatch, code: Code) -> None:
    assert a_drill().refused(brand(), EditPlan(saw=4, patch=patch)).code == code


@pytest.mark.parametrize("saw", [3, 5])
def test_a_version_nobody_saw_is_refused(saw: int) -> None:
    assert a_drill().refused(brand(), EditPlan(saw=saw, patch=words("One list."))).code == "invalid"


def test_an_owner_has_a_seat() -> None:
    scenario = replace(AIRLINE, seats=tuple(seat for seat in AIRLINE.seats if seat.position != "legal"))
    patch = PlanPatch(components=(replace(FACTS, owner="legal"),))
    assert a_drill(scenario=scenario).refused(brand(), EditPlan(saw=4, patch=patch)).code == "invalid"


def test_only_the_brand_writes_the_plan() -> None:
    for seat in (critic(), observer(), facilitator()):
        assert a_drill().refused(seat, EditPlan(saw=4, patch=words("Mine."))).code == "forbidden"


def test_after_startex_the_plan_is_under_test_and_stays_as_it_is() -> None:
    drill = a_drill(started())
    assert drill.refused(brand(), EditPlan(saw=4, patch=words("Too late."))).code == "conflict"
    drill.ask(brand(), SignPlan(version=4))


def test_a_signature_is_of_a_version_and_an_edit_asks_for_it_again() -> None:
    drill = a_drill()
    assert drill.ask(brand(), SignPlan(version=4)) == (PlanSigned(seat=brand(), version=4),)
    edit(drill, brand("legal"), words("One list."))
    seat = drill.rehearsal.seats[brand()]
    assert (seat.signed, seat.signed_version) == (False, 4)
    assert drill.refused(brand(), SignPlan(version=4)).code == "conflict"
    drill.ask(brand(), SignPlan(version=5))
    assert (seat.signed, seat.signed_version) == (True, 5)


def test_a_signature_of_an_old_log_is_of_the_plan_in_force() -> None:
    drill = a_drill(PlanSigned(seat=brand()))
    assert drill.rehearsal.seats[brand()].signed_version == 4


def test_the_drill_is_run_by_the_plan_as_the_team_wrote_it() -> None:
    drill = a_drill()
    bet = replace(AIRLINE.plan.assumptions[0], id=AssumptionId("a9"))
    line = HoldingStatement(id="h9", text="We are reading every word of this.")
    edit(drill, brand(), PlanPatch(holding=(line,), assumptions=(bet,)))
    drill.happened(started())
    drill.ask(brand(), PublishPost(author=BRAND, text=line.text))
    drill.ask(brand(), TakeDecision(what="We wait.", rests_on=(AssumptionId("a9"),)))
    drill.ask(brand(), OpenDraft(text="More."))
    (handed_in,) = drill.ask(brand(), SubmitDraft(draft=next(iter(drill.rehearsal.drafts))))
    assert isinstance(handed_in, DraftSubmitted)
    assert handed_in.needs == ("legal", "decision_maker")


PARTS = ("facts", "contact", "tone")
STEPS = st.tuples(
    st.sampled_from(("communicator", "legal", "decision_maker")),
    st.sampled_from((*PARTS, "sign", "drop", "start")),
    st.integers(0, 3),
    st.text("ab ", max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=14))
def test_no_history_of_edits_loses_a_word_or_a_version(steps: list[tuple[str, str, int, str]]) -> None:
    drill = a_drill()
    accepted: dict[str, list[str]] = {}
    for at, (position, what, behind, text) in enumerate(steps):
        plan, seat = drill.rehearsal.plan, brand(position)  # type: ignore[arg-type]
        saw = max(4, plan.version - behind)
        unseen = {
            one.id
            for edit in drill.rehearsal.plan_edits
            if edit.version > saw
            for one in edit.patch.components
        }
        patch = PlanPatch(components=(Component(id=what, title="T", owner="legal", text=f"{text}.{at}"),))
        running = drill.rehearsal.clock.state != "lobby"
        try:
            if what == "start":
                drill.happened(started())
            elif what == "sign":
                drill.ask(seat, SignPlan(version=saw))
                assert saw == plan.version
            elif what == "drop":
                drill.ask(
                    seat, EditPlan(saw=saw, patch=PlanPatch(removed=(PlanPart(sort="component", id="tone"),)))
                )
            else:
                drill.ask(seat, EditPlan(saw=saw, patch=patch), at=20.0 * (at + 1))
                assert what not in unseen
                assert not running
                accepted.setdefault(what, []).append(f"{text}.{at}".strip())
        except Refused:
            assert drill.rehearsal.plan == plan
    written = AIRLINE.plan
    for one in drill.rehearsal.plan_edits:
        written = patched(written, one.patch, one.version)
    assert written == drill.rehearsal.plan
    every = [one.text for edit in drill.rehearsal.plan_edits for one in edit.patch.components]
    assert sorted(every) == sorted(text for texts in accepted.values() for text in texts)
    assert illegal(drill.rehearsal) == []
    assert fold(drill.log) == drill.rehearsal
