"""Reviews that are kept for the next reader."""

import asyncio
from threading import Event

import pytest

from app.ids import SeatId, Seq, WallMs
from app.rehearsal.entry import Entry
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
