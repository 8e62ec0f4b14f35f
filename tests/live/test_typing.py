"""Who sees that somebody writes: a critic must not learn that the war room is busy."""

import json
from pathlib import Path

import pytest

from app.ids import DESK, DraftId, ParticipantId, SeatId, View
from app.live.hall import Connection, Hall
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
    assert {view for view in VIEWS if seat in typing(hall, view)} == seen_by
    assert {view for view in VIEWS if "d1" in hall._presence_for(View(view)).decode()} == seen_by


def connection_of(room: Room, seat: str, role: str) -> Connection:
    outbox = Kept(room.rings, role).outbox
    return Connection(outbox=outbox, seat=SeatId(seat), view=View(role), tab=seat, close=outbox.close)


def typing(hall: Hall, view: str) -> set[str]:
    shown = json.loads(hall._presence_for(View(view)))
    return {one["seat"] for one in shown["seats"] if one["typing"]}
