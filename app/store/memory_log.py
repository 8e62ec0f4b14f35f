"""The log's twin in memory: the same promises for one process, and the measure for the one in Redis."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.store.codec import pack, tag_of, unpack
from app.store.following import Place
from app.store.log import (
    HEADROOM,
    MAX_BYTES,
    MAX_ENTRIES,
    AskReused,
    Conflict,
    Known,
    LogErased,
    LogLost,
    Packed,
    Rewound,
    Server,
    TooLarge,
    check_same,
    fingerprint,
)
from app.store.restoring import asked, check_dense


@dataclass(slots=True)
class _Kept:
    epoch: str
    entries: list[Packed] = field(default_factory=list)
    asks: dict[str, tuple[Seq, str, str]] = field(default_factory=dict)
    bytes: int = 0

    def add(self, packed: Packed, ask: str, by: str, body: str) -> None:
        self.entries.append(packed)
        self.bytes += len(packed.data)
        if ask:
            self.asks[ask] = (packed.seq, fingerprint(by), fingerprint(body))


class MemoryLog:
    """The logs of all rehearsals in this process. See `EventLog` for what each method promises."""

    def __init__(self, *, max_entries: int = MAX_ENTRIES, max_bytes: int = MAX_BYTES) -> None:
        self._logs: dict[RehearsalId, _Kept] = {}
        self._live: set[RehearsalId] = set()
        self._erased: set[RehearsalId] = set()
        self._rung: dict[RehearsalId, asyncio.Event] = {}
        self._expiries: dict[RehearsalId, asyncio.TimerHandle] = {}
        self._max_entries = max_entries
        self._max_bytes = max_bytes

    @property
    def healthy(self) -> bool:
        return True

    def servers(self) -> Sequence[Server]:
        return (Server(),)

    def server_of(self, _: RehearsalId) -> str:
        return ""

    def reaches(self, _: RehearsalId) -> bool:
        return True

    async def close(self) -> None:
        for expiry in self._expiries.values():
            expiry.cancel()

    async def create(self, rehearsal: RehearsalId, entry: Entry, epoch: str) -> None:
        first = pack(entry)
        if rehearsal in self._logs:
            if self._logs[rehearsal].entries[0] != first:
                raise Conflict(f"{rehearsal} already has a log")
            return
        kept = self._logs[rehearsal] = _Kept(epoch)
        kept.add(first, "", entry.by, "")
        self._ring(rehearsal)

    async def append(
        self,
        rehearsal: RehearsalId,
        after: Seq,
        entry: Entry,
        *,
        body: str = "",
        tag: int | None = None,
        final: bool = False,
    ) -> Seq:
        if entry.seq != after + 1:
            raise ValueError(f"entry {entry.seq} cannot come after {after}")
        kept = self._kept(rehearsal)
        if entry.ask in kept.asks:
            return _answered(kept, entry, body)
        last, packed = kept.entries[-1], pack(entry)
        if last.seq < after or (last.seq == after and tag not in (None, tag_of(last.data))):
            raise Rewound(f"{rehearsal} is at {last.seq}, on another past than {after}")
        if last == packed:
            return last.seq
        if last.seq > after:
            raise Conflict(f"{rehearsal} is at {last.seq}, not {after}")
        self._check_size(kept, packed, final=final)
        kept.add(packed, entry.ask, entry.by, body)
        self._ring(rehearsal)
        return packed.seq

    async def read(self, rehearsal: RehearsalId, after: Seq, count: int = 1000) -> list[Entry]:
        return [unpack(packed) for packed in await self.read_packed(rehearsal, after, count)]

    async def read_packed(self, rehearsal: RehearsalId, after: Seq, count: int = 1000) -> list[Packed]:
        return self._kept(rehearsal).entries[after : after + count]

    async def last(self, rehearsal: RehearsalId) -> Seq:
        return self._kept(rehearsal).entries[-1].seq

    async def epoch(self, rehearsal: RehearsalId) -> str:
        return self._kept(rehearsal).epoch

    async def new_epoch(self, rehearsal: RehearsalId, old: str, new: str) -> str:
        kept = self._kept(rehearsal)
        if kept.epoch == old:
            kept.epoch = new
        return kept.epoch

    async def follow(
        self, rehearsal: RehearsalId, after: Seq, tag: int | None = None
    ) -> AsyncGenerator[Entry, None]:
        place = Place(after, tag)
        while True:
            rung = self._rung.setdefault(rehearsal, asyncio.Event())
            for entry in place.walk(self._kept(rehearsal).entries[place.start - 1 :]):
                yield entry
            await rung.wait()
            if rehearsal in self._erased and rehearsal not in self._logs:
                raise LogErased(rehearsal)

    async def ask_seq(self, rehearsal: RehearsalId, ask: str, *, by: str = "", body: str = "") -> Seq | None:
        kept = self._logs.get(rehearsal)
        found = kept.asks.get(ask) if kept else None
        if found is None:
            return None
        seq, known_by, known_body = found
        check_same(ask, (known_by, by), (known_body, body))
        return seq

    async def restore(
        self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed], *, replacing: str = ""
    ) -> str:
        check_dense(entries)
        if rehearsal in self._logs and self._logs[rehearsal].epoch != replacing:
            return self._logs[rehearsal].epoch
        kept = _Kept(epoch)
        for packed in entries:
            by, ask = asked(packed)
            kept.add(packed, ask, by, "")
        self._stays(rehearsal)
        self._logs[rehearsal] = kept
        self._ring(rehearsal)
        return epoch

    async def rewrite(
        self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed], *, replacing: str
    ) -> None:
        kept = self._logs.get(rehearsal)
        if kept is None or (kept.epoch, len(kept.entries)) != (replacing, len(entries)):
            raise Conflict(f"{rehearsal} has changed while it was written anew")
        await self.restore(rehearsal, epoch, entries, replacing=replacing)

    async def expire(self, rehearsal: RehearsalId, seconds: int) -> None:
        if rehearsal in self._logs:
            self._stays(rehearsal)
            loop = asyncio.get_running_loop()
            self._expiries[rehearsal] = loop.call_later(seconds, self._forget, rehearsal)

    async def erase(self, rehearsal: RehearsalId) -> int:
        self._live.discard(rehearsal)
        there = rehearsal in self._logs
        self._stays(rehearsal)
        self._erased.add(rehearsal)
        self._forget(rehearsal)
        return int(there)

    async def mark_live(self, rehearsal: RehearsalId) -> None:
        self._live.add(rehearsal)

    async def unmark_live(self, rehearsal: RehearsalId) -> None:
        self._live.discard(rehearsal)

    async def live(self) -> list[RehearsalId]:
        return list(self._live)

    def _kept(self, rehearsal: RehearsalId) -> _Kept:
        try:
            return self._logs[rehearsal]
        except KeyError:
            raise LogLost(rehearsal) from None

    def _check_size(self, kept: _Kept, packed: Packed, *, final: bool) -> None:
        entries = self._max_entries + HEADROOM * final
        size = self._max_bytes + len(packed.data) * final
        if len(kept.entries) >= entries or kept.bytes + len(packed.data) > size:
            raise TooLarge(f"full at {len(kept.entries)} entries")

    def _ring(self, rehearsal: RehearsalId) -> None:
        # Each ring wakes whoever waits now; the next to wait gets a fresh bell.
        self._rung.pop(rehearsal, asyncio.Event()).set()

    def _stays(self, rehearsal: RehearsalId) -> None:
        if (expiry := self._expiries.pop(rehearsal, None)) is not None:
            expiry.cancel()

    def _forget(self, rehearsal: RehearsalId) -> None:
        self._logs.pop(rehearsal, None)
        self._expiries.pop(rehearsal, None)
        self._ring(rehearsal)


def _answered(kept: _Kept, entry: Entry, body: str) -> Seq:
    seq, by, known_body = kept.asks[entry.ask]
    same_body = not body or not known_body or fingerprint(body) == known_body
    if by != fingerprint(entry.by) or not same_body:
        raise AskReused(f"ask {entry.ask} was answered by entry {seq}")
    return Seq(Known(seq))
