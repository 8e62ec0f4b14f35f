"""What critics and bystanders do beside posting: screenshots, tactics, energy, moods, verdicts, goals."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feed.tactics import COSTS, Leaked, Tactic
from app.ids import CONDUCTOR, CaptureId, ChatId, LeakId, PostId
from app.rehearsal.commands import (
    CapturePost,
    DeletePost,
    EditPost,
    EndClock,
    GiveMood,
    GiveVerdict,
    JudgeGoal,
    PublishPost,
    SayInCrew,
)
from app.rehearsal.energy import CAP, FULL, REFILL
from app.rehearsal.events import CrewSaid, GoalJudged, MoodGiven, PostCaptured, PostPublished, VerdictGiven
from app.rehearsal.goals import reached
from app.scenario.condition import Condition
from app.scenario.scenario import Goal, Leak
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, started
from tests.everything import HOLDING

P1, K1 = PostId("p1"), CaptureId("k1.critic-1")
MEMO = Leak(id=LeakId("l1"), title="Note of the night shift", text="Say nothing.", at=60.0)


def stormy(*, leaks: tuple[Leak, ...] = ()) -> Drill:
    scenario = replace(AIRLINE, leaks=leaks)
    return a_drill(started(), (brand(), PublishPost(author=BRAND, text=HOLDING)), scenario=scenario)


def play(tactic: Tactic, text: str = "Tell everybody.") -> PublishPost:
    return PublishPost(author=DIRECTOR, text=text, tactic=tactic)


def test_a_screenshot_keeps_what_the_post_said_when_it_was_taken() -> None:
    drill = stormy()
    (taken,) = drill.ask(critic(), CapturePost(post=P1), at=30)
    drill.ask(brand(), EditPost(post=P1, text=HOLDING.replace("19:30", "20:00")), at=40)
    drill.ask(brand(), DeletePost(post=P1), at=50)
    (shown,) = drill.ask(critic(), PublishPost(author=DIRECTOR, text="Gone now.", shows=K1), at=60)
    assert isinstance(taken, PostCaptured)
    assert isinstance(shown, PostPublished)
    assert taken.capture == K1
    assert shown.shows == taken.shot
    assert shown.shows is not None
    assert (shown.shows.text, shown.shows.author, shown.shows.taken_t) == (HOLDING, BRAND, 30.0)


def test_a_screenshot_is_shown_by_who_took_it_and_by_nobody_else() -> None:
    drill = stormy()
    drill.ask(critic(), CapturePost(post=P1))
    other = PublishPost(author=CAMPAIGN, text="Look.", shows=K1)
    assert drill.refused(critic(2), other).code == "not_found"
    assert drill.refused(brand(), PublishPost(author=BRAND, text=HOLDING, shows=K1)).code == "not_found"


def test_the_same_words_are_captured_once_and_what_is_gone_is_not() -> None:
    drill = stormy()
    drill.ask(critic(), CapturePost(post=P1))
    assert drill.refused(critic(), CapturePost(post=P1)).code == "conflict"
    drill.ask(brand(), EditPost(post=P1, text=HOLDING.replace("19:30", "20:00")), at=20)
    assert drill.ask(critic(), CapturePost(post=P1))
    drill.ask(brand(), DeletePost(post=P1), at=30)
    assert drill.refused(bystander(), CapturePost(post=P1)).code == "not_found"


def test_a_tactic_is_a_critics() -> None:
    drill = stormy()
    assert drill.ask(critic(), play("rally"))
    assert drill.rehearsal.tactics == {PostId("p2"): "rally"}
    watching = PublishPost(author=FLYER, text="Hm.", tactic="praise")
    assert drill.refused(bystander(), watching).code == "forbidden"
    assert drill.refused(facilitator(), replace(watching, author=CAMPAIGN)).code == "forbidden"


def test_a_screenshot_that_a_critic_shows_is_a_tactic_by_itself() -> None:
    drill = stormy()
    drill.ask(critic(), CapturePost(post=P1))
    drill.ask(critic(), PublishPost(author=DIRECTOR, text="Look.", shows=K1))
    drill.ask(bystander(), CapturePost(post=P1))
    shown = PublishPost(author=FLYER, text="Look.", shows=CaptureId("k1.bystander-1"))
    drill.ask(bystander(), shown)
    assert drill.rehearsal.tactics == {PostId("p2"): "screenshot"}


def test_tactics_take_energy_and_time_gives_it_back() -> None:
    drill = stormy()
    drill.ask(critic(), play("rally", "One."), at=10)
    drill.ask(critic(), play("boycott", "Two."), at=10)
    refusal = drill.refused(critic(), play("evidence", "Who?"), at=11)
    assert (refusal.code, refusal.retry, refusal.after_ms) == ("rate_limited", "after", 44_000)
    assert "T+00:55" in refusal.detail
    assert drill.ask(critic(), PublishPost(author=DIRECTOR, text="Plain words take none."), at=12)
    assert drill.ask(critic(2), PublishPost(author=CAMPAIGN, text="Mine is mine.", tactic="rally"), at=12)
    assert drill.ask(critic(), play("evidence", "Who decided?"), at=55)


@given(st.lists(st.tuples(st.sampled_from(sorted(COSTS)), st.floats(0, 300)), max_size=30))
def test_nobody_ever_spends_more_than_the_cap_and_what_time_gives(played: list[tuple[Tactic, float]]) -> None:
    energy, t, spent = FULL, 0.0, 0
    for tactic, wait in played:
        t += wait
        if energy.missing(tactic, t) > 0:
            continue
        energy, spent = energy.spent(tactic, t), spent + COSTS[tactic]
        assert 0 <= energy.at(t) <= CAP
    assert spent <= CAP + t / REFILL + 1e-6


def test_a_leak_is_let_out_once_by_a_critic_and_not_before_its_time() -> None:
    drill = stormy(leaks=(MEMO,))
    leak = PublishPost(author=DIRECTOR, text="They wrote this.", leak=MEMO.id)
    assert drill.refused(critic(), leak, at=59).code == "invalid"
    assert drill.refused(bystander(), replace(leak, author=FLYER), at=60).code == "forbidden"
    (out,) = drill.ask(critic(), leak, at=60)
    assert isinstance(out, PostPublished)
    assert (out.tactic, out.leak) == ("leak", Leaked(title=MEMO.title, text=MEMO.text))
    assert drill.refused(critic(2), replace(leak, author=CAMPAIGN), at=70).code == "conflict"


@pytest.mark.parametrize("tactic", ["leak", "screenshot"])
def test_a_tactic_that_shows_something_needs_something_to_show(tactic: Tactic) -> None:
    assert stormy().refused(critic(), play(tactic)).code == "invalid"


def test_critics_talk_among_themselves() -> None:
    drill = a_drill()
    assert drill.ask(critic(), SayInCrew(text=" At nine. ")) == (
        CrewSaid(line=ChatId("x1"), seat=critic(), text="At nine."),
    )
    for seat in (brand(), bystander(), facilitator()):
        assert drill.refused(seat, SayInCrew(text="Me too")).code == "forbidden"


def test_the_mood_is_asked_once_every_five_minutes() -> None:
    drill = stormy()
    assert drill.ask(bystander(), GiveMood(value=4), at=299) == (
        MoodGiven(seat=bystander(), round=0, value=4),
    )
    assert drill.refused(bystander(), GiveMood(value=2), at=299.9).code == "conflict"
    assert drill.ask(bystander(2), GiveMood(value=2))
    assert drill.ask(bystander(), GiveMood(value=2), at=300) == (
        MoodGiven(seat=bystander(), round=1, value=2),
    )
    assert drill.refused(bystander(), GiveMood(value=6), at=600).code == "invalid"


def test_a_verdict_comes_after_the_end_and_the_latest_one_counts() -> None:
    drill = stormy()
    assert drill.refused(bystander(), GiveVerdict(value=3)).code == "conflict"
    drill.ask(facilitator(), EndClock())
    assert drill.ask(bystander(), GiveVerdict(value=2, words=" Late. ")) == (
        VerdictGiven(seat=bystander(), value=2, words="Late."),
    )
    drill.ask(bystander(), GiveVerdict(value=3))
    assert drill.rehearsal.verdicts[bystander()].value == 3
    assert drill.refused(bystander(), GiveVerdict(value=3, words="x" * 501)).code == "too_long"


def with_goal(goal: Goal) -> Drill:
    seats = tuple(
        replace(seat, card=replace(seat.card, goals=(goal,))) if seat.id == critic() else seat
        for seat in AIRLINE.seats
    )
    return a_drill(started(), scenario=replace(AIRLINE, seats=seats))


def test_a_goal_with_a_condition_ticks_by_itself_once() -> None:
    drill = with_goal(Goal(title="They have seen it", points=5, when=Condition(said=("seen this",))))
    tick = JudgeGoal(seat=critic(), goal=0)
    assert list(reached(drill.rehearsal, drill.t)) == []
    assert drill.refused(CONDUCTOR, tick).code == "conflict"
    drill.ask(brand(), PublishPost(author=BRAND, text=HOLDING), at=30)
    assert list(reached(drill.rehearsal, drill.t)) == [tick]
    assert drill.ask(CONDUCTOR, tick) == (GoalJudged(seat=critic(), goal=0, reached=True),)
    assert list(reached(drill.rehearsal, drill.t)) == []
    assert drill.refused(CONDUCTOR, tick).code == "conflict"


def test_any_other_goal_is_the_facilitators_to_judge() -> None:
    drill = with_goal(Goal(title="They call you", points=5))
    tick = JudgeGoal(seat=critic(), goal=0)
    assert drill.refused(CONDUCTOR, tick).code == "conflict"
    assert drill.ask(facilitator(), tick)
    assert drill.refused(facilitator(), tick).code == "conflict"
    assert drill.ask(facilitator(), replace(tick, reached=False))
    assert drill.refused(facilitator(), replace(tick, goal=1)).code == "not_found"
