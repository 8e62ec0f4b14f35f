"""Tasks that end for certain, and tasks that must not end by chance."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

REST = 1.0
"""Seconds before work that failed starts again."""

_logger = logging.getLogger(__name__)


async def supervised(name: str, work: Callable[[], Awaitable[None]], rest: float = REST) -> None:
    """Run work that must not die of one bad turn: log it, wait `rest` seconds, start it again."""
    while True:
        try:
            return await work()
        except Exception:
            _logger.exception("%s failed and starts again", name)
            await asyncio.sleep(rest)


async def end(*tasks: asyncio.Task[None]) -> None:
    """Cancel tasks until they are done; what they raised is dropped.

    Once is not enough: the Redis client swallows a cancellation that comes while it connects.
    """
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=0.1)
    await asyncio.gather(*tasks, return_exceptions=True)
