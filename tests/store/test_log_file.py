"""A log in a file: whole, without names, and readable by any Squall that follows."""

import json
from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from app.ids import CONDUCTOR, InjectId
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.events import SeatTaken
from app.review.build import review_of
from app.store.codec import encode
from app.store.log_file import NoLogFile, schema, write_log_file
from app.store.log_reading import read_log_file
from app.store.review_file import write_review
from tests.build import a_drill, brand, facilitator

NAME = "Quillon Ashby"


@pytest.fixture(scope="module")
def log() -> list[Entry]:
    """A short drill whose communicator and whose absent legal counsel have names."""
    drill = a_drill()
    drill.sit(brand(), NAME)
    drill.ask(facilitator(), c.ReserveSeat(seat=brand("legal"), name="Odo Quist"))
    drill.ask(facilitator(), c.StartClock())
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), at=10)
    drill.ask(brand(), c.SayInChat(text="Who was at the gate?"), at=20)
    drill.ask(facilitator(), c.EndClock(), at=60)
    return drill.log


def test_an_open_file_gives_the_log_back_entry_for_entry(log: list[Entry]) -> None:
    assert read_log_file(write_log_file(log, "open")) == log


def test_a_sealed_file_names_nobody_and_is_still_the_same_review(log: list[Entry]) -> None:
    file = write_log_file(log)
    assert NAME.encode() in write_log_file(log, "open")
    for name in (NAME, "Odo Quist", "person-"):
        assert name.encode() not in file
    again = read_log_file(file)
    taken = [one for entry in again for one in entry.events if isinstance(one, SeatTaken)]
    assert {one.name for one in taken} == {"facilitator-1", "observer-1", "Communicator"}
    assert len({one.participant for one in taken}) == len(taken)
    assert write_review(review_of(again)) == write_review(review_of(log))


def test_sealing_a_sealed_log_changes_nothing(log: list[Entry]) -> None:
    once = write_log_file(log)
    assert write_log_file(read_log_file(once)) == once


def test_lines_of_a_dry_run_and_a_file_laid_out_anew_are_read_too(log: list[Entry]) -> None:
    lines = b"".join(encode(entry) + b"\n" for entry in log)
    pretty = json.dumps(json.loads(write_log_file(log, "open")), indent=4).encode()
    assert read_log_file(lines) == log
    assert read_log_file(pretty) == log


def test_the_schema_holds_for_the_file_and_not_for_another(log: list[Entry]) -> None:
    checks = Draft202012Validator(schema())
    whole = json.loads(write_log_file(log))
    checks.validate(whole)
    whole["entries"][2]["events"][0]["kind"] = "clock.melted"
    assert not checks.is_valid(whole)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "it is empty": lambda _: b"",
    "it is compressed. Unpack it first": lambda _: b"PK\x03\x04",
    "entry 1 is unreadable": lambda _: b"Dear all, here is the log.",
    "only the beginning": lambda file: file[: len(file) // 2],
    "version 9": lambda file: file.replace(b'"version":1', b'"version":9'),
    "entry 4 is unreadable: it says it is 5": lambda file: b"\n".join(
        line for at, line in enumerate(file.splitlines()) if at != 4
    ),
    "clock.melted": lambda file: file.replace(b"clock.started", b"clock.melted"),
    "no entries": lambda _: b'{"format":"squall-log","version":1,"entries":[]}',
    "entry 1": lambda _: b"[" * 100_000,
}


@pytest.mark.parametrize("why", SPOILT)
def test_what_is_no_whole_log_is_refused_with_its_reason(log: list[Entry], why: str) -> None:
    with pytest.raises(NoLogFile, match=why):
        read_log_file(SPOILT[why](write_log_file(log)))
