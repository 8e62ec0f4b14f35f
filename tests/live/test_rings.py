import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ids import SeatId, Seq, View, WhisperId
from app.live.outbox import MOST_ANSWERS, TooSlow
from app.live.rings import FellBehind, Ring, Rings
from app.rehearsal.entry import Entry
from app.rehearsal.events import WhisperSent
from app.rehearsal.evolve import begin, evolve
from app.view.visibility import audience, seen_by
from app.wire.encoding import event_json
from app.wire.frames import Pong
from tests.build import Drill, facilitator
from tests.everything import everything
from tests.live.lines import Kept

BRAND = View("brand")


def filled(count: int, kept: int = 2_000) -> Ring:
    ring = Ring(most_events=kept)
    for number in range(1, count + 1):
        ring.put(number * 10, Seq(number * 3), f"{number}".encode())
    return ring


@given(count=st.integers(0, 40), kept=st.integers(1, 30), n=st.integers(-2, 45), most=st.integers(1, 50))
def test_a_ring_gives_exactly_what_follows_or_says_that_it_cannot(
    count: int, kept: int, n: int, most: int
) -> None:
    ring = filled(count, kept)
    reaches = 0 <= n <= count and count - n <= kept
    assert ring.reaches(n) == reaches
    if reaches:
        expected = list(range(n + 1, count + 1))[:most]
        assert [piece.n for piece in ring.after(n, most)] == expected
    else:
        with pytest.raises(FellBehind):
            ring.after(n, most)


@given(count=st.integers(0, 40), kept=st.integers(1, 30), n=st.integers(0, 45), tag=st.integers(0, 450))
def test_a_place_is_held_only_with_the_tag_of_that_very_event(
    count: int, kept: int, n: int, tag: int
) -> None:
    ring = filled(count, kept)
    if ring.holds(n, tag):
        assert ring.reaches(n)
        assert tag == n * 10


def test_a_place_just_left_is_held() -> None:
    ring = filled(20, kept=5)
    assert all(ring.holds(n, n * 10) for n in (16, 17, 19, 20))
    assert not ring.holds(14, 140)


def test_a_ring_keeps_no_more_bytes_than_it_may() -> None:
    ring = Ring(most_bytes=100)
    for number in range(50):
        ring.put(number, Seq(number + 1), b"x" * 30)
    assert len(ring.after(47, 50)) == 3
    assert not ring.reaches(46)


async def test_whoever_asks_on_without_reading_the_answers_is_too_slow() -> None:
    outbox = Kept(Rings(), "brand").outbox
    for _ in range(MOST_ANSWERS):
        outbox.answer(Pong(c0=1.0, s1=1, s2=1))
    with pytest.raises(TooSlow):
        outbox.answer(Pong(c0=1.0, s1=1, s2=1))


def test_each_view_counts_only_what_it_is_shown() -> None:
    drill = Drill()
    rings = Rings()
    to = SeatId("brand-comms")
    for number in range(1, 4):
        whisper = WhisperSent(whisper=WhisperId(f"w{number}"), to=to, text="listen")
        entry = Entry(seq=Seq(number + 1), at=2_000, by=facilitator(), ask="", tag=number, events=(whisper,))
        rings.take_in(drill.rehearsal, entry, 0.0)
    assert rings.of(View("seat:brand-comms")).n == rings.of(View("facilitator")).n == 3
    assert rings.of(BRAND).n == rings.of(View("critic")).n == 0


def test_every_ring_holds_each_event_as_its_own_view_is_shown_it() -> None:
    log = everything().log
    rehearsal, rings = begin(log[0]), Rings()
    shown: dict[View, list[bytes]] = {}
    for entry in log[1:]:
        evolve(rehearsal, entry)
        rings.take_in(rehearsal, entry, 0.0)
        for event in entry.events:
            for view in audience(event, rehearsal):
                seen = seen_by(event, view, rehearsal)
                assert seen is not None
                shown.setdefault(view, []).append(event_json(seen))
    assert shown
    for view, events in shown.items():
        held = [piece.data for piece in rings.of(view).after(0, len(events))]
        assert [data.partition(b'"event":')[2][:-1] for data in held] == events
