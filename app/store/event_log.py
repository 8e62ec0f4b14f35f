"""The log in Redis: one stream per rehearsal, and the stream's last id is the lock."""

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator, Sequence

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.store.bell_line import CANARY_EVERY
from app.store.codec import encode, unpack
from app.store.doorbell import Doorbell
from app.store.ears import LOOK, Ear
from app.store.following import Place
from app.store.keys import Keys, live_keys, live_keys_for
from app.store.log import (
    CHECK_EVERY,
    HEADROOM,
    MAX_BYTES,
    MAX_ENTRIES,
    Conflict,
    LogErased,
    LogLost,
    Packed,
    Rewound,
    Server,
    StoreFull,
    Unavailable,
    check_same,
    fingerprint,
)
from app.store.reach import Reach
from app.store.redis_client import AWAY, RedisClient
from app.store.restoring import restore
from app.store.verdict import verdict

FULL_AT = 0.7
"""Share of Redis's memory above which no new rehearsal begins."""
ERASED = b"erased"
"""What the bell of a rehearsal rings when all of it is gone."""
MOST_OWN = 1_000
"""Entries appended here that are remembered until they come back."""
SAID_WITHIN = 0.2
"""Seconds a bell may be later than what it tells of."""
RETRY_AFTER = 0.25
"""Seconds between a follower's looks while Redis is out of reach."""


