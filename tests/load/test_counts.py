"""What a load makes of what it sees."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.load.asked import Load, Targets
from app.load.line import masked
from app.load.sightings import Sightings, Words, liked, new_run
from app.load.spread import Spread
from app.load.telling import as_json, lines
from app.load.usage import Share
from app.load.verdict import Measured, judge
from app.wire.reading import Reader, Text

WORDS = Words("zqbcdf")


def chunk(*events: dict[str, str]) -> bytes:
    return json.dumps([{"type": "event", "view": "observer", "event": event} for event in events]).encode()


def post(number: int) -> dict[str, str]:
    return {"kind": "post.published", "text": f"Who knows more? {WORDS.word(number)}"}


def spread(*ms: float) -> Spread:
    found = Spread()
    for one in ms:
        found.add(one / 1000)
    return found


def measured(
    *, done: Sequence[float] = (5.0,), players: Sequence[float] = (5.0,), observers: Sequence[float] = (90.0,)
) -> Measured:
    return Measured(
        load=Load(players=4, observers=40),
        done=spread(*done),
        players=spread(*players),
        observers=spread(*observers),
        lag=spread(0.5),
        watch_lag=spread(0.5),
        expected=1_000,
        lost=0,
        doubled=0,
        unanswered=0,
        refused=(),
        closed=(),
        entered=2.0,
        took=60.0,
        own=True,
    )


def test_a_run_has_a_word_for_each_ask_and_finds_it_where_the_ask_happened_and_nowhere_else() -> None:
    words = [WORDS.word(number) for number in range(500)]
    assert len(set(words)) == 500
    assert WORDS.mark(post(499)) == words[499]
    assert WORDS.mark({"kind": "post.captured", "text": words[3]}) is None
    assert WORDS.mark({"kind": "post.published", "text": "Who knows more?"}) is None
    assert Words(new_run(random.Random(1).choice)).mark(post(1)) is None, "another run's word"
    assert WORDS.mark({"kind": "post.liked", "post": "p7", "by": "ana"}) == liked("p7", "ana")


def test_every_socket_that_did_not_get_a_word_counts_as_lost() -> None:
    seen = Sightings(WORDS, 3)
    for place in (0, 2):
        seen.take(place, chunk(post(0), post(1)))
    marks = [(WORDS.word(number), 3) for number in range(3)]
    assert seen.lost(marks) == 1 + 1 + 3
    assert not seen.all_there(marks)
    seen.take(1, chunk(post(0), post(1)))
    assert seen.all_there(marks[:2])
    assert seen.doubled == 0


def test_a_word_that_comes_twice_to_a_socket_is_doubled_however_its_bytes_are_read() -> None:
    seen, data = Sightings(WORDS, 2), chunk(post(0))
    assert not seen.again(0, data), "nobody has read these bytes yet"
    found, _ = seen.take(0, data)
    seen.remember(data, found)
    assert seen.again(1, data)
    assert seen.doubled == 0
    assert seen.again(1, data)
    seen.take(0, data)
    assert seen.doubled == 2
    assert len(seen.spread([(WORDS.word(0), 0.0)])) == 2, "only the first of each is timed"


def test_what_is_no_event_is_given_back() -> None:
    answer = {"type": "done", "ask": "zqbcdf-1", "n": {}, "made": []}
    assert Sightings(WORDS, 1).take(0, json.dumps([answer]).encode()) == ([], [answer])


@pytest.mark.parametrize("size", [0, 1, 5, 125, 126, 65_535, 65_536])
def test_the_server_reads_what_the_load_says(size: int) -> None:
    said = "é" * (size // 2) + "x" * (size % 2)
    assert Reader(1 << 20).feed(masked(said.encode())) == [Text(said)]


def test_times_are_told_as_the_share_that_did_not_take_longer() -> None:
    found = spread(*range(1, 101))
    assert [found.at(share) for share in (0.5, 0.95, 0.99, 1.0)] == [50.0, 95.0, 99.0, 100.0]
    found.update(spread(*[1000.0] * 100))
    assert (len(found), found.at(0.5), found.at(0.51)) == (200, 100.0, 1000.0)
    assert found.columns((10.0, 1000.0)) == [9, 91, 100]
    assert Spread().at(0.99) == 0.0


def test_a_server_that_keeps_every_target_passes() -> None:
    verdict = judge(measured())
    assert verdict.word == "pass"
    assert "PASS" in list(lines(measured(), verdict))[-1]


@pytest.mark.parametrize(
    ("found", "row"),
    [
        (measured(done=[30.0]), "ask to done"),
        (measured(players=[60.0]), "to players"),
        (measured(observers=[400.0]), "to observers"),
        (measured(players=[5.0] * 98 + [51.0] * 2), "to players"),
        (measured(done=()), "ask to done"),
    ],
    ids=["answers", "players", "observers", "two-in-a-hundred", "nothing-came"],
)
def test_a_server_that_misses_one_target_misses(found: Measured, row: str) -> None:
    verdict = judge(found)
    assert verdict.word == "miss"
    assert [one.name for one in verdict.rows if one.word == "miss"] == [row]


def test_one_in_a_hundred_may_take_longer() -> None:
    assert judge(measured(players=[5.0] * 99 + [51.0])).word == "pass"


def test_no_time_makes_up_for_what_was_lost_doubled_refused_closed_or_left_without_an_answer() -> None:
    faults = (
        {"lost": 1},
        {"doubled": 1},
        {"unanswered": 1},
        {"refused": ("wait a moment",)},
        {"closed": ((4002, 3),)},
    )
    for fault in faults:
        verdict = judge(replace(measured(), **fault))
        assert verdict.word == "miss", fault
        assert sum(one.word == "miss" for one in verdict.counts) == 1, fault


def test_a_miss_is_not_laid_at_the_servers_door_while_the_load_itself_was_late() -> None:
    late = replace(measured(done=[30.0]), lag=spread(*[20.0] * 100))
    assert judge(late).word == "unclear"
    assert "UNCLEAR" in list(lines(late, judge(late)))[-1]
    assert judge(replace(measured(), lag=spread(*[20.0] * 100))).word == "pass", "late, and still in time"


def test_a_miss_on_a_busy_machine_says_that_it_was_busy() -> None:
    busy = replace(
        measured(done=[30.0]), share=Share(server=0.5, redis=0.1, load=0.2, others=1.2, memory=300.0)
    )
    told = list(lines(busy, judge(busy)))
    assert "1.2 cores" in told[-1]


def test_the_figures_are_the_same_for_people_and_machines() -> None:
    found = replace(measured(observers=[100.0, 120.0, 301.0]), load=Load(targets=Targets(observers=300)))
    verdict = judge(found)
    said = as_json(found, verdict)
    assert said["verdict"] == "miss"
    assert said["times_ms"]["to_observers"] | {"columns": {}} == {
        "count": 3,
        "p50": 120.0,
        "p95": 301.0,
        "p99": 301.0,
        "max": 301.0,
        "target_p99": 300,
        "verdict": "miss",
        "columns": {},
    }
    row = next(line for line in lines(found, verdict) if line.startswith("to observers"))
    assert row.split()[2:9] == ["120.0", "301.0", "301.0", "301.0", "p99", "300", "miss"]
