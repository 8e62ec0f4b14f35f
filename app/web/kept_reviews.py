"""Reviews as they are sent, kept for the next reader: a room opens one together, and waits for one."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from anyio import to_thread

from app.rehearsal.entry import Entry
from app.web.packed import Packed, pack

MOST_BYTES: Final = 64 << 20
"""Of all kept reviews together, plain and packed; the one that was read longest ago goes first."""

Write = Callable[[list[Entry]], bytes]
"""How a review is made of a log."""
Key = tuple[int, int, int]
"""What a log says, and the marks of its first and last entry: who may read less, or no names, has another."""


@dataclass(slots=True)
class KeptReviews:
    """Writes each review once, however many ask for it at the same time."""

    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[Key, Packed] = field(default_factory=OrderedDict)
    _coming: dict[Key, asyncio.Task[Packed]] = field(default_factory=dict)

    async def of(self, entries: list[Entry], write: Write) -> Packed:
        """The review of a log as somebody may read it, written now or before."""
        key = (hash(tuple(entries)), entries[0].tag, entries[-1].tag)
        if kept := self._kept.get(key):
            self._kept.move_to_end(key)
            return kept
        if key not in self._coming:
            coming = self._coming[key] = asyncio.create_task(_packed(entries, write))
            coming.add_done_callback(lambda done: self._came(key, done))
        # Whoever asked first may leave; the others still wait for it.
        return await asyncio.shield(self._coming[key])

    def _came(self, key: Key, done: asyncio.Task[Packed]) -> None:
        del self._coming[key]
        if done.cancelled() or done.exception():
            return
        self._kept[key] = done.result()
        while len(self._kept) > 1 and sum(one.size for one in self._kept.values()) > self.most_bytes:
            self._kept.popitem(last=False)


async def _packed(entries: list[Entry], write: Write) -> Packed:
    return await to_thread.run_sync(lambda: pack(write(entries)))
