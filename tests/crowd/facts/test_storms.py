import pytest

from tests.crowd.facts import aftermath, storming
from tests.crowd.facts.fact import broken

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_who_owns_a_fault_calms_and_who_denies_it_feeds_the_storm() -> None:
    assert not broken(storming.strategies())


def test_blame_moves_trust_more_than_a_matching_answer_does() -> None:
    assert not broken(storming.meta_analysis())


def test_evidence_helps_if_it_is_true_and_humour_if_nobody_is_guilty() -> None:
    assert not broken(storming.truth_and_humour())


def test_the_window_closes_within_a_day() -> None:
    assert not broken(storming.latency())


def test_the_press_comes_as_early_as_a_survey_of_crises_says() -> None:
    assert not broken(aftermath.pickup())


def test_buzz_falls_in_a_day_and_comes_back_in_a_month() -> None:
    assert not broken(aftermath.tracking())


def test_a_step_and_a_size_are_ways_of_looking() -> None:
    assert not broken(aftermath.invariance())


def test_taking_down_spreads_moral_words_carry_and_only_small_first_failures_are_forgiven_in_full() -> None:
    assert not broken(aftermath.backlash())
