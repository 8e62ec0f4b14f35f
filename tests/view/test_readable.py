"""What nobody can apply is passed over, by everybody alike."""

from dataclasses import replace

import pytest

from app.ids import CONDUCTOR, UNREADABLE, InjectId, PostId, SeatId, Seq
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import fold
from app.view.readable import MOST, readable
from tests.build import Drill, a_drill, brand, critic, facilitator, minutes

BROKEN: dict[str, e.Event] = {
    "an inject that is not there is out": e.InjectDelivered(inject=InjectId("none")),
    "a post that is not there is hidden": e.PostHidden(post=PostId("p99"), seat=brand(), on=True),
    "somebody leaves a seat that is not there": e.SeatLeft(seat=SeatId("none"), why="left"),
}


@pytest.fixture(scope="module")
def log() -> list[Entry]:
    drill = a_drill((facilitator(), c.StartClock()), (brand(), c.SayInChat(text="Are we on?")))
    drill.ask(
        critic(), c.PublishPost(author=drill.rehearsal.seats[critic()].personas[0], text="Hm."), at=minutes(1)
    )
    return drill.log


def damaged(log: list[Entry], place: int, event: e.Event) -> list[Entry]:
    """The log with one more event in the entry at `place`."""
    return [*log[:place], replace(log[place], events=(*log[place].events, event)), *log[place + 1 :]]


def test_a_sound_log_is_told_as_it_is(log: list[Entry]) -> None:
    assert readable(log) == log


@pytest.mark.parametrize("event", BROKEN.values(), ids=BROKEN)
def test_nothing_of_a_broken_entry_counts_and_the_rest_does(log: list[Entry], event: e.Event) -> None:
    chat = next(at for at, one in enumerate(log) if isinstance(one.events[0], e.ChatSaid))
    told = readable(damaged(log, chat, event))
    assert told[chat] == replace(log[chat], by=UNREADABLE, events=())
    assert told[:chat] == log[:chat]
    assert told[chat + 1 :] == log[chat + 1 :]
    state = fold(told)
    assert not state.chat
    assert len(state.feed.posts) == len(fold(log).feed.posts)


def test_a_log_that_is_broken_through_and_through_is_none(log: list[Entry]) -> None:
    last = log[-1]
    out = BROKEN["an inject that is not there is out"]
    rest = [replace(last, seq=Seq(last.seq + at), events=(out,)) for at in range(1, MOST + 2)]
    with pytest.raises(ValueError, match="cannot be applied"):
        readable([*log, *rest])


def test_a_log_that_begins_no_rehearsal_is_none(log: list[Entry]) -> None:
    with pytest.raises(ValueError, match="begins"):
        readable(log[1:])


def test_facilitators_are_told_once_and_by_nobody_but_the_conductor() -> None:
    drill: Drill = a_drill()
    assert drill.ask(CONDUCTOR, c.ReportSkipped(entry=drill.rehearsal.seq)) == (
        e.EntrySkipped(entry=drill.log[-2].seq),
    )
    assert drill.refused(CONDUCTOR, c.ReportSkipped(entry=drill.log[-2].seq)).code == "conflict"
    assert drill.refused(CONDUCTOR, c.ReportSkipped(entry=drill.log[0].seq)).code == "invalid"
    assert drill.refused(CONDUCTOR, c.ReportSkipped(entry=Seq(drill.rehearsal.seq + 1))).code == "invalid"
    assert drill.refused(facilitator(), c.ReportSkipped(entry=drill.rehearsal.seq)).code == "forbidden"
