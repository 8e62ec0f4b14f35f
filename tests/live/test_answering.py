"""Whoever answers in the hot wash is known by nothing that is kept."""

from collections.abc import Iterable
from itertools import pairwise

import pytest

from app.ids import Seq
from app.live.answering import Answers
from app.live.desk import Desk, browser_hash
from app.live.hall import Hall
from app.live.keys import Keyring
from app.live.rooms import Rooms
from app.rehearsal.commands import AskWash, CloseWash, EndClock, OpenWash, StartClock
from app.rehearsal.entry import Entry
from app.rehearsal.events import WashAnswered, WashClosed
from app.rehearsal.refusals import Refused
from app.store.archive import Archive
from app.store.codec import encode
from app.store.memory_log import MemoryLog
from app.store.tickets import MemoryTickets
from tests.build import bystander, critic, facilitator
from tests.live.conftest import ID
from tests.live.test_rooms import FIRST, archive, log, rooms

__all__ = ["archive", "log", "rooms"]
ADA, BO, FAY = "ada's browser", "bo's browser", "fay's browser"
SAID = ("The first reply was quick", "Nobody asked legal")


@pytest.fixture
def desk(rooms: Rooms, archive: Archive) -> Desk:
    return Desk(rooms, archive, MemoryTickets(), Keyring(b"a secret of the server"))


async def a_hot_wash(desk: Desk) -> Hall:
    """Ada, Bo and Fay have played, and the first question is on the screen."""
    hall = await desk.rooms.create(FIRST, ID)
    await desk.seat(hall, "critic", name="Ada", cookie=ADA, seat=critic())
    await desk.seat(hall, "bystander", name="Bo", cookie=BO, seat=bystander())
    await desk.seat(hall, "facilitator", name="Fay", cookie=FAY)
    for command in (
        StartClock(),
        EndClock(),
        OpenWash(questions=("Well?", "Badly?", "Next?")),
        AskWash(on="question", question=1),
    ):
        await hall.room.ask(facilitator(), command)
    return hall


async def answers_of(log: MemoryLog) -> list[tuple[Entry, Entry]]:
    """Each answer's entry after the one before it."""
    entries = await log.read(ID, Seq(0))
    return [(before, one) for before, one in pairwise(entries) if isinstance(one.events[0], WashAnswered)]


def told(entries: Iterable[tuple[Entry, Entry]]) -> list[object]:
    """All that answers' entries say, marks by the order they first come in."""
    marks: dict[str, int] = {}
    said: list[object] = []
    for before, one in entries:
        (event,) = one.events
        assert isinstance(event, WashAnswered)
        number = marks.setdefault(event.mark, len(marks))
        said.append((one.by, one.ask, one.at - before.at, number, event.text, event.count))
    return said


async def test_people_who_exchange_what_they_say_leave_the_same_log(desk: Desk, log: MemoryLog) -> None:
    hall, answers = await a_hot_wash(desk), Answers(desk)
    logs = []
    for question, (first, second) in ((1, (ADA, BO)), (2, (BO, ADA))):
        if question == 2:
            await hall.room.ask(facilitator(), AskWash(on="question", question=2))
        for cookie, text in ((first, SAID[0]), (second, SAID[1]), (first, "In other words")):
            await answers.give(ID, cookie, question, text)
        logs.append(told((await answers_of(log))[-3:]))
    assert len(logs[0]) == 3
    assert logs[0] == logs[1]


async def test_an_answers_entry_holds_nothing_of_who_gave_it(desk: Desk, log: MemoryLog) -> None:
    await a_hot_wash(desk)
    await Answers(desk).give(ID, ADA, 1, SAID[0])
    ((before, entry),) = await answers_of(log)
    assert (entry.by, entry.ask, entry.at) == ("desk", "", before.at)
    known = [ADA, browser_hash(ADA), critic(), "Ada"]
    rows = await desk.archive.of_browser(ID, browser_hash(ADA))
    known += [row.id for row in rows]
    assert [one for one in known if one.encode() in encode(entry)] == []


async def test_a_persons_answers_to_two_questions_cannot_be_laid_together(desk: Desk, log: MemoryLog) -> None:
    hall, answers = await a_hot_wash(desk), Answers(desk)
    await answers.give(ID, ADA, 1, SAID[0])
    await hall.room.ask(facilitator(), AskWash(on="question", question=2))
    await answers.give(ID, ADA, 2, SAID[1])
    events = [one.events[0] for _, one in await answers_of(log)]
    marks = {event.mark for event in events if isinstance(event, WashAnswered)}
    assert len(marks) == 2
    assert await answers.mine(ID, ADA) == {1: SAID[0], 2: SAID[1]}
    assert await answers.mine(ID, BO) == {}


async def test_an_answer_given_again_takes_the_place_of_the_one_before(desk: Desk) -> None:
    hall, answers = await a_hot_wash(desk), Answers(desk)
    await answers.give(ID, ADA, 1, SAID[0])
    await answers.give(ID, BO, 1, SAID[0])
    await answers.give(ID, ADA, 1, SAID[1])
    seq = hall.room.state.seq
    await answers.give(ID, ADA, 1, f" {SAID[1]} ")  # a phone that heard no answer says it once more
    assert hall.room.state.seq == seq
    await hall.room.ask(facilitator(), CloseWash(question=1))
    assert hall.room.state.talk.wash.closed[1] == tuple(sorted(SAID, key=str.casefold))
    with pytest.raises(Refused, match="closed"):
        await answers.give(ID, ADA, 1, "Too late")


async def test_who_was_not_there_answers_nothing_and_is_told_nothing(desk: Desk) -> None:
    await a_hot_wash(desk)
    for stranger in ("", "another browser"):
        with pytest.raises(Refused, match="took part"):
            await Answers(desk).give(ID, stranger, 1, SAID[0])
        with pytest.raises(Refused, match="took part"):
            await Answers(desk).mine(ID, stranger)


async def test_what_is_shown_at_the_end_names_texts_and_nothing_else(desk: Desk, log: MemoryLog) -> None:
    hall, answers = await a_hot_wash(desk), Answers(desk)
    await answers.give(ID, BO, 1, SAID[1])
    await answers.give(ID, ADA, 1, SAID[0])
    await hall.room.ask(facilitator(), CloseWash(question=1))
    newest = (await log.read(ID, Seq(0)))[-1]
    assert newest.events == (WashClosed(question=1, texts=(SAID[1], SAID[0])),)
