from itertools import pairwise
from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.chance import Block, between, chosen, followers, normal, philox, poisson, uniform, words

KNOWN = [0.8271175309747546, 0.2066255591638223, 0.2411260890186947]
KEY = st.lists(st.integers(-(2**70), 2**70), min_size=1, max_size=5)
ONES = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ((ONES, ONES, ONES, ONES), (ONES, ONES), "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            "d16cfe09 94fdcceb 5001e420 24126ea1",
        ),
    ],
)
def test_philox_gives_the_answers_its_authors_published(
    counter: Block, key: tuple[int, int], answer: str
) -> None:
    assert " ".join(f"{word:08x}" for word in philox(counter, key)) == answer


def test_a_key_of_one_number_is_philox_of_that_number_and_of_how_many_there_are() -> None:
    assert words(3 << 32 | 7) == philox((1, 0, 0, 0), (7, 3))


def test_a_key_draws_the_same_number_on_every_machine() -> None:
    assert [uniform(7, beat, 3) for beat in range(3)] == KNOWN
    assert uniform(7, 1) != uniform(1, 7)


@given(KEY)
def test_a_longer_key_is_another_key_even_if_only_noughts_are_added(key: list[int]) -> None:
    assert len({words(*key, *([0] * more)) for more in range(4)}) == 4


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


def test_a_normal_draw_has_no_mean_and_a_spread_of_one() -> None:
    drawn = [normal(7, turn) for turn in range(8_000)]
    assert abs(fmean(drawn)) < 0.03
    assert abs(pvariance(drawn) - 1) < 0.05


def test_counts_have_the_mean_and_spread_of_a_poisson_draw() -> None:
    for mean in (0.2, 3.0, 25.0, 31.0, 400.0):
        drawn = [poisson(mean, 1, turn) for turn in range(4_000)]
        assert abs(fmean(drawn) / mean - 1) < 0.06
        assert abs(pvariance(drawn) / mean - 1) < 0.15


@given(KEY, st.floats(0, 60), st.floats(0, 5))
def test_the_same_luck_with_a_little_more_gives_no_less(key: list[int], mean: float, more: float) -> None:
    assert poisson(mean, *key) <= poisson(mean + more, *key)


@given(KEY, st.floats(-5, 1e7))
def test_a_count_is_never_negative(key: list[int], mean: float) -> None:
    assert poisson(mean, *key) >= 0
