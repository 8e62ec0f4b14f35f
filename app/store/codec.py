"""Entries as bytes and back: compact JSON, one line each, readable in any version that follows."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from app.adapters import adapter_of
from app.ids import UNREADABLE, SeatId, Seq
from app.rehearsal.entry import Entry
from app.rehearsal.events import Event
from app.store.log import Packed

log = logging.getLogger(__name__)

Raw = dict[str, object]
"""An event as plain JSON values."""
Upcaster = Callable[[Raw], Raw]
"""Turns an event of a kind no longer written into its successor; it names the new `kind` itself."""

UPCASTERS: Mapping[str, Upcaster] = MappingProxyType({})
"""By the old kind. Applied until the kind is a current one, so each step knows only the next."""

_HEAD = re.compile(rb'\{"seq":(\d+),"tag":(\d+),')
_EVENTS: TypeAdapter[tuple[Event, ...]] = TypeAdapter(
    tuple[Annotated[Event, Field(discriminator="kind")], ...],
    config=ConfigDict(defer_build=True),
)


class Unreadable(ValueError):
    """Entry `seq` holds something this version cannot read."""

    def __init__(self, seq: Seq, why: str) -> None:
        super().__init__(f"entry {seq} is unreadable: {why}")
        self.seq = seq


def encode(entry: Entry) -> bytes:
    """The entry as one line of JSON."""
    by, ask = json.dumps(entry.by), json.dumps(entry.ask)
    head = f'{{"seq":{entry.seq},"tag":{entry.tag},"at":{entry.at},"by":{by},"ask":{ask},"events":'
    # Each by its own sort: a writer of all sorts looks for it among a hundred.
    events = b",".join(adapter_of(type(event)).dump_json(event) for event in entry.events)
    return head.encode() + b"[" + events + b"]}"


def decode(seq: Seq, data: bytes, upcasters: Mapping[str, Upcaster] = UPCASTERS) -> Entry:
    """The entry that `encode` wrote, by this version or an older one.

    Args:
        seq: the number the store keeps it under; one that disagrees inside is a fault.
        data: one line of JSON.
        upcasters: by old kind.

    Raises:
        Unreadable: it is no entry, or holds an unknown or faulty event.
    """
    try:
        raw = json.loads(data)
        if raw["seq"] != seq:
            raise Unreadable(seq, f"it says it is {raw['seq']}")
        events = _EVENTS.validate_python([_upcast(event, upcasters) for event in raw["events"]])
        return Entry(
            seq=seq,
            at=int(raw["at"]),
            by=SeatId(str(raw["by"])),
            ask=str(raw["ask"]),
            tag=int(raw["tag"]),
            events=events,
        )
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        raise Unreadable(seq, f"{first['loc']}: {first['msg']}") from None
    except (KeyError, TypeError, ValueError, RecursionError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable(seq, f"{type(fault).__name__}: {fault}") from None


def pack(entry: Entry) -> Packed:
    return Packed(entry.seq, encode(entry))


def unpack(packed: Packed) -> Entry:
    """The entry, or an empty one in its place where nobody can read it.

    One poisoned entry must not stop a rehearsal: numbers stay dense, the alarm is in the
    process log, and an event that repairs the damage can follow.
    """
    try:
        return decode(packed.seq, packed.data)
    except Unreadable as fault:
        log.error("skipped: %s", fault)  # noqa: TRY400 (the sentence is the alarm; a trace adds nothing)
        return Entry(seq=packed.seq, at=0, by=UNREADABLE, ask="", tag=tag_of(packed.data), events=())


def seq_of(data: bytes) -> Seq:
    """The number encoded bytes begin with, 0 where there is none."""
    head = _HEAD.match(data)
    return Seq(int(head[1])) if head else Seq(0)


def tag_of(data: bytes) -> int:
    """The tag encoded bytes begin with, 0 where there is none."""
    head = _HEAD.match(data)
    return int(head[2]) if head else 0


def _upcast(event: object, upcasters: Mapping[str, Upcaster]) -> Raw:
    raw = cast("Raw", event)
    while (step := upcasters.get(str(raw["kind"]))) is not None:
        raw = step(raw)
    return raw


def make_ready() -> None:
    """Make the reader now, so that no first entry waits for it."""
    _EVENTS.rebuild()
