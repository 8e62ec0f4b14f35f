"""Events as bytes: each is written by its own sort, and says what a writer of all sorts would."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from app.rehearsal.events import Event
from app.store.codec import decode, encode
from app.wire.encoding import event_json
from tests.everything import everything

ANY: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


def test_an_event_is_written_by_its_own_sort_as_by_any() -> None:
    for entry in everything().log:
        for event in entry.events:
            assert event_json(event) == ANY.dump_json(event)


def test_an_entry_that_is_written_is_read_as_it_was() -> None:
    for entry in everything().log:
        assert decode(entry.seq, encode(entry)) == entry
