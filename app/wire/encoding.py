"""Messages as bytes, encoded once however many sockets they go to."""

from collections.abc import Iterable
from typing import get_args

from app.adapters import adapter_of
from app.ids import View
from app.rehearsal.events import Event
from app.view.own import SeatSnapshot
from app.view.snapshot import RoleSnapshot
from app.wire import frames

Message = (
    frames.Welcome
    | frames.Done
    | frames.RefusedFrame
    | frames.Now
    | frames.Presence
    | frames.Counters
    | frames.MoodFrame
    | frames.Listening
    | frames.Contradicted
    | frames.CheckedFrame
    | frames.Armed
    | frames.Pong
    | frames.Bye
)


def event_json(event: Event) -> bytes:
    """An event as it is shown, to be placed in a frame of each view that sees it alike."""
    return adapter_of(type(event)).dump_json(event)


def event_frame(view: View, event: bytes, *, n: int, t: float, at: int, tag: int) -> bytes:
    """An `EventFrame` around an event encoded before; view names need no escaping."""
    head = f'{{"type":"event","view":"{view}","n":{n},"t":{t!r},"at":{at},"tag":{tag},"event":'
    return head.encode() + event + b"}"


def message_json(message: Message) -> bytes:
    """Any other message."""
    return adapter_of(type(message)).dump_json(message)


def role_json(snapshot: RoleSnapshot) -> bytes:
    """A role's snapshot, shared by everybody in the role."""
    return adapter_of(RoleSnapshot).dump_json(snapshot)


def seat_json(snapshot: SeatSnapshot) -> bytes:
    """A seat's snapshot."""
    return adapter_of(SeatSnapshot).dump_json(snapshot)


def welcome_json(welcome: frames.Welcome, role: bytes, seat: bytes) -> bytes:
    """A welcome with its snapshots, spliced in as encoded before."""
    bare = message_json(welcome)
    tail = b'"snapshot":null,"type":"welcome"}'
    if not bare.endswith(tail):
        raise ValueError("a welcome ends with its snapshot and its type")
    return b"".join(
        (bare[: -len(tail)], b'"snapshot":{"role":', role, b',"seat":', seat, b'},"type":"welcome"}')
    )


def batch(pieces: Iterable[bytes]) -> bytes:
    """One websocket message: an array of messages."""
    return b"[" + b",".join(pieces) + b"]"


def make_ready() -> None:
    """Make all adapters now, so that no message waits for its own."""
    for kind in (RoleSnapshot, SeatSnapshot, *get_args(Message), *get_args(Event)):
        adapter_of(kind)
