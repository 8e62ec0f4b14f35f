"""Every browser says now and then that it is there; all of them together do so evenly."""

import asyncio
from collections.abc import Sequence
from time import time

from app.load.line import Line

EVERY = 20.0
"""Seconds between one socket's pings."""
TICK = 0.05


async def ping(lines: Sequence[Line]) -> None:
    """Until it is cancelled; lines may be added meanwhile."""
    owed, at = 0.0, 0
    while True:
        await asyncio.sleep(TICK)
        owed += len(lines) * TICK / EVERY
        while owed >= 1.0:
            owed, at = owed - 1.0, (at + 1) % len(lines)
            if lines[at].closed is None:
                lines[at].say({"type": "ping", "c0": time() * 1000})
