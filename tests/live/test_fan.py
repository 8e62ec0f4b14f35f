"""What reaches whom, and in how many writes."""

import asyncio
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ids import Seq, View
from app.live.fan import Fan
from app.live.outbox import MOST_A_FRAME
from app.live.rings import Ring, Rings
from app.live.tier import AT_A_GO
from app.wire.closing import Close
from app.wire.frames import Pong
from tests.live.lines import Kept

BRAND, MINE = View("brand"), View("seat:brand-comms")
PONG = Pong(c0=1.0, s1=1, s2=1)


class Stage:
    """A fan whose rings get numbers for events."""

    def __init__(self) -> None:
        self.rings = Rings()
        self.fan = Fan(self.rings)
        self._seq = 0

    def add(self, *views: str, beat: float = 0.0, slow: bool = False, at: int | None = None) -> Kept:
        kept = Kept(self.rings, *views, beat=beat, slow=slow, at=at)
        self.fan.add(kept.outbox)
        return kept

    def happens(self, *views: View, times: int = 1) -> None:
        for _ in range(times):
            self._seq += 1
            for view in views:
                ring = self.rings.of(view)
                ring.put(self._seq, Seq(self._seq), b'{"type":"event","seq":%d}' % self._seq)
                self.rings._fresh.add(view)
        self.fan.news()


def seqs(kept: Kept) -> list[int]:
    return [message["seq"] for message in kept.line.messages if message["type"] == "event"]


async def turn() -> None:
    """Let what is due at once happen."""
    await asyncio.sleep(0)


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110 - nothing tells of a beat
            await asyncio.sleep(0.005)


async def test_a_frame_is_made_once_and_the_same_bytes_go_to_every_socket() -> None:
    stage = Stage()
    kept = [stage.add("brand", f"seat:{number}") for number in range(5)]
    await turn()
    stage.happens(BRAND)
    await turn()
    first = kept[0].line.writes[0]
    assert [one.line.writes for one in kept] == [[first]] * 5
    assert all(one.line.writes[0] is first for one in kept)


async def test_what_happens_at_one_moment_leaves_in_one_write() -> None:
    stage = Stage()
    kept = stage.add("brand", "seat:brand-comms")
    await turn()
    stage.happens(BRAND)
    stage.happens(BRAND)
    kept.outbox.answer(PONG)
    stage.happens(MINE)
    await turn()
    assert len(kept.line.writes) == 1
    assert [message["type"] for message in kept.line.messages] == ["event", "event", "event", "pong"]


async def test_events_of_two_views_come_in_the_order_of_the_log() -> None:
    stage = Stage()
    kept = stage.add("brand", "seat:brand-comms")
    for view in (BRAND, MINE, BRAND, MINE):
        stage.happens(view)
    await turn()
    stage.happens(MINE)
    stage.happens(BRAND)
    await turn()
    assert seqs(kept) == [1, 2, 3, 4, 5, 6]


async def test_a_private_event_reaches_its_own_seat_alone() -> None:
    stage = Stage()
    mine, other = stage.add("brand", "seat:brand-comms"), stage.add("brand", "seat:brand-legal")
    await turn()
    stage.happens(MINE)
    stage.happens(BRAND)
    await turn()
    assert (seqs(mine), seqs(other)) == ([1, 2], [2])


async def test_observers_get_one_frame_a_beat() -> None:
    stage = Stage()
    observer, player = stage.add("brand", "seat:o", beat=0.05), stage.add("brand", "seat:p")
    await until(lambda: stage.fan._paces[0.05]._apart == {})
    for _ in range(3):
        stage.happens(BRAND)
        await turn()
    assert (len(player.line.writes), len(observer.line.writes)) == (3, 0)
    await until(lambda: bool(observer.line.writes))
    assert seqs(observer) == [1, 2, 3]
    assert len(observer.line.writes) == 1


