"""Advice about what nothing can bring about: each rule with a scenario it is for, and one that almost is."""

from dataclasses import replace

import pytest

from app.ids import Handle, InjectId
from app.scenario.condition import Condition
from app.scenario.lint import lint
from tests.scenario.advised import (
    advice,
    after,
    at_hand,
    inject,
    of,
    sound,
    unless,
    waiting,
    with_goal,
    with_injects,
)

IMPOSSIBLE = [
    # condition, key, reason, what is possible
    (Condition(silence=601.0), "silence", "10:01 at the earliest, after the end", Condition(silence=600.0)),
    (Condition(heat_above=100.0), "heat_above", "never above 100", Condition(heat_above=99.0)),
    (Condition(heat_below=0.0), "heat_below", "never below 0", Condition(heat_below=1.0)),
    (Condition(trust_above=100.0), "trust_above", "never above 100", Condition(trust_above=99.0)),
    (Condition(trust_below=0.0), "trust_below", "never below 0", Condition(trust_below=1.0)),
    (Condition(reach_above=100_000), "reach_above", "so many views", Condition(reach_above=99_999)),
    (Condition(waiting=60.0), "waiting", "no draft waits for an approval", None),
    (Condition(refuted=1), "refuted", "1 claims to refute", None),
    (
        Condition(unanswered=Handle("landlord"), patience=361.0),
        "unanswered",
        "10:01 at the earliest",
        Condition(unanswered=Handle("landlord"), patience=360.0),
    ),
    (Condition(unanswered=Handle("warmspoon")), "unanswered", "is by @warmspoon", None),
    (Condition(delivered=InjectId("3")), "delivered", "only a facilitator delivers 3", None),
    (Condition(delivered=InjectId("9")), "delivered", "9 never goes out by itself", None),
    (Condition(said=("...",)), "said[0]", "`...` is no word", Condition(said=("24/7",))),
    (Condition(said=("apolog*",)), "said[0]", "stands for nothing", Condition(said=("apology",))),
    (Condition(said=("so  sorry",)), "said[0]", "more than single spaces", Condition(said=("so sorry",))),
    (Condition(said=("извините",)), "said[0]", "not in the letters of `en`", Condition(said=("é",))),
]


@pytest.mark.parametrize(
    ("condition", "key", "reason", "possible"), IMPOSSIBLE, ids=lambda one: str(one)[:40]
)
def test_a_condition_that_can_never_hold(
    condition: Condition, key: str, reason: str, possible: Condition | None
) -> None:
    ((path, said),) = advice(with_injects(waiting("9", condition)))
    assert path == f"msel[3].when.{key}"
    assert reason in said
    ((path, said),) = advice(with_goal(condition))
    assert path == f"seats[1].card.goals[0].when.{key}"
    assert reason in said
    if possible is not None:
        assert lint(with_injects(waiting("9", possible))) == ()


def test_a_silence_is_counted_from_when_it_is_armed() -> None:
    assert lint(with_injects(waiting("4", Condition(silence=240.0), at=360.0))) == ()
    ((path, _),) = advice(with_injects(waiting("4", Condition(silence=241.0), at=360.0)))
    assert path == "msel[3].when.silence"


def test_approvals_rumours_and_holding_statements_that_are_there() -> None:
    scenario = with_injects(waiting("4", Condition(waiting=60.0, refuted=1, pasted=2)))
    plan, (fact,) = scenario.plan, scenario.facts
    review = replace(plan.ladder[0], does="review")
    good = replace(
        scenario, plan=replace(plan, ladder=(review,)), facts=(fact, replace(fact, id="F2", holds=False))
    )
    assert lint(good) == ()
    poor = replace(good, plan=replace(plan, ladder=(review,), holding=()))
    assert advice(poor) == [("msel[3].when.pasted", "the plan has no holding statement")]


def test_a_dead_branch_of_an_any() -> None:
    either = Condition(any=(Condition(silence=60.0), Condition(delivered=InjectId("3"))))
    ((path, _),) = advice(with_injects(waiting("4", either)))
    assert path == "msel[3].when.any[1].delivered"


def test_an_any_holds_when_the_first_of_it_does() -> None:
    either = Condition(any=(Condition(silence=60.0), Condition(delivered=InjectId("3"))))
    follows = waiting("5", Condition(delivered=InjectId("4")))
    assert len(advice(with_injects(waiting("4", either), follows))) == 1
    dead = Condition(any=either.any[1:])
    assert advice(with_injects(waiting("4", dead), follows))[1:] == [
        ("msel[4].when.delivered", "4 never goes out by itself")
    ]


