"""Tasks that end for certain, and tasks that must not end by chance."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

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


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until they are done; what they raised is dropped.

    Once is not enough: the Redis client swallows a cancellation that comes while it connects. Whoever is
    cancelled while it waits here waits on, and is cancelled afterwards: nothing is left running.
    """
    running, cut_off = set(tasks), None
    while running:
        for task in running:
            task.cancel()
        try:
            await asyncio.wait(running, timeout=0.1)
        except asyncio.CancelledError as error:
            cut_off = error
        running = {task for task in running if not task.done()}
    await asyncio.gather(*tasks, return_exceptions=True)
    if cut_off is not None:
        raise cut_off
