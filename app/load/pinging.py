"""Every browser says now and then that it is there; all of them together do so evenly."""

import asyncio
from collections.abc import Sequence
from time import monotonic, time

from app.load.line import Line

EVERY = 20.0
"""Seconds between one socket's pings."""
TICK = 0.05


async def ping(lines: Sequence[Line]) -> None:
    """Until it is cancelled; lines may be added meanwhile."""
    owed, at, last = 0.0, 0, monotonic()
    while True:
        await asyncio.sleep(TICK)
        now = monotonic()
        owed, last = owed + len(lines) * (now - last) / EVERY, now
        while owed >= 1.0:
            owed, at = owed - 1.0, (at + 1) % len(lines)
            if lines[at].closed is None:
                lines[at].say({"type": "ping", "c0": time() * 1000})