async def test_a_full_line_is_left_alone_and_catches_up_with_one_larger_frame() -> None:
    stage = Stage()
    slow, quick = stage.add("brand", "seat:s", slow=True), stage.add("brand", "seat:q")
    await turn()
    for _ in range(10):
        stage.happens(BRAND)
        stage.fan.counts((("p1", 1, 0, 0, stage._seq),))  # type: ignore[arg-type]
        await turn()
    assert (len(slow.line.writes), len(quick.line.writes)) == (1, 10)
    slow.line.set_free()
    await turn()
    assert seqs(slow) == seqs(quick) == list(range(1, 11))
    assert len(slow.line.writes) == 2
    assert json.dumps(slow.line.frames[1]).count('"counts"') == 1
    assert [message["posts"] for message in slow.line.messages if message["type"] == "counts"][-1] == [
        ["p1", 1, 0, 0, 10]
    ]


async def test_whoever_has_caught_up_is_written_the_shared_frame_again() -> None:
    stage = Stage()
    slow, quick = stage.add("brand", "seat:s", slow=True), stage.add("brand", "seat:q")
    await turn()
    stage.happens(BRAND)
    await turn()
    slow.line.slow = False
    slow.line.set_free()
    await turn()
    stage.happens(BRAND)
    await turn()
    assert slow.line.writes[-1] is quick.line.writes[-1]


async def test_who_is_far_behind_gets_frames_of_bounded_size() -> None:
    stage = Stage()
    stage.happens(BRAND, times=2 * MOST_A_FRAME + 1)
    late = stage.add("brand", at=0)
    await turn()
    assert [len(frame) for frame in late.line.frames] == [MOST_A_FRAME, MOST_A_FRAME, 1]


async def test_a_reader_the_ring_has_left_behind_is_told_to_start_over() -> None:
    stage = Stage()
    stage.rings._rings[BRAND] = Ring(most_events=10)
    stage.happens(BRAND, times=11)
    late = stage.add("brand", at=0)
    await turn()
    stage.happens(BRAND)
    await turn()
    assert set(late.closed) == {Close.RESYNC}
    assert late.line.writes == [], "a story with a hole in it is told no further"


async def test_readers_who_sat_together_when_the_ring_left_them_all_start_over() -> None:
    stage = Stage()
    stage.rings._rings[BRAND] = Ring(most_events=10)
    kept = [stage.add("brand"), stage.add("brand")]
    await turn()
    stage.happens(BRAND, times=11)
    await turn()
    assert [one.closed for one in kept] == [[Close.RESYNC]] * 2


async def test_nothing_is_written_to_a_line_that_is_lost_or_let_go() -> None:
    stage = Stage()
    lost, gone = stage.add("brand", "seat:l"), stage.add("brand", "seat:g")
    await turn()
    lost.outbox.line_lost()
    stage.fan.discard(gone.outbox)
    stage.happens(BRAND)
    gone.outbox.answer(PONG)
    await turn()
    assert lost.line.writes == gone.line.writes == []
    assert gone.line.listener is None


@pytest.mark.parametrize("views", [None, frozenset({BRAND})])
async def test_soft_messages_reach_their_views_and_the_newest_wins(views: frozenset[View] | None) -> None:
    stage = Stage()
    brand, critic = stage.add("brand"), stage.add("critic")
    await turn()
    for number in range(3):
        stage.fan.soft("mood", b'{"type":"mood","n":%d}' % number, views)
    await turn()
    assert brand.line.messages == [{"type": "mood", "n": 2}]
    assert critic.line.messages == ([] if views else [{"type": "mood", "n": 2}])


async def test_what_all_are_owed_reaches_those_too_who_have_something_of_their_own() -> None:
    stage = Stage()
    kept = stage.add("brand")
    await turn()
    stage.fan.soft("mood", b'{"type":"mood"}')
    kept.outbox.answer(PONG)
    await turn()
    assert [message["type"] for message in kept.line.messages] == ["pong", "mood"]


async def test_newcomers_are_untold_once() -> None:
    stage = Stage()
    first = stage.add("brand")
    assert stage.fan.untold("presence") == [first.outbox]
    second = stage.add("brand")
    assert stage.fan.untold("presence") == [second.outbox]
    assert stage.fan.untold("presence") == []
    stage.add("brand")
    stage.fan.soft("presence", b"{}")
    assert stage.fan.untold("presence") == []


async def a_crowd(stage: Stage) -> list[Kept]:
    """More on one beat than are written to at a go, who have been written to together."""
    crowd = [stage.add("brand", f"seat:{number}", beat=0.02) for number in range(3 * AT_A_GO)]
    await until(lambda: not stage.fan._paces[0.02]._apart)
    return crowd