def test_what_follows_too_late_is_never_there() -> None:
    late = replace(after("5", "4", 201.0), expected=None)
    waits = waiting("6", Condition(delivered=InjectId("5")))
    reason = ("msel[5].when.delivered", "5 never goes out by itself")
    assert reason in advice(with_injects(inject("4", 400.0), late, waits))
    assert reason not in advice(with_injects(inject("4", 400.0), replace(late, later=200.0), waits))


def test_what_must_not_have_come_need_not_come() -> None:
    quiet = Condition(silence=60.0, none=(Condition(delivered=InjectId("3")),))
    assert lint(with_injects(waiting("4", quiet))) == ()
    ((path, _),) = advice(with_injects(waiting("4", replace(quiet, none=(Condition(heat_above=100.0),)))))
    assert path == "msel[3].when.none[0].heat_above"


def test_bounds_that_exclude_one_another() -> None:
    narrow = Condition(heat_above=50.0, heat_below=50.0)
    assert advice(with_injects(waiting("4", narrow))) == [
        ("msel[3].when.heat_below", "heat is never above 50 and below 50 at once")
    ]
    assert lint(with_injects(waiting("4", replace(narrow, heat_below=51.0)))) == ()


def test_a_mood_that_holds_at_startex() -> None:
    calm = Condition(heat_below=30.0, trust_above=50.0)
    reason = "it is so at StartEx: heat 5.5, trust 60"
    assert advice(with_goal(calm)) == [("seats[1].card.goals[0].when", reason)]
    assert advice(with_injects(waiting("4", calm))) == [("msel[3].when", reason)]
    assert lint(with_injects(waiting("4", calm, at=300.0))) == ()
    assert lint(with_goal(replace(calm, delivered=InjectId("2")))) == ()
    assert lint(with_goal(replace(calm, trust_above=60.0))) == ()


def test_injects_that_wait_for_one_another() -> None:
    first = waiting("4", Condition(delivered=InjectId("5")))
    second = waiting("5", Condition(delivered=InjectId("4")))
    assert [path for path, _ in advice(with_injects(first, second))] == [
        "msel[3].when.delivered",
        "msel[4].when.delivered",
    ]
    either = replace(second, when=Condition(any=(Condition(silence=60.0), first.when or Condition())))
    for both in ((first, either), (either, first)):
        assert lint(with_injects(*both)) == ()


def test_following_what_only_a_hand_delivers() -> None:
    reason = "only a facilitator delivers 3"
    assert advice(with_injects(after("4", "3", 60.0))) == [("msel[3].after", reason)]
    assert lint(with_injects(after("4", "3", 60.0, contingency=True))) == ()


def test_following_too_late() -> None:
    late = replace(after("5", "4", 201.0), expected=None)
    found = advice(with_injects(inject("4", 400.0), late))
    assert ("msel[4].later", "5 goes out at 10:01 at the earliest, after the end, 10:00") in found
    found = advice(with_injects(inject("4", 400.0), replace(late, later=200.0)))
    assert found == [("msel[4]", "5 expects nothing")]


def test_a_deadline_after_the_end() -> None:
    asks = inject("4", 400.0, within=201.0)
    reason = "the answer to 4 is due at 10:01, after the end, 10:00"
    assert ("msel[4].unless", reason) in advice(with_injects(asks, unless("5", "4")))
    in_time = inject("4", 400.0, within=200.0)
    assert lint(with_injects(in_time, unless("5", "4"))) == ()


def test_failing_what_only_a_hand_delivers() -> None:
    assert advice(with_injects(unless("4", "3"))) == [("msel[3].unless", "only a facilitator delivers 3")]
    assert lint(with_injects(unless("4", "2"))) == ()


def test_an_account_that_speaks_only_at_hand() -> None:
    asked = waiting("4", Condition(unanswered=Handle("landlord"), patience=60.0))
    mute = replace(with_injects(asked), on_demand=(at_hand(by="landlord"),))
    silent = replace(mute, msel=tuple(one for one in mute.msel if one.by != "landlord"))
    assert advice(silent) == [("msel[2].when.unanswered", "nothing that goes out by itself is by @landlord")]
    assert lint(mute) == ()


def test_an_account_that_is_played_may_speak_at_any_time() -> None:
    asked = waiting("4", Condition(unanswered=Handle("passing_by"), patience=600.0))
    assert lint(with_injects(asked)) == ()


def test_a_long_drill_has_room_for_longer_waits() -> None:
    early, late = inject("1", 10.0), inject("2", 600.0, "legal")
    quiet = waiting("3", Condition(silence=1200.0))
    assert lint(of(20, early, late, quiet)) == ()
    assert sound().minutes == 10
