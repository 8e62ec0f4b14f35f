"""Locks between the processes of one machine, which the kernel gives back however a process ends."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

LOOK_EVERY = 0.02


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Hold the lock file alone, once whoever has it lets go."""
    file = open_lock(path)
    try:
        while not try_lock(file):  # noqa: ASYNC110 (the kernel tells nobody when a lock is free)
            await asyncio.sleep(LOOK_EVERY)
        yield
    finally:
        os.close(file)


def open_lock(path: Path) -> int:
    """The lock file, opened and not yet locked; closing it gives the lock back."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def try_lock(file: int) -> bool:
    """Whether the file's lock is ours alone now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share_lock(file: int) -> None:
    """Hold the file's lock together with others who share it; waits while somebody has it alone."""
    fcntl.flock(file, fcntl.LOCK_SH)
