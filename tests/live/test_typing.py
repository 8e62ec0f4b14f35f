"""Who sees that somebody writes: a critic must not learn that the war room is busy."""

import json
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from app.ids import DESK, DraftId, ParticipantId, SeatId, View
from app.live.hall import Connection
from app.live.room import Room
from app.rehearsal.commands import TakeSeat
from app.rehearsal.events import Role
from app.store.memory_log import MemoryLog
from tests.live.conftest import ID, a_hall
from tests.live.lines import Kept

VIEWS = ("brand", "critic", "bystander", "observer", "facilitator")
PLAYERS: tuple[tuple[Role, str], ...] = (("brand", "brand-comms"), ("critic", "critic-1"))


@pytest.mark.parametrize(
    ("seat", "where", "seen_by"),
    [
        ("brand-comms", "room", {"brand", "facilitator"}),
        ("brand-comms", "desk", {"brand", "facilitator"}),
        ("brand-comms", "feed", {"facilitator"}),
        ("critic-1", "feed", {"facilitator"}),
        ("critic-1", "room", {"facilitator"}),
    ],
)
async def test_only_the_right_people_see_who_writes(
    log: MemoryLog, tmp_path: Path, seat: str, where: str, seen_by: set[str]
) -> None:
    room = await Room.open(log, ID)
    for role, player in PLAYERS:
        await room.ask(
            DESK, TakeSeat(role=role, participant=ParticipantId(player), name=player, seat=SeatId(player))
        )
    hall = a_hall(room, log, tmp_path)
    for role, player in PLAYERS:
        hall.join(connection_of(room, player, role))
    await hall._report()
    hall.typing(SeatId(seat), where, DraftId("d1"))
    told = hall._presences([View(view) for view in VIEWS])
    assert {view for view, frame in told.items() if seat in writing(frame)} == seen_by
    assert {view for view, frame in told.items() if b"d1" in frame} == seen_by
    hall._typing[SeatId(seat)] = replace(hall._typing[SeatId(seat)], until=monotonic() - 0.1)
    later = hall._presences([View(view) for view in VIEWS])
    assert [writing(frame) for frame in later.values()] == [set()] * len(VIEWS)


def connection_of(room: Room, seat: str, role: str) -> Connection:
    outbox = Kept(room.rings, role).outbox
    return Connection(outbox=outbox, seat=SeatId(seat), view=View(role), tab=seat, close=outbox.close)


def writing(frame: bytes) -> set[str]:
    return {one["seat"] for one in json.loads(frame)["seats"] if one["typing"]}
