"""A reader of others is asked about the brand's posts, off the loop; what it says stands in the log."""

import logging
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from threading import Event

import pytest

from app.crowd.step import Crowds
from app.feed.gist import Gist
from app.ids import DESK, ParticipantId, PostId, SeatId, Seq
from app.live.company import Company
from app.live.conductor import Conductor
from app.live.reading_along import DEADLINE, FRESH, ReadingAlong
from app.live.room import Room
from app.plugins import READERS, reader_named, reading
from app.rehearsal.commands import DeletePost, EditPost, PublishPost, ReadPost, SetSpeed, StartClock, TakeSeat
from app.rehearsal.events import PostRead
from app.rehearsal.state import Rehearsal
from app.store.lease import MemoryLeaseBook, MemoryLeases
from app.store.memory_log import MemoryLog
from tests.airline import BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, started
from tests.live.conftest import ID
from tests.plugged import install

HOLDING = "We have seen this and are looking into it. More by 19:30."
LATER = HOLDING.replace("19:30", "19:45")
P1, P2 = PostId("p1"), PostId("p2")
CARING = Gist(weights=(0.0, 1.0, *(0.0,) * 7), voice=0.8)


class Desk:
    """A reader who takes as long as the test likes, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str]] = []
        self.may_answer = Event()

    def read(self, text: str, language: str) -> Gist:
        self.given.append((text, language))
        assert self.may_answer.wait(60)
        return CARING


class Watch:
    """Wall seconds that only pass when told."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


def stormy() -> Drill:
    """The critic has posted p1, and the brand p2."""
    return a_drill(
        started(),
        (critic(), PublishPost(author=DIRECTOR, text="They walked me off."), 5.0),
        (brand(), PublishPost(author=BRAND, text=HOLDING, reply_to=P1), 10.0),
    )


def until_read(along: ReadingAlong, rehearsal: Rehearsal, t: float) -> ReadPost:
    """Turn after turn until the reader has answered."""
    while (read := along.turn(rehearsal, t)) is None:
        continue
    return read


def test_a_new_post_of_the_brand_is_read_in_the_language_of_the_drill_and_nobody_elses() -> None:
    desk, rehearsal = Desk(), stormy().rehearsal
    desk.may_answer.set()
    along = ReadingAlong(desk.read)
    assert until_read(along, rehearsal, 10.0) == ReadPost(post=P2, text=HOLDING, gist=CARING)
    assert along.turn(rehearsal, 10.0) is None
    assert desk.given == [(HOLDING, rehearsal.scenario.language)]


def test_a_turn_never_waits_and_one_post_is_read_at_a_time() -> None:
    drill, desk = stormy(), Desk()
    along = ReadingAlong(desk.read)
    assert along.turn(drill.rehearsal, 10.0) is None
    drill.ask(brand(), PublishPost(author=BRAND, text=LATER), at=12)
    assert along.turn(drill.rehearsal, 12.0) is None
    assert [text for text, _ in desk.given] == [HOLDING]
    desk.may_answer.set()
    assert [until_read(along, drill.rehearsal, 12.0).post for _ in range(2)] == ["p2", "p3"]


def test_what_the_log_holds_is_not_read_again_and_what_was_edited_is() -> None:
    drill, desk = stormy(), Desk()
    desk.may_answer.set()
    drill.happened(PostRead(post=P2, gist=CARING), at=11)
    along = ReadingAlong(desk.read)
    assert along.turn(drill.rehearsal, 11.0) is None
    assert not desk.given
    drill.ask(brand(), EditPost(post=P2, text=LATER), at=12)
    assert until_read(along, drill.rehearsal, 12.0).text == LATER


def test_what_is_gone_or_old_is_not_read() -> None:
    drill, desk = stormy(), Desk()
    along = ReadingAlong(desk.read)
    along.turn(drill.rehearsal, 10.0 + FRESH + 1)
    drill.ask(brand(), DeletePost(post=P2), at=12)
    along.turn(drill.rehearsal, 12.0)
    assert not desk.given


def test_at_a_high_speed_a_post_stays_new_for_as_long_on_the_wall() -> None:
    drill, desk = stormy(), Desk()
    desk.may_answer.set()
    drill.ask(facilitator(), SetSpeed(speed=10), at=11)
    assert until_read(ReadingAlong(desk.read), drill.rehearsal, 10.0 + 9 * FRESH).post == P2


