"""Entries and logs: what begins one, what follows, what comes back from its bytes."""

from dataclasses import replace
from typing import get_args

import pytest
from pydantic import TypeAdapter

from app.ids import Seq
from app.rehearsal.entry import Entry
from app.rehearsal.events import ClockStarted, Event
from app.rehearsal.evolve import begin, evolve, fold
from app.store.codec import decode, encode
from tests.build import a_drill, created
from tests.everything import everything
from tests.rehearsal.illegal import illegal

ENTRIES: TypeAdapter[Entry] = TypeAdapter(Entry)
KINDS = sorted(event.__dataclass_fields__["kind"].default for event in get_args(Event))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_comes_back_from_its_bytes_as_it_was(kind: str) -> None:
    entries = [entry for entry in everything().log if kind in [event.kind for event in entry.events]]
    assert entries
    for entry in entries:
        assert decode(entry.seq, encode(entry)) == entry
        assert ENTRIES.validate_json(ENTRIES.dump_json(entry)) == entry


def test_a_log_makes_its_rehearsal_again() -> None:
    drill = everything()
    assert fold(drill.log) == drill.rehearsal
    assert illegal(drill.rehearsal) == []


def test_a_log_begins_with_its_scenario() -> None:
    drill = a_drill()
    with pytest.raises(ValueError, match=r"rehearsal\.created"):
        begin(replace(drill.log[0], seq=Seq(2)))
    with pytest.raises(ValueError, match=r"rehearsal\.created"):
        begin(replace(drill.log[0], events=(ClockStarted(),)))


def test_a_rehearsal_is_created_once() -> None:
    with pytest.raises(ValueError, match="created once"):
        a_drill().happened(created())


@pytest.mark.parametrize("step", [0, 2])
def test_no_entry_is_left_out_or_taken_twice(step: int) -> None:
    drill = a_drill()
    last = drill.log[-1]
    with pytest.raises(ValueError, match="cannot follow"):
        evolve(drill.rehearsal, replace(last, seq=Seq(last.seq + step)))
