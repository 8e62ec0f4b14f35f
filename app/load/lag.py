"""How late this process itself is: what it cannot see, it cannot time."""

import asyncio
from time import monotonic

from app.load.spread import Spread

EVERY = 0.01


class Lag:
    """Wakes a hundred times a second, and counts how late."""

    def __init__(self) -> None:
        self.spread = Spread()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            due = monotonic() + EVERY
            await asyncio.sleep(EVERY)
            self.spread.add(monotonic() - due)
