from itertools import pairwise
from statistics import fmean, pvariance

from hypothesis import given
from hypothesis import strategies as st

from app.crowd.chance import between, chosen, followers, poisson, uniform

KNOWN = [0.100078886333, 0.816858283617, 0.668019674453]
KEY = st.lists(st.integers(-(2**70), 2**70), min_size=1, max_size=5)


def test_a_key_draws_the_same_number_on_every_machine() -> None:
    assert [round(uniform(7, beat, 3), 12) for beat in range(3)] == KNOWN
    assert uniform(7, 1) != uniform(1, 7)
    assert uniform(7, 1) != uniform(7, 1, 0)


@given(KEY)
def test_a_number_is_between_its_limits(key: list[int]) -> None:
    assert 0 < uniform(*key) < 1
    assert 20 <= between(20, 90, *key) <= 90
    assert chosen("abc", *key) in "abc"
    assert 0 <= followers(*key) <= 60_000


def test_neighbouring_keys_have_nothing_in_common() -> None:
    drawn = [uniform(7, beat) for beat in range(4_000)]
    assert abs(fmean(drawn) - 0.5) < 0.02
    pairs = [one * other for one, other in pairwise(drawn)]
    assert abs(fmean(pairs) - 0.25) < 0.02


def test_counts_have_the_mean_and_spread_of_a_poisson_draw() -> None:
    for mean in (0.2, 3.0, 25.0, 400.0):
        drawn = [poisson(mean, 1, turn) for turn in range(4_000)]
        assert abs(fmean(drawn) / mean - 1) < 0.06
        assert abs(pvariance(drawn) / mean - 1) < 0.15


@given(KEY, st.floats(0, 25), st.floats(0, 5))
def test_the_same_luck_with_a_little_more_gives_no_less(key: list[int], mean: float, more: float) -> None:
    assert poisson(mean, *key) <= poisson(mean + more, *key)


@given(KEY, st.floats(-5, 1e7))
def test_a_count_is_never_negative(key: list[int], mean: float) -> None:
    assert poisson(mean, *key) >= 0
