"""`squall erase`: a rehearsal goes for good, beside a server that runs or without one."""

import argparse
import asyncio
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from app.ids import RehearsalId
from app.store.backing_up import Parts
from app.store.erasing import erase_rehearsal
from app.store.host_tables import AuditRow

Opened = AbstractAsyncContextManager[Parts]


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `erase` to the command line."""
    says = "remove everything of a rehearsal from Redis and SQL, for good; a server may be running"
    erase = commands.add_parser("erase", help=says, description=says)
    erase.add_argument("rehearsal", help="its id, as in the address of its review")
    erase.add_argument("--data", type=Path, help="folder for everything that is kept")


def run(asked: argparse.Namespace, stores: Opened) -> str:
    """Do it, and say what was removed.

    Raises:
        StoreError: a store cannot be reached.
    """
    return asyncio.run(_erase(RehearsalId(asked.rehearsal), stores))


async def _erase(rehearsal: RehearsalId, stores: Opened) -> str:
    async with stores as parts:
        done = await erase_rehearsal(parts.log, parts.archive, rehearsal)
        if not done:
            return f"{rehearsal}: there is nothing of it here."
        now = time.time_ns() // 1_000_000
        await parts.archive.audit(AuditRow(at=now, account=None, act="rehearsal.erased", about=rehearsal))
        return f"{rehearsal}: erased: {done}. Backups made before still have it."
