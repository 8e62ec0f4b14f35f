"""What each view is sent: the frames a node would build from a log, and the snapshots, as bytes."""

from collections.abc import Iterable

from pydantic import TypeAdapter

from app.ids import View
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.seats import ROLES
from app.rehearsal.state import Rehearsal
from app.view.own import SeatSnapshot, seat_snapshot
from app.view.snapshot import RoleSnapshot, role_snapshot
from app.view.visibility import seen_by
from app.wire.frames import EventFrame

_FRAME: TypeAdapter[EventFrame] = TypeAdapter(EventFrame)
_ROLE: TypeAdapter[RoleSnapshot] = TypeAdapter(RoleSnapshot)
_SEAT: TypeAdapter[SeatSnapshot] = TypeAdapter(SeatSnapshot)


def views_of(rehearsal: Rehearsal) -> list[View]:
    """Every role's view, then every seat's."""
    return [*map(View, ROLES), *(seat.view for seat in rehearsal.seats.values())]


def frames_of(log: Iterable[Entry], view: View) -> list[bytes]:
    """The event frames of one view, numbered densely from 1."""
    entries = iter(log)
    rehearsal = begin(next(entries))
    frames: list[bytes] = []
    for entry in entries:
        t = rehearsal.clock.time(entry.at)
        evolve(rehearsal, entry)
        for event in entry.events:
            shown = seen_by(event, view, rehearsal)
            if shown is not None:
                n = len(frames) + 1
                frame = EventFrame(view=view, n=n, t=t, at=entry.at, tag=entry.tag, event=shown)
                frames.append(_FRAME.dump_json(frame))
    return frames


def snapshot_of(rehearsal: Rehearsal, view: View) -> bytes:
    """A view as it stands, as it goes over the wire."""
    for seat in rehearsal.seats.values():
        if seat.view == view:
            return _SEAT.dump_json(seat_snapshot(rehearsal, seat))
    return _ROLE.dump_json(role_snapshot(rehearsal, view))
