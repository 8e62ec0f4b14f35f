"""A log from elsewhere is taken in if it can have happened, and for nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.ids import Handle, PostId, RehearsalId, SeatId, Seq
from app.rehearsal import events as e
from app.rehearsal.commands import EndClock
from app.rehearsal.entry import Entry
from app.review.digest import digest_of
from app.review.sound import UnsoundError, sound
from tests.build import a_drill, created, facilitator, started
from tests.everything import everything

Log = list[Entry]


def over() -> Log:
    drill = a_drill(started())
    drill.ask(facilitator(), EndClock(), at=30)
    return drill.log


def with_(log: Log, at: int, *events: e.Event, wall: int = 0) -> Log:
    """The same log with one entry more after entry `at`."""
    new = replace(log[at - 1], at=log[at - 1].at + wall, events=events)
    return [replace(one, seq=Seq(number)) for number, one in enumerate([*log[:at], new, *log[at:]], 1)]


def test_a_drill_that_is_over_is_sound_and_has_a_digest() -> None:
    for log in (over(), everything().log):
        assert sound(log).clock.state == "ended"
        assert digest_of(log).entries == len(log)


def test_an_entry_that_nobody_could_read_harms_nobody() -> None:
    log = over()
    log[1] = Entry(seq=log[1].seq, at=0, by=SeatId("unreadable"), ask="", tag=0, events=())
    sound(log)


UNSOUND: dict[str, Callable[[Log], Log]] = {
    "it has no entries": lambda _: [],
    "the drill is not over in it": lambda log: log[:-1],
    "entry 2: a log begins with rehearsal.created": lambda log: log[1:],
    "entry 1: it creates the rehearsal and does nothing else": lambda log: [
        replace(log[0], events=(*log[0].events, started())),
        *log[1:],
    ],
    "letters, digits, _ and -": lambda log: [
        replace(log[0], events=(replace(created(), rehearsal=RehearsalId("../r1")),)),
        *log[1:],
    ],
    "entry 3: it stands behind entry 1": lambda log: [log[0], *log[2:]],
    "entry 3: a rehearsal is created once": lambda log: with_(log, 2, created()),
    "entry 3: its time is before": lambda log: with_(log, 2, started(), wall=-1),
    "entry 3: it does not follow from those before it (KeyError": lambda log: with_(
        log, 2, e.PostLiked(post=PostId("p99"), by=Handle("kev"))
    ),
}


@pytest.mark.parametrize("why", UNSOUND)
def test_what_cannot_have_happened_is_named_with_its_entry(why: str) -> None:
    with pytest.raises(UnsoundError) as fault:
        sound(UNSOUND[why](over()))
    assert why in str(fault.value)
