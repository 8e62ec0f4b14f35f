"""`squall erase`: a rehearsal, or somebody's name in it, goes for good; a server may be running."""

import argparse
import asyncio
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from app.ids import RehearsalId, SeatId
from app.store.backing_up import Parts
from app.store.erasing import erase_rehearsal
from app.store.host_tables import AuditRow
from app.store.log import StoreError
from app.store.unnaming import NobodySat, StillRunning, erase_participant

Opened = AbstractAsyncContextManager[Parts]


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `erase` to the command line."""
    says = "remove everything of a rehearsal from Redis and SQL, for good; a server may be running"
    erase = commands.add_parser("erase", help=says, description=says)
    erase.add_argument("rehearsal", help="its id, as in the address of its review")
    erase.add_argument(
        "--participant", metavar="SEAT", help="only take out whoever sat there: their name becomes the seat's"
    )
    erase.add_argument("--data", type=Path, help="folder for everything that is kept")


def run(asked: argparse.Namespace, stores: Opened) -> str:
    """Do it, and say what was removed.

    Raises:
        StoreError: it cannot be done, or a store cannot be reached.
    """
    rehearsal = RehearsalId(asked.rehearsal)
    if asked.participant:
        return asyncio.run(_unname(rehearsal, SeatId(asked.participant), stores))
    return asyncio.run(_erase(rehearsal, stores))


async def _unname(rehearsal: RehearsalId, seat: SeatId, stores: Opened) -> str:
    async with stores as parts:
        try:
            people = await erase_participant(parts.log, parts.archive, rehearsal, seat)
        except (NobodySat, StillRunning) as fault:
            raise StoreError(str(fault)) from fault
        await _note(parts, "participant.erased", rehearsal)
    return f"{rehearsal}: whoever sat in {seat} ({people}) has no name here any more."


async def _note(parts: Parts, act: str, rehearsal: RehearsalId) -> None:
    now = time.time_ns() // 1_000_000
    await parts.archive.audit(AuditRow(at=now, account=None, act=act, about=rehearsal))


async def _erase(rehearsal: RehearsalId, stores: Opened) -> str:
    async with stores as parts:
        done = await erase_rehearsal(parts.log, parts.archive, rehearsal)
        if not done:
            return f"{rehearsal}: there is nothing of it here."
        await _note(parts, "rehearsal.erased", rehearsal)
        return f"{rehearsal}: erased: {done}. Backups made before still have it."
