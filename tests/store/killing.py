"""SIGKILL to the Redis of a data folder, whichever it is."""

import os
import signal
from pathlib import Path

from app.store.embedded import EmbeddedRedis
from tests.redises import SORT, shelf


async def kill_redis(data: Path) -> None:
    """Every server that takes writes, at once."""
    if SORT:
        for server in shelf.servers_of(data).masters:
            server.kill()
        return
    pid = await EmbeddedRedis(data).pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


async def bring_back(data: Path) -> None:
    """Start again what was killed; an embedded one is started again by whoever uses it."""
    if SORT:
        for server in shelf.servers_of(data).masters:
            server.start()
            await server.up()
