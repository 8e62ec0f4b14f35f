"""Reviews as they are sent, kept for the next reader: a room opens one together, and waits for one."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from anyio import to_thread

from app.ids import ParticipantId, RehearsalId
from app.rehearsal.entry import Entry
from app.review.blinding import evaluators
from app.store.importing import Version
from app.web.packed import Packed, pack

MOST_KNOWN: Final = 4_096
"""Rehearsals of which it is known which review is theirs."""
MOST_BYTES: Final = 64 << 20
"""Of all kept reviews together, plain and packed; the one that was read longest ago goes first."""

Write = Callable[[list[Entry]], bytes]
"""How a review is made of a log."""
Key = tuple[int, int, int]
"""What a log says, and the marks of its first and last entry: who may read less, or no names, has another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Which review is that of a version of a log, and who may not read all of it."""

    version: Version
    key: Key
    blind: frozenset[ParticipantId]


@dataclass(slots=True)
class KeptReviews:
    """Writes each review once, however many ask for it at the same time."""

    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[Key, Packed] = field(default_factory=OrderedDict)
    _coming: dict[Key, asyncio.Task[Packed]] = field(default_factory=dict)
    _known: OrderedDict[RehearsalId, Known] = field(default_factory=OrderedDict)

    def at_hand(
        self, rehearsal: RehearsalId, version: Version, reader: Collection[ParticipantId] = ()
    ) -> Packed | None:
        """The review of a version of a log, if it was written and these participants may read all of it."""
        known = self._known.get(rehearsal)
        if known is None or known.version != version or not known.blind.isdisjoint(reader):
            return None
        return self._found(known.key)

    async def whole(
        self, rehearsal: RehearsalId, version: Version, entries: list[Entry], write: Write
    ) -> Packed:
        """The review of a whole log, known by its version from now on."""
        review = await self.of(entries, write)
        if entries[-1].seq == version[1]:
            self._note(rehearsal, Known(version=version, key=_key(entries), blind=evaluators(entries)))
        return review

    async def bring(
        self, rehearsal: RehearsalId, version: Version, review: bytes, blind: frozenset[ParticipantId]
    ) -> None:
        """Keep the review of a whole log that was written elsewhere; `blind` may not be shown all of it."""
        key = (hash(review), 0, 0)
        self._keep(key, await to_thread.run_sync(pack, review))
        self._note(rehearsal, Known(version=version, key=key, blind=blind))

    async def of(self, entries: list[Entry], write: Write) -> Packed:
        """The review of a log as somebody may read it, written now or before."""
        key = _key(entries)
        if kept := self._found(key):
            return kept
        if key not in self._coming:
            coming = self._coming[key] = asyncio.create_task(_packed(entries, write))
            coming.add_done_callback(lambda done: self._came(key, done))
        # Whoever asked first may leave; the others still wait for it.
        return await asyncio.shield(self._coming[key])

    def _note(self, rehearsal: RehearsalId, known: Known) -> None:
        self._known[rehearsal] = known
        self._known.move_to_end(rehearsal)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    def _found(self, key: Key) -> Packed | None:
        if kept := self._kept.get(key):
            self._kept.move_to_end(key)
        return kept

    def _came(self, key: Key, done: asyncio.Task[Packed]) -> None:
        del self._coming[key]
        if done.cancelled() or done.exception():
            return
        self._keep(key, done.result())

    def _keep(self, key: Key, review: Packed) -> None:
        self._kept[key] = review
        while len(self._kept) > 1 and sum(one.size for one in self._kept.values()) > self.most_bytes:
            self._kept.popitem(last=False)


def _key(entries: list[Entry]) -> Key:
    return hash(tuple(entries)), entries[0].tag, entries[-1].tag


async def _packed(entries: list[Entry], write: Write) -> Packed:
    return await to_thread.run_sync(lambda: pack(write(entries)))
