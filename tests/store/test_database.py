"""SQL as a part that is opened and closed: nothing of it outlives the closing."""

import asyncio
import threading
from pathlib import Path

from sqlmodel import select

from app.store.archive import Archive

GONE_WITHIN = 10.0


def threads() -> set[threading.Thread]:
    """Those of SQLite's lines, for which the end of a process would wait."""
    return {one for one in threading.enumerate() if "_connection_worker_thread" in one.name}


async def all_gone(before: set[threading.Thread]) -> bool:
    for thread in threads() - before:
        await asyncio.to_thread(thread.join, GONE_WITHIN)
    return threads() <= before


async def test_who_is_still_at_work_when_it_closes_keeps_no_process_from_ending(tmp_path: Path) -> None:
    before = threads()
    archive = Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    await archive.open()
    at_work = asyncio.Event()

    async def works_on() -> None:
        async with archive._session() as session:
            await session.exec(select(1))
            at_work.set()
            await asyncio.Event().wait()

    working = asyncio.create_task(works_on())
    await at_work.wait()
    await archive.close()
    assert await all_gone(before)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