def test_a_late_reading_is_none_and_the_reader_is_asked_nothing_while_it_ponders(
    caplog: pytest.LogCaptureFixture,
) -> None:
    drill, desk, watch = stormy(), Desk(), Watch()
    along = ReadingAlong(desk.read, watch)
    along.turn(drill.rehearsal, 10.0)
    watch.s = DEADLINE + 0.1
    drill.ask(brand(), PublishPost(author=BRAND, text=LATER), at=16)
    with caplog.at_level(logging.WARNING):
        assert [along.turn(drill.rehearsal, 16.0) for _ in range(3)] == [None] * 3
    assert caplog.text.count("no answer within 5 s") == 1
    assert len(desk.given) == 1
    desk.may_answer.set()
    assert until_read(along, drill.rehearsal, 17.0).post == "p3"


def test_a_failure_is_told_once_and_its_post_not_asked_about_again(caplog: pytest.LogCaptureFixture) -> None:
    drill, given = stormy(), []

    def failing(text: str, _language: str) -> Gist:
        given.append(text)
        raise OSError("no network")

    along = ReadingAlong(failing)
    with caplog.at_level(logging.WARNING):
        drill.ask(brand(), PublishPost(author=BRAND, text=LATER), at=12)
        while len(given) < 2 or along._asked is not None:
            assert along.turn(drill.rehearsal, 12.0) is None
    assert along.turn(drill.rehearsal, 12.0) is None
    assert given == [HOLDING, LATER]
    assert caplog.text.count("OSError") == 1
    assert "no network" not in caplog.text


async def posted(log: MemoryLog) -> Room:
    """A room whose clock runs, nobody but the facilitator at a seat, and the brand has posted p1."""
    room = await Room.open(log, ID)
    await room.ask(DESK, TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana"))
    await room.ask(facilitator(), StartClock())
    await room.ask(brand(), PublishPost(author=BRAND, text=HOLDING))
    for seat in room.state.seats.values():
        seat.standin = False
    return room


def conductor(room: Room, company: Company) -> Conductor:
    return Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"), company)


async def test_a_slow_reader_does_not_stall_a_beat(log: MemoryLog) -> None:
    room, desk = await posted(log), Desk()
    conducting = conductor(room, Company(crowd=Crowds(), reader=desk.read))
    for _ in range(5):
        await conducting.beat()
    assert len(desk.given) == 1
    assert room.state.storm.gists == {}
    desk.may_answer.set()
    while not room.state.storm.gists:
        await conducting.beat()
    assert room.state.storm.gists == {P1: CARING}


async def test_two_conductors_put_one_reading_into_the_log(log: MemoryLog) -> None:
    room, desk = await posted(log), Desk()
    desk.may_answer.set()
    other = await Room.open(log, ID)
    both = [conductor(one, Company(reader=desk.read)) for one in (room, other)]
    while len(desk.given) < 2 or any(one._reading._asked is not None for one in both):
        for one in both:
            await one.beat()
    entries = await log.read(ID, Seq(0), 1_000)
    assert sum(isinstance(event, PostRead) for entry in entries for event in entry.events) == 1


@pytest.fixture
def parish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    source = """
        from app.feed.gist import Gist

        class Reader:
            asked = 0

            def read(self, text, language):
                Reader.asked += 1
                return Gist(weights=(0, 9.0, 3.0, 0, 0, 0, 0, 0, 0), voice=7.0)

        Voice = None
        """
    install(tmp_path, "parish_reader", source)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("parish_reader", None)


@pytest.mark.usefixtures("parish")
async def test_an_installed_reader_is_heard_by_the_crowd_and_not_asked_by_a_replay(log: MemoryLog) -> None:
    room = await posted(log)
    named = reader_named("parish", entry_points(group=READERS))
    conducting = conductor(room, Company(crowd=Crowds(), reader=reading(named)))
    while not room.state.storm.gists:
        await conducting.beat()
    gist = room.state.storm.gists[P1]
    assert gist.weights == pytest.approx((0, 0.75, 0.25, 0, 0, 0, 0, 0, 0))
    assert gist.voice == 1.0
    entries = await log.read(ID, Seq(0), 1_000)
    assert [entry.by for entry in entries if PostRead(post=P1, gist=gist) in entry.events] == [
        SeatId("conductor")
    ]
    again = await Room.open(log, ID)
    assert again.state.storm.gists == {P1: gist}
    await conductor(again, Company(crowd=Crowds(), reader=reading(named))).beat()
    assert sys.modules["parish_reader"].Reader.asked == 1
