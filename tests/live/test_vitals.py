"""A node goes on trying its stores, whatever a try ends in."""

import asyncio
from pathlib import Path

from app.live.meters import Meters
from app.live.vitals import Vitals
from app.store.archive import Archive
from app.store.memory_log import MemoryLog
from tests.store.made import until


class Tripping(Archive):
    """One whose first answer is something nobody foresaw."""

    trips = 1

    async def ping(self) -> None:
        if self.trips:
            self.trips -= 1
            raise ValueError("something unforeseen")
        await super().ping()


async def test_a_trial_outlives_what_nobody_foresaw(tmp_path: Path) -> None:
    archive = Tripping(f"sqlite:///{tmp_path / 'squall.db'}")
    await archive.open()
    vitals = Vitals(log=MemoryLog(), archive=archive, cut_off=lambda _: None, meters=Meters())

    async def sql_works() -> bool:
        return next(part.ok for part in vitals.parts() if part.name == "sql")

    vitals.start()
    await asyncio.sleep(0)
    assert not await sql_works()
    await until(sql_works)
    await vitals.close()
    await archive.close()
