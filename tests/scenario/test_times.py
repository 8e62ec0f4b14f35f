import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scenario.times import read_time, say_time


@pytest.mark.parametrize(
    "text", ["90", "90.0", "1:30", "01:30", "T+1:30", "T+01:30", "0:01:30", "T+00:01:30"]
)
def test_a_time_is_read_however_it_is_written(text: str) -> None:
    assert read_time(text) == 90.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "1:60",
        "1:2",
        ":30",
        "1:75:00",
        "T-1:00",
        "1:30 ",
        "1e3",
        "inf",
        "nan",
        "٣",
        "1:3:0",
        "9999999",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None


def test_minutes_past_an_hour_need_no_hour() -> None:
    assert read_time("75:00") == 4500.0


@given(st.integers(min_value=0, max_value=59_999))
def test_a_time_that_is_said_is_read_back(seconds: int) -> None:
    assert read_time(say_time(seconds)) == seconds
