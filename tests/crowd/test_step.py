"""The crowd as a conductor asks it: what it does follows from the log, whoever asks and however often."""

from functools import cache
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crowd.answering import acceptance
from app.crowd.answers import TERMS
from app.crowd.step import MOST_STEPS, Crowds
from app.ids import CONDUCTOR, Handle, PostId, RehearsalId
from app.rehearsal.commands import DeletePost, DialCrowd, RetractPost, SetSpeed, SetTrust
from app.rehearsal.events import Origin
from app.rehearsal.refusals import Refused
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR
from tests.build import brand, bystander, facilitator
from tests.crowd.storms import ANGRY, EVERY, OWNED, RULES, Storm, a_storm, with_physics

COARSE = 8.0
"""Seconds between two beats where it is only told how people feel."""
SORRY_AGAIN = (
    "Once more: we got this wrong, it was our mistake and we are sorry. The ticket is paid back tonight."
)


def marks(storm: Storm) -> dict[str, str]:
    """The fingerprints in the log, by step."""
    return dict(mark.split(":") for mark in storm.rehearsal.mood.marks.values())


def accepted(storm: Storm) -> float:
    """The part of the neutrals that would take the brand's latest answer."""
    kept = storm.crowds._kept[storm.rehearsal.id]
    model = kept.ahead.engine.model
    return float(acceptance(model, np.array([len(model.answers) - 1]))[0][0, 1])


def repeats(storm: Storm) -> float:
    """What the latest answer loses for having been given before, in logits."""
    answers = storm.crowds._kept[storm.rehearsal.id].ahead.engine.model.answers
    return float(answers.terms[-1, TERMS.index("repetition")])


def test_nothing_is_done_while_no_step_is_due() -> None:
    storm = Storm()
    assert storm.asked(EVERY - 0.01) is None
    assert storm.beat(EVERY) is not None
    assert storm.asked(2 * EVERY - 0.01) is None


def test_the_same_log_has_the_same_crowd() -> None:
    one, other = a_storm(OWNED), a_storm(OWNED)
    one.on(300.0)
    other.on(300.0)
    assert one.drill.log == other.drill.log
    again = a_storm(OWNED, seed=8)
    again.on(300.0)
    assert again.drill.log != one.drill.log


def test_owning_up_calms_silence_does_not_and_rules_cost_most() -> None:
    moods = [a_storm(answer).on(1_500.0, COARSE).mood for answer in (OWNED, None, RULES)]
    trusts = [mood.trust for mood in moods]
    assert trusts == sorted(trusts, reverse=True)
    assert trusts[0] - trusts[1] > 3
    assert trusts[1] - trusts[2] > 0.3
    assert moods[0].heat < min(moods[1].heat, moods[2].heat) - 10


def test_criticism_heats_and_costs_trust() -> None:
    mood = a_storm().on(600.0, COARSE).mood
    assert mood.heat > AIRLINE.crowd.heat + 5
    assert mood.trust < AIRLINE.crowd.trust - 1


def test_the_same_answer_is_less_welcome_the_later_it_comes() -> None:
    taken = []
    for at in (120.0, 600.0, 1_800.0):
        storm = a_storm(OWNED, at=at)
        storm.on(at + 8.0, COARSE)
        taken.append(accepted(storm))
    assert taken == sorted(taken, reverse=True)
    assert taken[0] - taken[-1] > 0.05


def test_saying_it_again_is_worth_less() -> None:
    once, twice = a_storm(), a_storm(OWNED)
    for storm in (once, twice):
        storm.on(300.0)
        storm.say(SORRY_AGAIN, 300.0, reply_to="p1")
        storm.on(304.0)
    assert repeats(once) == 0
    assert repeats(twice) < -0.2


def test_taking_down_a_post_of_ours_without_a_word_costs() -> None:
    kept, gone = a_storm(RULES), a_storm(RULES)
    for storm in (kept, gone):
        storm.on(300.0)
    ours = gone.rehearsal.feed.latest_by(BRAND)
    assert ours is not None
    gone.drill.ask(brand(), DeletePost(post=ours.id), 300.0)
    assert gone.on(900.0, COARSE).mood.heat > kept.on(900.0, COARSE).mood.heat + 1
    assert gone.rehearsal.mood.trust < kept.rehearsal.mood.trust


