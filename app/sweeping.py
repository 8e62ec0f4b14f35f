"""The garbage collector, kept from long pauses: it looks at what is new, and what stays is put aside.

A full collection looks at everything there is: with five thousand sockets that takes longer than a
beat may wait. Here each full collection looks at what was made since the last one, some
30,000 objects, and freezes what is still in use. What is frozen goes as ever when nothing refers to it; only
rings of objects that refer to each other stay, until a thorough look at a moment when nobody is here.
"""

import asyncio
import gc
from collections.abc import Callable
from time import monotonic

YOUNG, MIDDLE, NEVER = 5_000, 5, 1_000_000
"""Objects made, and collections of the younger, after which the collector looks through a generation."""
LOOK_EVERY = 0.25
"""Seconds: a look costs nothing, and thousands who come at once make in a second what takes long to sweep."""
THOROUGH_EVERY = 600.0
"""Seconds between thorough looks while nobody is here."""
THOROUGH_AFTER = 6 * 3600.0
"""Seconds after which a thorough look is taken whoever is here."""


class Sweeper:
    """Takes the full collections of this process into its own hands.

    Args:
        quiet: whether nobody would notice a pause now.
    """

    def __init__(self, quiet: Callable[[], bool]) -> None:
        self._quiet = quiet
        self._thorough_at = monotonic()

    async def run(self) -> None:
        """Sweep until cancelled."""
        gc.set_threshold(YOUNG, MIDDLE, NEVER)
        sweep()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            self.look(monotonic())

    def look(self, now: float) -> None:
        """Sweep if there is enough to sweep."""
        waited = now - self._thorough_at
        if waited > THOROUGH_AFTER or (waited > THOROUGH_EVERY and self._quiet()):
            self._thorough_at = now
            gc.unfreeze()
            sweep()
        elif gc.get_count()[2] > 0:
            sweep()


def sweep() -> None:
    """Collect what is not frozen, and freeze what is left of it."""
    gc.collect()
    gc.freeze()
