"""What an author is advised of, and what not."""

from dataclasses import replace

from app.ids import AssumptionId, Handle, InjectId
from app.scenario.cast import Persona
from app.scenario.guide import Objective
from app.scenario.lint import lint
from app.scenario.msel import Chance, ExpectedAction, Inject
from app.scenario.plan import Position
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from tests.scenario.small import SMALL


def sound() -> Scenario:
    return read_scenario(SMALL)


def inject(name: str, at: float | None, position: Position = "communicator", within: float = 60.0) -> Inject:
    """An inject nothing is to be said against."""
    return Inject(
        id=InjectId(name),
        title=name,
        at=at,
        by=Handle("hungry_ann"),
        text=f"Inject {name}",
        tests=(AssumptionId("A1"),),
        objective="warm",
        expected=ExpectedAction(action="Answer", within=within, position=position),
    )


def with_injects(*injects: Inject) -> Scenario:
    return replace(sound(), msel=(*sound().msel, *injects))


def advice(scenario: Scenario) -> list[tuple[str, str]]:
    return [(warning.path, warning.reason) for warning in lint(scenario)]


def test_a_sound_scenario_needs_no_advice() -> None:
    assert lint(sound()) == ()


def test_an_inject_that_expects_nothing() -> None:
    scenario = with_injects(replace(inject("4", 480.0), expected=None))
    assert advice(scenario) == [("msel[3]", "4 expects nothing")]


def test_an_objective_without_inject_or_guide_item() -> None:
    scenario = replace(sound(), objectives=(*sound().objectives, Objective(id="fast", title="Fast")))
    assert advice(scenario) == [
        ("objectives[1]", "no inject serves objective fast"),
        ("objectives[1]", "the guide asks nothing about objective fast"),
    ]


def test_an_assumption_nothing_tests() -> None:
    plan = sound().plan
    untested = replace(plan.assumptions[0], id=AssumptionId("A2"))
    scenario = replace(sound(), plan=replace(plan, assumptions=(*plan.assumptions, untested)))
    assert advice(scenario) == [("plan.assumptions[1]", "no inject tests assumption A2")]


def test_a_persona_that_never_speaks() -> None:
    mute = Persona(handle=Handle("mute"), name="Mute", bio="", followers=0)
    assert advice(replace(sound(), cast=(*sound().cast, mute))) == [("cast[4]", "@mute never speaks")]


def test_two_demands_on_one_position_within_two_minutes() -> None:
    scenario = with_injects(inject("4", 380.0), inject("5", 499.0), inject("6", 500.0, "legal"))
    assert advice(scenario) == [("msel[4]", "communicator gets 4 and 5 within two minutes, 06:20 and 08:19")]


def test_two_demands_two_minutes_apart_are_no_overload() -> None:
    assert lint(with_injects(inject("4", 380.0), inject("5", 500.0))) == ()


def test_injects_by_hand_are_no_overload() -> None:
    assert lint(with_injects(inject("4", 380.0), inject("5", None))) == ()


def test_an_inject_out_of_order() -> None:
    scenario = with_injects(inject("4", 500.0), inject("5", 380.0, "legal"))
    assert advice(scenario) == [("msel[4].at", "5 stands after a later one")]


def test_a_timed_inject_that_answers_one_by_hand() -> None:
    scenario = with_injects(replace(inject("4", 400.0), answers=InjectId("3")))
    assert advice(scenario) == [("msel[3].answers", "4 answers 3, which a facilitator may never deliver")]


def test_more_reach_than_there_are_accounts() -> None:
    scenario = with_injects(replace(inject("4", 400.0), reach=1001))
    assert advice(scenario) == [("msel[3].reach", "4 reaches 1,001 of a crowd of 1,000")]


def test_an_answer_that_is_due_after_the_end() -> None:
    assert advice(with_injects(inject("4", 541.0))) == [
        ("msel[3]", "4 still waits for an answer at EndEx, 10:00")
    ]


def test_a_chance_that_is_open_after_the_end() -> None:
    scenario = with_injects(replace(inject("4", 480.0), chance=Chance(title="Soup", lasts=121.0)))
    assert advice(scenario) == [("msel[3]", "4 still waits for an answer at EndEx, 10:00")]


def test_a_seat_whose_stand_in_is_mute() -> None:
    cook, *others = sound().seats
    scenario = replace(sound(), seats=(replace(cook, lines=()), *others))
    assert advice(scenario) == [("seats[0].lines", "a stand-in in cook has nothing to say")]


def test_the_same_words_twice() -> None:
    words = replace(sound().crowd.words, neutral=("Soup?", "brr."))
    scenario = replace(sound(), crowd=replace(sound().crowd, words=words))
    assert advice(scenario) == [("crowd.words.neutral[1]", "the same words as crowd.words.against[0]")]
