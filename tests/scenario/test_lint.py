"""What an author is advised of, and what not."""

from dataclasses import replace

from app.ids import AssumptionId, Handle, InjectId
from app.scenario.cast import Persona
from app.scenario.guide import Objective
from app.scenario.lint import lint
from app.scenario.msel import Chance
from tests.scenario.advised import advice, after, at_hand, inject, of, sound, with_injects


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


def test_what_lies_at_hand_repeats_nothing_either() -> None:
    scenario = replace(sound(), on_demand=(at_hand("BRR."), at_hand("Brr?", name="n2")))
    assert advice(scenario) == [("crowd.words.against[0]", "the same words as on_demand[0].text")]


def test_a_persona_that_speaks_only_at_hand_speaks() -> None:
    waiter = Persona(handle=Handle("waiter"), name="Waiter", bio="", followers=0)
    scenario = replace(sound(), cast=(*sound().cast, waiter), on_demand=(at_hand(by="waiter"),))
    assert lint(scenario) == ()


def test_what_lies_at_hand_puts_no_words_into_a_players_mouth() -> None:
    scenario = replace(sound(), on_demand=(at_hand(), at_hand("Pepper?", by="passing_by", name="n2")))
    assert advice(scenario) == [
        ("on_demand[1].by", "n2 speaks as @passing_by, whom pat plays"),
    ]


def test_more_reach_at_hand_than_there_are_accounts() -> None:
    scenario = replace(sound(), on_demand=(replace(at_hand(), reach=1001),))
    assert advice(scenario) == [("on_demand[0].reach", "n1 reaches 1,001 of a crowd of 1,000")]


def test_what_follows_within_two_minutes_is_overload() -> None:
    scenario = with_injects(inject("4", 360.0), after("5", "4", 30.0), after("6", "5", 89.0))
    assert [path for path, _ in advice(scenario)] == ["msel[4]", "msel[5]"]
    assert "5 and 6 within two minutes, 06:30 and 07:59" in advice(scenario)[1][1]


def test_what_follows_two_minutes_later_is_no_overload() -> None:
    assert lint(with_injects(inject("4", 360.0), after("5", "4", 120.0))) == ()


def test_what_follows_and_is_due_after_the_end() -> None:
    scenario = with_injects(inject("4", 360.0), after("5", "4", 181.0))
    assert advice(scenario) == [("msel[4]", "5 still waits for an answer at EndEx, 10:00")]
    assert lint(with_injects(inject("4", 360.0), after("5", "4", 150.0))) == ()


def test_an_answer_to_what_goes_out_later() -> None:
    late = replace(inject("5", 400.0, "legal"), answers=InjectId("4"))
    assert advice(with_injects(after("4", "2", 200.0), late)) == [
        ("msel[4].answers", "5 answers 4, which goes out later")
    ]
    assert lint(with_injects(after("4", "2", 160.0), late)) == ()


def test_an_answer_to_what_it_follows_comes_after_it() -> None:
    last = replace(after("4", "3", 10.0, contingency=True), answers=InjectId("3"))
    assert lint(with_injects(last)) == ()


def test_two_demands_in_the_last_minutes() -> None:
    early = (inject("1", 10.0), inject("2", 600.0, "legal"), inject("3", 1200.0))
    late = (inject("4", 1800.0, "legal"), inject("5", 2101.0), inject("6", 2280.0, "legal"))
    assert advice(of(40, *early, *late)) == [("msel[5]", "5 and 6 both come in the last 05:00")]
    soon = replace(late[1], at=2100.0)
    assert lint(of(40, *early, late[0], soon, late[2])) == ()


def test_a_position_nothing_asks() -> None:
    asked = [inject(str(at), at * 600.0) for at in range(4)]
    reason = "nothing that is sure to go out asks anything of legal"
    assert advice(of(40, *asked)) == [("seats[3]", reason)]
    assert lint(of(29, *asked[:3])) == ()


def test_a_position_that_only_a_contingency_asks() -> None:
    by_hand = replace(inject("5", None, "legal"), contingency=True)
    scenario = of(40, *(inject(str(at), at * 600.0) for at in range(4)), by_hand)
    assert [path for path, _ in advice(scenario)] == ["seats[3]"]


def test_a_position_that_is_asked_nothing_for_long() -> None:
    asked = [inject(str(at), at * 600.0) for at in range(4)]
    late = inject("5", 1201.0, "legal")
    reason = "legal is asked nothing from 00:00 to 20:01"
    assert advice(of(40, *asked[:3], late, asked[3])) == [("seats[3]", reason)]
    assert lint(of(40, *asked[:3], replace(late, at=1200.0), asked[3])) == ()


def test_a_brand_team_that_is_asked_nothing_for_a_quarter_of_an_hour() -> None:
    first, legal = inject("1", 10.0), inject("2", 900.0, "legal")
    last = inject("4", 1801.0)
    reason = "nobody of the brand is asked anything from 15:00 to 30:01"
    found = advice(of(40, first, legal, last))
    assert ("msel[2]", reason) in found
    assert not [one for one in advice(of(40, first, legal, replace(last, at=1800.0))) if "nobody" in one[1]]


def test_a_brand_team_that_is_asked_nothing_until_the_end() -> None:
    scenario = of(40, inject("1", 10.0), inject("2", 800.0, "legal"), inject("3", 1400.0))
    assert [one for one in advice(scenario) if "nobody" in one[1]] == [
        ("msel[2]", "nobody of the brand is asked anything from 23:20 to 40:00")
    ]