def test_the_bystanders_dials_pull() -> None:
    trusts = []
    for value in (5, 95):
        storm = a_storm()
        storm.drill.ask(bystander(), SetTrust(value=value), 120.0)
        trusts.append(storm.on(900.0, COARSE).mood.trust)
    assert trusts[1] - trusts[0] > 5


def test_the_facilitators_dials_turn_mood_and_volume() -> None:
    heats, reach = {}, {}
    for mood, volume in ((-1.0, 1.0), (0.0, 1.0), (1.0, 1.0), (0.0, 3.0)):
        storm = Storm()
        storm.drill.ask(facilitator(), DialCrowd(dial="mood", value=mood))
        storm.drill.ask(facilitator(), DialCrowd(dial="volume", value=volume))
        storm.say(ANGRY, 10.0, DIRECTOR)
        after = storm.on(600.0, COARSE).mood
        heats[mood, volume], reach[mood, volume] = after.heat, after.reach
    assert heats[1.0, 1.0] < heats[0.0, 1.0] < heats[-1.0, 1.0]
    assert reach[0.0, 3.0] > 1.5 * reach[0.0, 1.0]


def test_an_answer_they_reject_gets_more_replies_than_likes_and_one_they_accept_the_reverse() -> None:
    ratios = []
    for answer in (OWNED, RULES):
        storm = a_storm(answer)
        crowd = storm.on(900.0, COARSE).feed.latest_by(BRAND).crowd  # type: ignore[union-attr]
        ratios.append(crowd.replies / crowd.likes)
    assert ratios[0] < 1 < ratios[1]


def test_a_post_that_is_gone_moves_no_more() -> None:
    storm = a_storm()
    storm.drill.ask(facilitator(), RetractPost(post=PostId("p1")), 120.0)
    before = storm.rehearsal.feed.posts[PostId("p1")].crowd.reach
    assert storm.on(600.0, COARSE).feed.posts[PostId("p1")].crowd.reach == before


def test_a_second_conductor_takes_over_as_if_it_had_been_there_all_along() -> None:
    one, two = a_storm(OWNED), a_storm(OWNED)
    one.on(300.0)
    two.on(200.0)
    two.crowds = Crowds()
    two.on(300.0)
    assert two.drill.log == one.drill.log


def test_whoever_comes_late_catches_up_over_a_few_calls_and_goes_on_with_the_same_marks() -> None:
    one, two = a_storm(OWNED), a_storm(OWNED)
    one.on(1_000.0)
    two.on(600.0)
    two.crowds = Crowds()
    behind = two.rehearsal.mood.tick
    silent = 0
    while two.asked(602.0) is None:
        silent += 1
        assert silent <= behind // MOST_STEPS
    assert silent == behind // MOST_STEPS
    two.on(1_000.0)
    assert marks(two) == marks(one)
    assert two.rehearsal.mood == one.rehearsal.mood


def test_two_conductors_that_take_turns_make_the_log_of_one() -> None:
    one, two = a_storm(OWNED), a_storm(OWNED)
    one.on(480.0)
    both = (two.crowds, Crowds())
    for turn in range(61, 241):
        two.beat(turn * EVERY, both[turn % 2])
    assert len(marks(two)) == 2
    assert two.drill.log == one.drill.log


def test_an_act_that_missed_something_is_refused_and_the_next_one_has_it() -> None:
    one, two = a_storm(), a_storm()
    one.say(OWNED, 122.0, reply_to="p1")
    late = two.asked(122.0)
    assert late is not None
    two.say(OWNED, 122.0, reply_to="p1")
    with pytest.raises(Refused) as refusal:
        two.drill.ask(CONDUCTOR, late, 122.0)
    assert refusal.value.code == "conflict"
    one.on(600.0)
    two.on(600.0)
    assert marks(two) == marks(one)
    assert two.rehearsal.mood == one.rehearsal.mood


def test_somebody_elses_act_replaces_the_one_that_was_refused() -> None:
    one, two = a_storm(OWNED), a_storm(OWNED)
    other = Crowds()
    for storm, crowds in ((one, one.crowds), (two, other)):
        assert storm.asked(150.0) is not None
        storm.beat(160.0, crowds)
        storm.on(480.0)
    assert two.drill.log == one.drill.log


def test_a_call_does_a_limited_number_of_steps_and_the_rest_follows() -> None:
    storm, steady = Storm(), Storm()
    for one in (storm, steady):
        one.say(ANGRY, 1.0, DIRECTOR)
    steps = []
    while (act := storm.beat(900.0)) is not None:
        steps.append(act.tick)
    assert steps == [120, 240, 360, 450]
    assert MOST_STEPS == 120
    steady.on(900.0)
    assert set(marks(storm).values()) <= set(marks(steady).values())
    assert storm.rehearsal.mood.trust == steady.rehearsal.mood.trust


