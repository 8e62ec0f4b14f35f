"""The text Prometheus reads, byte for byte where it matters."""

import pytest

from app.live import meter
from app.live.meter import Register


def test_a_counter_says_what_it_is_and_grows() -> None:
    register = Register()
    asks = register.counter("squall_asks_total", "Asks answered.", "outcome")
    asks.inc("done")
    asks.inc("done", by=2)
    asks.inc('re"fus\\ed\n')
    assert register.text() == (
        "# HELP squall_asks_total Asks answered.\n"
        "# TYPE squall_asks_total counter\n"
        'squall_asks_total{outcome="done"} 3\n'
        'squall_asks_total{outcome="re\\"fus\\\\ed\\n"} 1\n'
    )


def test_what_has_no_labels_is_there_before_anything_happened() -> None:
    register = Register()
    register.counter("squall_stalls_total", "Holes.")
    assert "squall_stalls_total 0\n" in register.text()


def test_a_histograms_buckets_hold_all_that_is_no_longer_and_end_in_everything() -> None:
    register = Register()
    time = register.histogram("squall_beat_seconds", "A beat.", buckets=(0.1, 0.5))
    for seconds in (0.05, 0.1, 0.2, 3.0):
        time.observe(seconds)
    assert register.text().splitlines()[2:] == [
        'squall_beat_seconds_bucket{le="0.1"} 2',
        'squall_beat_seconds_bucket{le="0.5"} 3',
        'squall_beat_seconds_bucket{le="+Inf"} 4',
        "squall_beat_seconds_sum 3.35",
        "squall_beat_seconds_count 4",
    ]


def test_a_block_that_fails_is_timed_too() -> None:
    time = Register().histogram("squall_append_seconds", "An append.")
    with pytest.raises(KeyError), time.time():
        raise KeyError
    assert list(time.lines())[-1] == "squall_append_seconds_count 1"


def test_a_level_is_read_when_it_is_asked_for() -> None:
    register, level = Register(), [1.0]
    register.gauge("squall_sockets", "Sockets.", lambda: [(("brand",), level[0])], "role")
    level[0] = 7
    assert 'squall_sockets{role="brand"} 7\n' in register.text()


def test_two_metrics_never_share_a_name() -> None:
    register = Register()
    register.counter("squall_asks_total", "Asks.")
    with pytest.raises(ValueError, match="squall_asks_total"):
        register.gauge("squall_asks_total", "Asks.", list)


def test_labels_that_grow_without_end_are_counted_together() -> None:
    register = Register()
    refusals = register.counter("squall_refusals_total", "Refusals.", "code")
    for number in range(meter.MOST_SERIES + 50):
        refusals.inc(f"made up {number}")
    lines = register.text().splitlines()
    assert len(lines) == 2 + meter.MOST_SERIES + 1
    assert lines[-1] == 'squall_refusals_total{code="other"} 50'
