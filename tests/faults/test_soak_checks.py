"""The checks of a soak turn red: each is fed a log, or a person's memory of it, that somebody doctored."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest

from app.ids import Seq
from app.rehearsal.commands import SayInChat, StartClock
from app.rehearsal.entry import Entry
from tests.build import a_drill, brand, facilitator
from tests.soak.books import Book, Ledger
from tests.soak.faults import BLACKOUT, KILLS, planned
from tests.soak.proof import frames, prove
from tests.soak.reporting import BEGIN, END, written
from tests.soak.running import Asked, Outcome
from tests.soak.watching import Recoveries, Sample, grows_without_bound

MIB = 2**20


@pytest.fixture
def log() -> list[Entry]:
    drill = a_drill(
        (facilitator(), StartClock()), *((brand(), SayInChat(text=f"line {n}")) for n in range(5))
    )
    return drill.log


@pytest.fixture
def book(log: Sequence[Entry]) -> Book:
    """What people remember who were there."""
    made = Book("drill-1", Ledger())
    made.epochs.add("epoch-1")
    for entry in log[-5:]:
        made.done(entry.ask, ())
    made.shown.update(frames(log))
    return made


def told(book: Book, log: Sequence[Entry]) -> str:
    prove(book, log)
    return "\n".join(failure.what for failure in book.ledger.failures)


def numbered(log: Sequence[Entry]) -> list[Entry]:
    """The entries with dense numbers, so that a doctored log does not show by those."""
    return [replace(entry, seq=Seq(seq)) for entry, seq in zip(log, count(1), strict=False)]


def test_a_log_that_nobody_doctored_is_found_sound(book: Book, log: list[Entry]) -> None:
    assert book.shown
    assert told(book, log) == ""


def test_an_acknowledged_ask_that_is_gone_is_told(book: Book, log: list[Entry]) -> None:
    gone = log[-3]
    assert f"not in the log: ['{gone.ask}']" in told(book, numbered([*log[:-3], *log[-2:]]))
    assert book.ledger.counts["lost"] == 1


def test_an_ask_that_was_done_twice_is_told(book: Book, log: list[Entry]) -> None:
    twice = log[-1]
    assert f"twice in the log: ['{twice.ask}']" in told(book, numbered([*log, twice]))
    assert book.ledger.counts["doubled"] == 1


def test_a_refused_ask_that_happened_is_told(book: Book, log: list[Entry]) -> None:
    del book.acknowledged[log[-1].ask]
    book.refuse(log[-1].ask, "conflict")
    assert "refused, and in the log" in told(book, log)


def test_a_hole_in_the_numbers_is_told(book: Book, log: list[Entry]) -> None:
    assert "numbered and once" in told(book, [*log[:-1], replace(log[-1], seq=Seq(len(log) + 1))])


def test_a_frame_that_the_log_does_not_give_is_told(book: Book, log: list[Entry]) -> None:
    book.shown["brand", 1] = b"something else"
    assert "not what the log says: [('brand', 1)]" in told(book, log)


def test_a_log_that_was_taken_for_lost_is_told(book: Book, log: list[Entry]) -> None:
    book.epochs.add("epoch-2")
    assert "epochs" in told(book, log)


def test_two_answers_to_one_ask_and_two_frames_of_one_number_are_told(book: Book) -> None:
    book.done("a-1", ("p1",))
    book.done("a-1", ("p2",))
    book.refuse("a-1", "conflict")
    for text in ("one", "other"):
        book.show({"view": "critic", "n": 99, "event": {"text": text}})
    assert len(book.ledger.failures) == 3


def test_memory_that_grows_on_and_on_is_told_and_memory_that_settles_is_not() -> None:
    settles = [Sample(at, 1, min(200, 100 + int(at)) * MIB) for at in range(0, 900, 5)]
    grows = [Sample(at, 1, (100 + int(at)) * MIB) for at in range(0, 900, 5)]
    assert not grows_without_bound(settles)
    assert grows_without_bound(grows)


def test_the_same_seed_plans_the_same_faults_and_no_fewer_kills_than_asked() -> None:
    plan = planned(3, 200, 1800.0, sql=True)
    assert plan == planned(3, 200, 1800.0, sql=True)
    assert plan != planned(4, 200, 1800.0, sql=True)
    assert sum(fault.kills for fault in plan) == 200
    assert {fault.kind for fault in plan} > {BLACKOUT, *KILLS}
    assert max(fault.at for fault in planned(3, 6, 12.0, sql=True)) < 12.0


def test_a_report_replaces_the_last_one_and_leaves_what_people_wrote() -> None:
    ledger = Ledger()
    asked = Asked(kills=1, seconds=60.0, seed=1)
    outcome = Outcome(asked=asked, ledger=ledger, recoveries=Recoveries(ledger))
    ledger.fail("something was lost")
    page = written(outcome, f"# By hand\n{BEGIN}\nthe last one\n{END}\nby hand too\n")
    assert page.startswith("# By hand\n")
    assert page.endswith("by hand too\n")
    assert "the last one" not in page
    assert "something was lost" in page
    assert "broken, 1 times" in page
