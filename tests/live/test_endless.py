"""Ten thousand posts in one drill: what a node keeps of them and what a newcomer is sent is bounded."""

import pytest

from app.ids import Handle, PostId, Seq, View
from app.live.rings import MOST_BYTES, MOST_EVENTS, FellBehind
from app.live.room import Room
from app.rehearsal.entry import Entry
from app.rehearsal.events import Byline, PostPublished
from app.store.memory_log import MemoryLog
from app.view.snapshot import NEWEST_POSTS, role_snapshot
from app.wire.encoding import role_json
from tests.build import brand, created, facilitator, seated, started

POSTS = 10_000
BRAND, OBSERVER = View("brand"), View("observer")
WORDS = "Still no word from them, and it has been an hour. " * 5


def entry_of(seq: int, event: PostPublished) -> Entry:
    return Entry(seq=Seq(seq), at=1_000 + seq * 40, by=facilitator(), ask="", tag=seq, events=(event,))


def a_post(number: int) -> PostPublished:
    byline = Byline(name="Kev Marsh", followers=900)
    return PostPublished(
        post=PostId(f"p{number}"), author=Handle("kevmarsh"), byline=byline, text=f"{number:05}: {WORDS}"
    )


def newcomers(room: Room) -> dict[View, int]:
    """Bytes that whoever comes now is sent."""
    return {view: len(role_json(role_snapshot(room.state, view))) for view in (BRAND, OBSERVER)}


@pytest.mark.trust(29)
def test_after_ten_thousand_posts_a_node_and_a_newcomer_hold_no_more_than_after_two() -> None:
    first = Entry(seq=Seq(1), at=1_000, by=facilitator(), ask="", tag=1, events=(created(),))
    begun = (seated(facilitator(), "facilitator"), seated(brand(), "brand"), started())
    second = Entry(seq=Seq(2), at=1_001, by=facilitator(), ask="", tag=2, events=begun)
    room = Room(MemoryLog(), [first, second], "epoch-1")
    sizes: dict[int, dict[View, int]] = {}
    for number in range(1, POSTS + 1):
        room._take_in(entry_of(number + 2, a_post(number)))
        if number in (NEWEST_POSTS, POSTS):
            sizes[number] = newcomers(room)
    for view in (BRAND, OBSERVER):
        assert sizes[POSTS][view] < sizes[NEWEST_POSTS][view] * 1.05
        ring = room.rings.of(view)
        assert ring.n >= POSTS
        with pytest.raises(FellBehind):
            ring.after(ring.n - MOST_EVENTS - 1, 1)
        oldest = next(n for n in range(ring.n - MOST_EVENTS, ring.n) if ring.reaches(n))
        assert sum(len(piece.data) for piece in ring.after(oldest, MOST_EVENTS)) <= MOST_BYTES
