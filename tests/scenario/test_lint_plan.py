"""What an author is told of a plan that leaves out what its platform makes critical."""

from dataclasses import replace

from app.scenario.plan import Component
from tests.scenario.advised import advice, sound


def test_critical_kinds_that_the_plan_does_not_speak_of_are_named_in_one_piece_of_advice() -> None:
    plan = sound().plan
    bare = replace(plan, components=plan.components[:1])
    said = "Listening (`listening`), Response targets (`response_targets`), Escalation (`escalation`)"
    ((path, reason),) = advice(replace(sound(), plan=bare))
    assert path == "plan.components"
    assert reason.startswith(f"critical on Microblog, and the plan does not speak of it: {said}")


def test_a_gap_that_is_marked_missing_is_meant() -> None:
    assert {part.standing for part in sound().plan.components[1:]} == {"missing"}
    assert advice(sound()) == []


def test_what_is_critical_elsewhere_is_no_matter_here() -> None:
    gaps = [reason for _, reason in advice(replace(sound(), platform="reviews"))]
    assert [reason for reason in gaps if "Channels (`channels`)" in reason]
    assert not [reason for reason in gaps if "influencer_relations" in reason]


def test_a_component_that_is_ready_says_what_it_says() -> None:
    plan = sound().plan
    mute = Component(id="voice", title="Voice", owner="communicator", kind="voice")
    told = advice(replace(sound(), plan=replace(plan, components=(*plan.components, mute))))
    assert told == [("plan.components[8]", "voice is ready, and nobody can read what it says")]
    written = replace(plan, components=(*plan.components, replace(mute, text="Be warm.")))
    assert advice(replace(sound(), plan=written)) == []
