"""Ending tasks for certain."""

import asyncio


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