@cache
def owned_at(speed: float) -> Storm:
    """Twenty minutes of the exercise, with the clock at this speed. To be read only."""
    storm = Storm()
    if speed > 1:
        storm.drill.ask(facilitator(), SetSpeed(speed=speed))
    every = 0.25 if speed > 1 else EVERY
    storm.say(ANGRY, 30.0 / speed, DIRECTOR)
    storm.on(150.0 / speed, every)
    storm.say(OWNED, 180.0 / speed, reply_to="p1")
    storm.on(1_200.0 / speed, every)
    return storm


@pytest.mark.parametrize("speed", [4.0, 60.0])
def test_the_speed_of_the_clock_changes_nothing_in_the_audience(speed: float) -> None:
    one, fast = owned_at(1.0), owned_at(speed)
    assert len(marks(one)) == 6
    assert marks(fast) == marks(one)
    assert (fast.rehearsal.mood.trust, fast.rehearsal.mood.heat) == (
        one.rehearsal.mood.trust,
        one.rehearsal.mood.heat,
    )


def test_steps_lie_on_a_grid_of_the_scenarios_own() -> None:
    storm = Storm(with_physics(step=5.0))
    assert storm.asked(4.9) is None
    act = storm.asked(25.0)
    assert act is not None
    assert act.tick == 5


def test_a_rehearsal_that_begins_again_under_its_old_name_has_a_crowd_of_its_own() -> None:
    storm, again = a_storm(), Storm()
    again.crowds = storm.crowds
    again.say(ANGRY, 1.0, DIRECTOR)
    again.on(120.0)
    assert again.drill.log == a_storm().drill.log


def test_the_crowds_of_many_rehearsals_do_not_fill_the_memory_and_all_go_on() -> None:
    storms = [Storm(seed=seed) for seed in range(5)]
    crowds = Crowds(most=3)
    for number, storm in enumerate(storms):
        storm.crowds, storm.rehearsal.id = crowds, RehearsalId(f"r{number}")
        storm.say(ANGRY, 1.0, DIRECTOR)
        storm.on(8.0)
    assert len(crowds._kept) == 3
    alone = Storm(seed=0)
    alone.say(ANGRY, 1.0, DIRECTOR)
    assert storms[0].on(40.0).mood == alone.on(40.0).mood


@given(st.lists(st.floats(0.25, 3_000.0), min_size=1, max_size=10), st.booleans())
@settings(max_examples=8, deadline=None)
def test_nothing_explodes_however_time_jumps(jumps: list[float], answered: bool) -> None:  # noqa: FBT001
    storm = Storm()
    storm.say(ANGRY, 1.0, DIRECTOR)
    if answered:
        storm.say(RULES, 2.0, reply_to="p1")
    at = storm.drill.at
    for jump in jumps:
        at += jump
        act = storm.beat(at)
        if act is not None:
            assert 0 <= act.trust <= 100
            assert 0 <= act.heat <= 100
            assert len(act.posts) <= 3
            assert all(number >= 0 for _, *added in act.counts for number in added)
    reach = sum(post.crowd.reach for post in storm.rehearsal.feed.posts.values())
    assert reach < 40 * AIRLINE.crowd.size


def test_a_beat_over_four_hundred_posts_is_cheap() -> None:
    storm = a_storm()
    for number in range(400):
        author = CAMPAIGN if number % 10 == 0 else Handle(f"somebody{number}")
        origin = Origin(sort="human") if number % 10 == 0 else Origin(sort="crowd", stance=-0.3)
        text = f"Post number {number}, and nothing new in it."
        storm.say(text, 120.0 + number, author, reply_to="p1", origin=origin)
    storm.on(530.0)
    began = process_time()
    storm.on(570.0)
    assert (process_time() - began) / 20 < 0.06


@pytest.mark.parametrize("author", [BRAND, DIRECTOR])
def test_the_crowd_never_speaks_as_somebody_of_the_cast(author: Handle) -> None:
    storm = a_storm(OWNED)
    storm.on(900.0)
    assert len(storm.crowd_posts()) > 20
    assert author.lower() not in {post.author.lower() for post in storm.crowd_posts()}
