import math
import struct
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exact import exp, log, normal_quantile


@given(st.floats(-708, 709))
def test_exp_is_right_to_the_last_digits(x: float) -> None:
    assert exp(x) == pytest.approx(math.exp(x), rel=1e-14)


@given(st.floats(min_value=0, exclude_min=True, allow_infinity=False))
def test_log_is_right_to_the_last_digits(x: float) -> None:
    assert log(x) == pytest.approx(math.log(x), rel=1e-14, abs=0)


@given(st.floats(-0.4, 0.4))
def test_log_is_right_beside_one_where_it_is_nearly_nought(x: float) -> None:
    assert log(1 + x) == pytest.approx(math.log(1 + x), rel=1e-14, abs=0)


@given(st.floats(min_value=1e-300, max_value=1 - 1e-16, exclude_min=True))
def test_the_normal_quantile_is_right_to_a_millionth(p: float) -> None:
    assert normal_quantile(p) == pytest.approx(NormalDist().inv_cdf(p), rel=1e-6, abs=1e-6)


def test_where_there_is_no_answer_there_is_an_error() -> None:
    assert exp(-1e9) == 0
    with pytest.raises(OverflowError):
        exp(711)
    for wrong in (0.0, -1.0, math.nan):
        with pytest.raises(ValueError, match="no logarithm"):
            log(wrong)


def test_the_bits_are_the_same_on_every_machine() -> None:
    values = [exp(-3.7), exp(0.1), exp(300.3), log(1e-9), log(2.5), log(1.0001), normal_quantile(0.0013)]
    assert struct.pack(">7d", *values).hex(" ", 8).split() == [
        "3f99511fc6871044",
        "3ff1aec7b35a00d4",
        "5b02e9c6cabf8f3f",
        "c034b927f32bffb8",
        "3fed5240f0e0e078",
        "3f1a368d0657fcd4",
        "c0081774e20eb04e",
    ]
