"""Reviews that are kept for the next reader."""

import asyncio
from dataclasses import replace
from threading import Event

import pytest

from app.ids import ParticipantId, RehearsalId, SeatId, Seq, WallMs
from app.rehearsal.entry import Entry
from app.rehearsal.events import SeatTaken
from app.web.kept_reviews import KeptReviews

pytestmark = pytest.mark.anyio


def a_log(length: int, mark: int = 0, by: str = "desk") -> list[Entry]:
    return [
        Entry(seq=Seq(n), at=WallMs(n), by=SeatId(by), ask="", tag=100 * mark + n, events=())
        for n in range(1, length + 1)
    ]


class Writing:
    """Counts what is written, and waits until it may go on."""

    def __init__(self) -> None:
        self.times = 0
        self.go = Event()
        self.go.set()

    def __call__(self, entries: list[Entry]) -> bytes:
        self.times += 1
        assert self.go.wait(10)
        return f"{entries[0].tag} {len(entries)} {entries[-1].tag}".encode()


async def test_a_review_is_written_once_for_all_who_open_it_together() -> None:
    kept, write = KeptReviews(), Writing()
    write.go.clear()
    readers = [asyncio.create_task(kept.of(a_log(3), write)) for _ in range(20)]
    await asyncio.sleep(0)
    write.go.set()
    assert {one.plain for one in await asyncio.gather(*readers)} == {b"1 3 3"}
    await kept.of(a_log(3), write)
    assert write.times == 1


async def test_whoever_asked_first_may_leave() -> None:
    kept, write = KeptReviews(), Writing()
    write.go.clear()
    first = asyncio.create_task(kept.of(a_log(3), write))
    second = asyncio.create_task(kept.of(a_log(3), write))
    await asyncio.sleep(0)
    first.cancel()
    write.go.set()
    assert (await second).plain == b"1 3 3"


async def test_another_word_said_and_another_log_are_other_reviews() -> None:
    kept, write = KeptReviews(), Writing()
    logs = (a_log(3), a_log(4), a_log(3, mark=1), a_log(3, by="somebody whose name is sealed"))
    said = [(await kept.of(log, write)).plain for log in logs]
    assert said == [b"1 3 3", b"1 4 4", b"101 3 103", b"1 3 3"]
    assert write.times == 4


async def test_what_could_not_be_written_is_tried_again() -> None:
    kept = KeptReviews()

    def torn(_entries: list[Entry]) -> bytes:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        await kept.of(a_log(3), torn)
    assert (await kept.of(a_log(3), Writing())).plain == b"1 3 3"


async def test_the_review_that_was_read_longest_ago_goes_when_they_take_too_much_room() -> None:
    kept, write = KeptReviews(most_bytes=12), Writing()
    for length in (1, 2, 1, 3):
        await kept.of(a_log(length), write)
    assert write.times == 3
    await kept.of(a_log(1), write)
    assert write.times == 3
    await kept.of(a_log(2), write)
    assert write.times == 4


def observed(log: list[Entry], by: str) -> list[Entry]:
    """The same log, in which somebody took an observer's seat."""
    taken = SeatTaken(
        seat=SeatId("observer-1"), participant=ParticipantId(by), name="", role="observer", position=None
    )
    return [replace(log[0], events=(taken,)), *log[1:]]


async def test_a_version_of_a_log_has_its_review_at_hand_but_not_for_who_may_be_blind() -> None:
    kept, write = KeptReviews(), Writing()
    drill, log = RehearsalId("r1"), observed(a_log(3), "eva")
    assert kept.at_hand(drill, ("one", Seq(3))) is None
    written = await kept.whole(drill, ("one", Seq(3)), log, write)
    assert kept.at_hand(drill, ("one", Seq(3)), {ParticipantId("dana")}) is written
    assert kept.at_hand(drill, ("one", Seq(3)), {ParticipantId("dana"), ParticipantId("eva")}) is None
    assert kept.at_hand(drill, ("one", Seq(4))) is None
    assert kept.at_hand(drill, ("another", Seq(3))) is None
    assert kept.at_hand(RehearsalId("r2"), ("one", Seq(3))) is None


async def test_a_log_that_grew_while_it_was_read_is_not_taken_for_its_version() -> None:
    kept = KeptReviews()
    await kept.whole(RehearsalId("r1"), ("one", Seq(3)), a_log(4), Writing())
    assert kept.at_hand(RehearsalId("r1"), ("one", Seq(3))) is None


async def test_a_review_that_was_brought_is_at_hand() -> None:
    kept, drill = KeptReviews(), RehearsalId("r1")
    await kept.bring(drill, ("import-1", Seq(3)), b"a review", frozenset({ParticipantId("eva")}))
    found = kept.at_hand(drill, ("import-1", Seq(3)))
    assert found is not None
    assert found.plain == b"a review"
    assert kept.at_hand(drill, ("import-1", Seq(3)), {ParticipantId("eva")}) is None
