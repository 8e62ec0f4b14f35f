"""What a node makes once it listens, so that nobody waits for it later."""

import asyncio

from app.store import codec
from app.web.doors import Doors
from app.wire import asks, encoding


async def warm(doors: Doors) -> None:
    """Bring in all routes, then make the readers and writers of messages and entries.

    Both go on beside whatever is asked meanwhile.
    """
    await doors.complete()
    for make in (codec.make_ready, encoding.make_ready, asks.make_ready):
        await asyncio.to_thread(make)
