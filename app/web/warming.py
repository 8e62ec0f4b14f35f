"""What a node makes once it listens, so that nobody waits for it later."""

import asyncio

from app.store import codec
from app.wire import asks, encoding


async def warm() -> None:
    """Make the readers and writers of messages and entries, beside whatever is asked meanwhile."""
    for make in (codec.make_ready, encoding.make_ready, asks.make_ready):
        await asyncio.to_thread(make)
