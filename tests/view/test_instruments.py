"""A tool that sees a part, late, and mistakes one thing for another: right on average where it should be."""

from itertools import pairwise
from math import sqrt
from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scenario.instrument import AS_SOLD, Instrument
from app.view.instruments import (
    AGAINST,
    KIND,
    NEITHER,
    TAKEN_FOR,
    binomial,
    lag,
    percent,
    reach,
    read_minute,
    sampled,
    scaled_up,
    taken,
)

SEEDS = range(2_000)
TRUTH = (430, 60, 130)
SECONDS = st.floats(0, 30_000)
TOOLS = st.builds(
    lambda low, more: Instrument(lag_from=low, lag_to=low + more), st.floats(0, 600), st.floats(0, 3_000)
)


@pytest.mark.parametrize(("count", "share"), [(1, 0.1), (40, 0.1), (40, 0.9), (400, 0.1), (5_000, 0.6)])
def test_a_chance_hits_as_many_as_it_should_and_spreads_as_it_should(count: int, share: float) -> None:
    hits = [binomial(count, share, seed, 5) for seed in SEEDS]
    wanted = count * share * (1 - share)
    assert fmean(hits) == pytest.approx(count * share, abs=4 * sqrt(wanted / len(SEEDS)))
    assert pvariance(hits) == pytest.approx(wanted, rel=0.15)
    assert all(0 <= one <= count for one in hits)


@given(st.integers(0, 10_000), st.floats(0, 1), st.integers(0, 2**60))
def test_never_more_are_hit_than_there_are(count: int, share: float, seed: int) -> None:
    assert 0 <= binomial(count, share, seed) <= count
    assert binomial(count, 1.0, seed) == count
    assert binomial(count, 0.0, seed) == 0


def test_over_many_drills_the_volume_is_right() -> None:
    guesses = [scaled_up(sum(sampled(TRUTH, 0.1, seed, 3)), 0.1).value for seed in SEEDS]
    assert fmean(guesses) == pytest.approx(sum(TRUTH), rel=0.01)


def test_over_many_drills_the_sides_are_wrong_as_the_tool_mistakes_them() -> None:
    accuracy, expected = 0.8, [0.0, 0.0, 0.0]
    for side, (one, other, often) in TAKEN_FOR.items():
        expected[side] += accuracy * TRUTH[side]
        expected[one] += (1 - accuracy) * often * TRUTH[side]
        expected[other] += (1 - accuracy) * (1 - often) * TRUTH[side]
    found = [taken(TRUTH, accuracy, seed, 3) for seed in SEEDS]
    means = [fmean(one[side] for one in found) for side in (AGAINST, NEITHER, KIND)]
    assert means == pytest.approx(expected, rel=0.01)
    # Where most are hostile, the tool makes it look less so, and makes up indifference.
    assert means[AGAINST] < TRUTH[AGAINST] - 50
    assert means[NEITHER] > 2 * TRUTH[NEITHER]


@given(st.tuples(*(st.integers(0, 5_000) for _ in range(3))), st.floats(0.34, 1), st.integers(0, 2**60))
def test_every_mention_of_the_sample_is_taken_for_something(
    sample: tuple[int, int, int], accuracy: float, seed: int
) -> None:
    found = taken(sample, accuracy, seed)
    assert sum(found) == sum(sample)
    assert min(found) >= 0


def test_a_tool_that_sees_and_knows_all_tells_the_truth() -> None:
    assert read_minute(TRUTH, 1.0, 1.0, 7, 3) == TRUTH
    estimate = scaled_up(sum(TRUTH), 1.0)
    assert (estimate.low, estimate.value, estimate.high) == (620, 620, 620)


@pytest.mark.parametrize("count", [12, 60, 620])
def test_the_true_volume_lies_within_the_bounds_19_times_of_20(count: int) -> None:
    guesses = [scaled_up(binomial(count, 0.1, seed, 9), 0.1) for seed in SEEDS]
    assert sum(one.low <= count <= one.high for one in guesses) / len(SEEDS) > 0.93
    assert all(one.low <= one.value <= one.high for one in guesses)


@pytest.mark.parametrize("share", [0.07, 0.5])
def test_a_part_of_the_sample_has_bounds_too(share: float) -> None:
    guesses = [percent(binomial(80, share, seed, 9), 80) for seed in SEEDS]
    inside = [one.low <= 100 * share <= one.high for one in guesses if one is not None]
    assert sum(inside) / len(SEEDS) > 0.93
    assert percent(0, 0) is None


@given(TOOLS, SECONDS, st.floats(0, 600), st.integers(0, 2**60))
def test_the_lag_keeps_to_its_bounds_and_what_is_shown_never_goes_back(
    tool: Instrument, now: float, wait: float, seed: int
) -> None:
    before, after = lag(tool, seed, now), lag(tool, seed, now + wait)
    assert tool.lag_from - 1e-6 <= before <= tool.lag_to + 1e-6
    assert now + wait - after >= now - before - 1e-6


def test_the_lag_wanders_slowly_and_over_all_of_its_range() -> None:
    lags = [lag(AS_SOLD, 7, now) for now in range(0, 36_000, 10)]
    assert max(abs(one - other) for one, other in pairwise(lags)) < 10
    assert min(lags) < AS_SOLD.lag_from + 20
    assert max(lags) > AS_SOLD.lag_to - 20


@given(st.integers(0, 10**9), SECONDS, st.floats(0, 0.9), st.integers(0, 2**60))
def test_the_true_reach_lies_within_the_bounds(truth: int, t: float, error: float, seed: int) -> None:
    guess = reach(Instrument(reach_error=error), seed, truth, t)
    assert guess.low <= truth * 1.06 + 1
    assert guess.high >= truth * 0.94 - 1
    assert guess.low <= guess.value <= guess.high


def test_over_many_drills_the_reach_is_right() -> None:
    guesses = [reach(AS_SOLD, seed, 2_000_000, 700.0).value for seed in SEEDS]
    assert fmean(guesses) == pytest.approx(2_000_000, rel=0.02)
    assert min(guesses) < 1_600_000
    assert max(guesses) > 2_400_000