class RedisLog:
    """The logs of all rehearsals, as one node sees them. See `EventLog` for what each method promises."""

    def __init__(
        self,
        client: RedisClient,
        node: str,
        *,
        check_every: float = CHECK_EVERY,
        canary_every: float = CANARY_EVERY,
        max_entries: int = MAX_ENTRIES,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._client = client
        self._doorbell = Doorbell(client, node, canary_every=canary_every)
        self._reach = Reach(client)
        self._check_every = check_every
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._own: dict[bytes, Entry] = {}

    async def start(self) -> None:
        """Load the functions, and begin to listen and to try; `Unavailable` if no server is there."""
        await self._client.load_functions()
        self._doorbell.start()
        self._reach.start()

    async def close(self) -> None:
        await self._doorbell.close()
        await self._reach.close()

    @property
    def healthy(self) -> bool:
        return self._doorbell.healthy

    def servers(self) -> list[Server]:
        return [
            Server(
                name=name,
                part=self._client.holds(name),
                silent=self._reach.silent_for(name),
                answers=self._reach.answers(name),
                fault=self._reach.fault(name),
                deaf=self._doorbell.silence(name),
                hears=self._doorbell.hears(name),
                known=self._reach.ever(name),
            )
            for name in self._client.servers()
        ]

    def server_of(self, rehearsal: RehearsalId) -> str:
        return self._client.server_of(Keys(rehearsal).log)

    def reaches(self, rehearsal: RehearsalId) -> bool:
        return self.reaches_key(Keys(rehearsal).log)

    def reaches_key(self, key: str) -> bool:
        """Whether the server where a key lies answered lately."""
        return self._reach.answers(self._client.server_of(key))

    async def create(self, rehearsal: RehearsalId, entry: Entry, epoch: str) -> None:
        keys = Keys(rehearsal)
        if await self._client.memory_used(keys.log) > FULL_AT:
            raise StoreFull("Redis is too full for another rehearsal")
        answer, last = await self._client.function(
            "squall_create",
            [keys.log, keys.asks, keys.meta, keys.bell],
            [epoch, entry.tag, encode(entry)],
        )
        if answer != b"stored":
            raise Conflict(f"{rehearsal} already has a log of {last}")

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
        data = encode(entry)
        # Before it leaves: its bell may ring before the reply is here.
        self._remember(data, entry)
        answer, seq = await self._client.function(
            "squall_append",
            _log_keys(rehearsal),
            [
                *(after, "" if tag is None else tag),
                *(entry.ask, fingerprint(entry.by), fingerprint(body)),
                *(entry.tag, data),
                *(self._max_entries + HEADROOM * final, self._max_bytes + len(data) * final),
            ],
        )
        if answer != b"stored":
            self._own.pop(data, None)
        return verdict(answer, Seq(seq), f"{rehearsal} after {after}")

    async def read(self, rehearsal: RehearsalId, after: Seq, count: int = 1000) -> list[Entry]:
        return [unpack(packed) for packed in await self.read_packed(rehearsal, after, count)]

    async def read_packed(self, rehearsal: RehearsalId, after: Seq, count: int = 1000) -> list[Packed]:
        found = await self._range(rehearsal, Seq(after + 1), count)
        if not found:
            await self.last(rehearsal)
        return found

    async def last(self, rehearsal: RehearsalId) -> Seq:
        newest = await self._client.command("XREVRANGE", Keys(rehearsal).log, "+", "-", "COUNT", 1)
        if not newest:
            raise LogLost(rehearsal)
        return _seq(newest[0][0])

    async def epoch(self, rehearsal: RehearsalId) -> str:
        epoch = await self._client.plain("HGET", Keys(rehearsal).meta, "epoch")
        if epoch is None:
            raise LogLost(rehearsal)
        return str(epoch.decode())

    async def new_epoch(self, rehearsal: RehearsalId, old: str, new: str) -> str:
        answer, epoch = await self._client.function("squall_new_epoch", [Keys(rehearsal).meta], [old, new])
        if answer != b"stored":
            raise LogLost(rehearsal)
        return str(epoch.decode())

    async def follow(
        self, rehearsal: RehearsalId, after: Seq, tag: int | None = None
    ) -> AsyncGenerator[Entry, None]:
        place = Place(after, tag, self._entry)
        with self._doorbell.listen(Keys(rehearsal).bell) as ear:
            ring: bytes | None = LOOK
            while True:
                if ring == ERASED:
                    raise LogErased(rehearsal)
                if ring is LOOK:
                    for entry in await self._looked(rehearsal, place, ear):
                        yield entry
                elif (next_one := place.step(ring)) is not None:
                    yield next_one
                elif not place.knows(ring):
                    ring = LOOK
                    continue
                ring = await ear.next(self._check_every)

    async def ask_seq(self, rehearsal: RehearsalId, ask: str, *, by: str = "", body: str = "") -> Seq | None:
        seen = await self._client.plain("HGET", Keys(rehearsal).asks, ask)
        if seen is None:
            return None
        seq, known_by, known_body = (*seen.decode().split(" "), "", "")[:3]
        check_same(ask, (known_by, by), (known_body, body))
        return Seq(int(seq))

    async def restore(
        self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed], *, replacing: str = ""
    ) -> str:
        return await restore(self._client, rehearsal, epoch, entries, replacing=replacing)

    async def rewrite(
        self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed], *, replacing: str
    ) -> None:
        holds = await restore(self._client, rehearsal, epoch, entries, replacing=replacing, as_long=True)
        if holds != epoch:
            raise Conflict(f"{rehearsal} has changed while it was written anew")

    async def expire(self, rehearsal: RehearsalId, seconds: int) -> None:
        keys = Keys(rehearsal)
        several = [("EXPIRE", key, seconds) for key in (keys.log, keys.asks, keys.meta, keys.fence)]
        await self._client.commands(several)

    async def erase(self, rehearsal: RehearsalId) -> int:
        keys = Keys(rehearsal)
        await self.unmark_live(rehearsal)
        return int(await self._client.function("squall_erase", [keys.bell, *keys.all], []))

    async def mark_live(self, rehearsal: RehearsalId) -> None:
        await self._client.plain("ZADD", self._mark(rehearsal), int(time.time()), rehearsal)

    async def unmark_live(self, rehearsal: RehearsalId) -> None:
        # Slots may have moved since it was marked. A mark that is out of reach is taken for what it is later:
        # whoever opens the rehearsal finds that it needs no conductor, or is in no store.
        await self._client.answered([("ZREM", key, rehearsal) for key in live_keys()])

    async def live(self) -> list[RehearsalId]:
        shards = await self._client.answered([("ZRANGE", key, 0, -1) for key in live_keys()])
        found = dict.fromkeys(member for shard in shards if shard is not AWAY for member in shard)
        return [RehearsalId(member.decode()) for member in found]

    def _mark(self, rehearsal: RehearsalId) -> str:
        """Where it is marked: beside its log, so that nothing else need be there for it."""
        keys, server = live_keys_for(rehearsal), self.server_of(rehearsal)
        return next((key for key in keys if self._client.server_of(key) == server), keys[0])

    def _remember(self, data: bytes, entry: Entry) -> None:
        if len(self._own) >= MOST_OWN:
            self._own.clear()
        self._own[data] = entry

    def _entry(self, packed: Packed) -> Entry:
        """What was appended here and comes back by the doorbell is not read anew."""
        return self._own.pop(packed.data, None) or unpack(packed)

    async def _looked(self, rehearsal: RehearsalId, place: Place, ear: Ear) -> list[Entry]:
        """What came after `place`; a look may be faster than the bell that says that all of it was erased."""
        try:
            return await self._look(rehearsal, place)
        except Rewound:
            raise
        except LogLost:
            if await ear.next(SAID_WITHIN) == ERASED:
                raise LogErased(rehearsal) from None
            raise

    async def _look(self, rehearsal: RehearsalId, place: Place) -> list[Entry]:
        """What came after `place`, however long Redis takes to answer."""
        while True:
            try:
                return place.walk(await self._range(rehearsal, place.start, 1000))
            except Unavailable:
                await asyncio.sleep(RETRY_AFTER * (0.5 + secrets.randbelow(1000) / 1000))

    async def _range(self, rehearsal: RehearsalId, start: Seq, count: int) -> list[Packed]:
        found = await self._client.command("XRANGE", Keys(rehearsal).log, f"{start}-0", "+", "COUNT", count)
        return [Packed(_seq(name), fields.get(b"entry", b"")) for name, fields in found]


def _log_keys(rehearsal: RehearsalId) -> list[str]:
    keys = Keys(rehearsal)
    return [keys.log, keys.asks, keys.meta, keys.bell]


def _seq(name: bytes) -> Seq:
    return Seq(int(name.partition(b"-")[0]))
