import asyncio
from pathlib import Path
from time import monotonic

from app.ids import SeatId, View
from app.live.hall import SILENT_AFTER, Connection
from app.live.outbox import WRITE_WITHIN
from app.live.room import Room
from app.store.memory_log import MemoryLog
from app.wire.closing import Close
from tests.live.conftest import ID, a_hall
from tests.live.lines import Kept


async def test_who_takes_or_says_nothing_for_too_long_is_closed(log: MemoryLog, tmp_path: Path) -> None:
    room = await Room.open(log, ID)
    hall = a_hall(room, log, tmp_path)
    slow, silent, well = (
        Kept(room.rings, "brand", slow=name == "slow") for name in ("slow", "silent", "well")
    )
    now = monotonic()
    for number, kept in enumerate((slow, silent, well)):
        seat = SeatId(f"brand-{number}")
        hall.join(
            Connection(
                outbox=kept.outbox,
                seat=seat,
                view=View("brand"),
                tab="t",
                close=kept.outbox.close,
                heard=now if kept is not silent else now - SILENT_AFTER,
            )
        )
    hall.catch_up(next(one for one in hall.connections if one.outbox is slow.outbox))
    slow.outbox.soft("mood", b"{}")
    await asyncio.sleep(0)
    hall.close_overdue(now + 0.5)
    assert [one.closed for one in (slow, silent, well)] == [[], [Close.SILENT], []]
    hall.close_overdue(now + WRITE_WITHIN + 0.5)
    assert [one.closed[-1:] for one in (slow, well)] == [[Close.SLOW], []]
