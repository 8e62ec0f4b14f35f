"""Rooms on the memory twin: several nodes in one process, one log between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.ids import DESK, RehearsalId, Seq
from app.live.archivist import Archivist
from app.live.conductor import Conductor
from app.live.hall import Hall
from app.live.room import Room
from app.rehearsal.entry import Entry
from app.rehearsal.events import Mode
from app.store.archive import Archive
from app.store.lease import MemoryLeaseBook, MemoryLeases
from app.store.memory_log import MemoryLog
from app.store.presence import MemoryPresence, MemoryPresenceBook
from tests.build import created

ID = RehearsalId("r1")


@pytest.fixture
async def log() -> MemoryLog:
    """A log with one rehearsal in its lobby."""
    return await log_of("room")


async def log_of(mode: Mode, kept: MemoryLog | None = None) -> MemoryLog:
    """A rehearsal begun in `kept`, or in a log of its own."""
    log = kept or MemoryLog()
    first = Entry(seq=Seq(1), at=1_000, by=DESK, ask="", tag=1, events=(created(mode=mode),))
    await log.create(ID, first, "epoch-1")
    return log


def a_hall(room: Room, log: MemoryLog, folder: Path) -> Hall:
    """A room with its sockets, none yet, on a node of its own."""
    return Hall(
        room=room,
        presence=MemoryPresence(MemoryPresenceBook(), "one"),
        conductor=Conductor(room, MemoryLeases(MemoryLeaseBook(), "one")),
        archivist=Archivist(room, log, Archive(f"sqlite:///{folder / 'squall.db'}")),
    )


@asynccontextmanager
async def following(log: MemoryLog) -> AsyncIterator[Room]:
    """A room that follows its log, as on a node."""
    room = await Room.open(log, ID)
    task = asyncio.create_task(room.follow())
    try:
        yield room
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
