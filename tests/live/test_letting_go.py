"""A hall that is let go of while it ends leaves no socket open."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from app.ids import SeatId, View
from app.live.archivist import Archivist
from app.live.hall import Connection
from app.live.room import Room
from app.store.log import LogErased, LogLost
from app.store.memory_log import MemoryLog
from app.wire.closing import Close
from tests.live.conftest import ID, a_hall
from tests.live.lines import Kept

FOREVER = asyncio.Event


@pytest.mark.parametrize(("fault", "told"), [(LogErased, Close.OVER), (LogLost, Close.RESYNC)])
async def test_sockets_are_closed_also_where_a_lost_hall_is_let_go_of_before_its_tasks_have_ended(
    log: MemoryLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[LogLost], told: Close
) -> None:
    lost, ending = asyncio.Event(), asyncio.Event()

    async def follow(room: Room) -> None:
        await lost.wait()
        room._lose(fault(ID))

    async def slow_to_end(_: Archivist) -> None:
        try:
            await FOREVER().wait()
        finally:
            ending.set()
            with suppress(asyncio.CancelledError):
                await FOREVER().wait()

    monkeypatch.setattr(Room, "follow", follow)
    monkeypatch.setattr(Archivist, "run", slow_to_end)
    room = await Room.open(log, ID)
    hall = a_hall(room, log, tmp_path)
    kept = Kept(room.rings, "brand")
    seat = SeatId("brand-comms")
    hall.join(Connection(outbox=kept.outbox, seat=seat, view=View("brand"), tab="t", close=kept.outbox.close))
    running = asyncio.create_task(hall.run())
    await asyncio.sleep(0)
    lost.set()
    await ending.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert kept.closed == [told]
