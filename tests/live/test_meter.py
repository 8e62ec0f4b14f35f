"""The text Prometheus reads, byte for byte where it matters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from app.live import meter
from app.live.meter import Register


def test_a_counter_says_what_it_is_and_grows() -> None:
    register = Register()
    asks = register.counter("squall_asks_total", "Asks answered.", "outcome")
    asks.inc("done")
    asks.inc("done", by=2)
    asks.inc('re"fus\\ed\n')
    assert register.text().decode() == (
        "# HELP squall_asks_total Asks answered.\n"
        "# TYPE squall_asks_total counter\n"
        'squall_asks_total{outcome="done"} 3.0\n'
        'squall_asks_total{outcome="re\\"fus\\\\ed\\n"} 1.0\n'
    )


def test_what_has_no_labels_is_there_before_anything_happened() -> None:
    register = Register()
    register.counter("squall_stalls_total", "Holes.")
    assert b"squall_stalls_total 0.0\n" in register.text()


def test_a_histograms_buckets_hold_all_that_is_no_longer_and_end_in_everything() -> None:
    register = Register()
    time = register.histogram("squall_beat_seconds", "A beat.", buckets=(0.1, 0.5))
    for seconds in (0.05, 0.1, 0.2, 3.0):
        time.observe(seconds)
    assert register.text().decode().splitlines()[2:] == [
        'squall_beat_seconds_bucket{le="0.1"} 2.0',
        'squall_beat_seconds_bucket{le="0.5"} 3.0',
        'squall_beat_seconds_bucket{le="+Inf"} 4.0',
        "squall_beat_seconds_count 4.0",
        "squall_beat_seconds_sum 3.35",
    ]


def test_a_block_that_fails_is_timed_too() -> None:
    register = Register()
    time = register.histogram("squall_append_seconds", "An append.")
    with pytest.raises(KeyError), time.time():
        raise KeyError
    assert b"squall_append_seconds_count 1.0\n" in register.text()


def test_a_level_is_read_when_it_is_asked_for() -> None:
    register, level = Register(), [1.0]
    register.gauge("squall_sockets", "Sockets.", lambda: [(("brand",), level[0])], "role")
    level[0] = 7
    assert b'squall_sockets{role="brand"} 7.0\n' in register.text()


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
    lines = register.text().decode().splitlines()
    assert len(lines) == 2 + meter.MOST_SERIES + 1
    assert lines[-1] == 'squall_refusals_total{code="other"} 50.0'


def test_one_nodes_numbers_are_in_no_others_and_not_in_the_librarys_own() -> None:
    one, other = Register(), Register()
    one.counter("squall_asks_total", "Asks.").inc()
    other.counter("squall_asks_total", "Asks.")
    assert b"squall_asks_total 1.0\n" in one.text()
    assert b"squall_asks_total 0.0\n" in other.text()
    assert b"squall" not in generate_latest(REGISTRY)


def test_what_prometheus_reads_back_is_what_was_counted() -> None:
    register = Register()
    register.counter("squall_refusals_total", "Refusals.", "by", "code").inc("seat", 'a "code"\n', by=3)
    register.histogram("squall_ask_seconds", "Asks.", "by").observe(0.02, "seat")
    register.gauge("squall_sockets", "Sockets.", lambda: [(("brand",), 2.0)], "role")
    read = list(text_string_to_metric_families(register.text().decode()))
    assert [(one.name, one.type) for one in read] == [
        ("squall_refusals", "counter"),
        ("squall_ask_seconds", "histogram"),
        ("squall_sockets", "gauge"),
    ]
    (refused,) = read[0].samples
    assert (refused.labels, refused.value) == ({"by": "seat", "code": 'a "code"\n'}, 3)
    buckets = {one.labels["le"]: one.value for one in read[1].samples if one.name.endswith("_bucket")}
    assert (buckets["0.01"], buckets["0.025"], buckets["+Inf"]) == (0, 1, 1)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["seat", 'a "desk"']), st.floats(0, 20)), max_size=40))
def test_times_are_told_as_the_library_tells_its_own(observed: list[tuple[str, float]]) -> None:
    register, registry = Register(), CollectorRegistry()
    ours = register.histogram("squall_ask_seconds", "Asks.", "by")
    own = Histogram("squall_ask_seconds", "Asks.", ["by"], buckets=meter.SECONDS, registry=registry)
    for by, seconds in observed:
        ours.observe(seconds, by)
        own.labels(by).observe(seconds)
    assert register.text() == generate_latest(registry)