async def half_way(stage: Stage, crowd: list[Kept]) -> tuple[list[Kept], list[Kept]]:
    """An event is being written to a crowd: those who have it, and those who do not yet."""
    stage.happens(BRAND)
    async with asyncio.timeout(5):
        while not any(one.line.writes for one in crowd):
            await turn()
    given = [one for one in crowd if one.line.writes]
    left = [one for one in crowd if not one.line.writes]
    assert len(given) == AT_A_GO
    return given, left


async def test_the_loop_looks_at_others_while_a_crowd_is_written_to() -> None:
    stage = Stage()
    crowd, player = await a_crowd(stage), stage.add("brand", "seat:p")
    await turn()
    given, left = await half_way(stage, crowd)
    player.outbox.answer(PONG)
    await turn()
    assert player.kinds() == {"event", "pong"}
    assert not all(one.line.writes for one in left), "the answer did not wait for the crowd"
    await until(lambda: all(one.line.writes for one in crowd))
    assert {one.line.writes[0] for one in left} == {given[0].line.writes[0]}


async def test_whoever_has_something_of_their_own_half_way_misses_nothing_of_what_all_get() -> None:
    stage = Stage()
    crowd = await a_crowd(stage)
    given, left = await half_way(stage, crowd)
    for one in (given[0], left[0]):
        one.outbox.answer(PONG)
    await until(lambda: all(len(one.line.messages) == 2 for one in (given[0], left[0])))
    await until(lambda: all(one.line.writes for one in crowd))
    assert {tuple(seqs(one)) for one in crowd} == {(1,)}


async def test_whoever_goes_half_way_is_written_nothing_more() -> None:
    stage = Stage()
    crowd = await a_crowd(stage)
    _, (gone, *left) = await half_way(stage, crowd)
    stage.fan.discard(gone.outbox)
    await until(lambda: all(one.line.writes for one in left))
    assert gone.line.writes == []


async def test_what_happens_half_way_comes_with_the_next_beat_once() -> None:
    stage = Stage()
    crowd = await a_crowd(stage)
    await half_way(stage, crowd)
    stage.happens(BRAND)
    stage.fan.soft("mood", b'{"type":"mood"}')
    await until(lambda: all(len(one.line.messages) == 3 for one in crowd))
    assert {tuple(seqs(one)) for one in crowd} == {(1, 2)}
    assert {len(one.line.writes) for one in crowd} == {2}


async def test_at_a_goodbye_a_crowd_gets_all_there_is_at_once() -> None:
    stage = Stage()
    crowd = await a_crowd(stage)
    await half_way(stage, crowd)
    stage.happens(BRAND)
    stage.fan.write_now()
    assert {tuple(seqs(one)) for one in crowd} == {(1, 2)}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["brand", "mine", "both", "answer", "soft", "free", "turn"]), st.integers(0, 3)
    ),
    max_size=40,
)


@given(steps=STEPS)
async def test_every_socket_gets_every_event_of_its_views_once_and_in_order(
    steps: list[tuple[str, int]],
) -> None:
    stage = Stage()
    people = [stage.add("brand", f"seat:{number}", slow=number > 1) for number in range(4)]
    expected: list[list[int]] = [[] for _ in people]
    for what, who in steps:
        mine = View(f"seat:{who}")
        match what:
            case "brand" | "mine" | "both":
                views = {"brand": (BRAND,), "mine": (mine,), "both": (BRAND, mine)}[what]
                stage.happens(*views)
                for number in range(4):
                    hears = (BRAND in views) + (number == who and mine in views)
                    expected[number] += [stage._seq] * hears
            case "answer":
                people[who].outbox.answer(PONG)
            case "soft":
                stage.fan.soft("mood", b'{"type":"mood"}')
            case "free":
                people[who].line.set_free()
            case _:
                await turn()
    for _ in range(4):
        await turn()
        for one in people:
            one.line.slow = False
            if one.line.full:
                one.line.set_free()
    await turn()
    assert [seqs(one) for one in people] == expected
    asked = [sum(what == "answer" and who == number for what, who in steps) for number in range(4)]
    assert [sum(one["type"] == "pong" for one in kept.line.messages) for kept in people] == asked
