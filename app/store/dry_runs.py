"""Dry runs as every node knows them: where each stands, and what it showed; for a while, in Redis.

Not in SQL: what a dry run shows can be had again from its scenario and seed.
"""

import json
import secrets
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from app.store.keys import drawn, dry_run_key, dry_run_wanted_key
from app.store.redis_client import RedisClient

BEAT_EVERY = 1.0
"""Seconds between two words of a node about the dry runs it has."""
SILENT_MS = 15_000
"""After so long without a word of its node, a dry run is gone: the node is."""
WANTED_MS = 15_000
"""After so long without a question nobody waits for it any more; a page asks every second."""
KEPT_MS = 6 * 3_600_000
"""So long what it showed can be looked at."""

DryState = Literal["waiting", "playing", "done", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRunRecord:
    """Where a dry run stands.

    Attributes:
        done: exercise time over length, 0 to 1.
        ahead: dry runs that come before it on its node.
        took: wall seconds of playing, once it is done.
        report: what it showed, as JSON.
        problem: why it failed.
    """

    state: DryState
    done: float = 0.0
    ahead: int = 0
    took: float = 0.0
    report: str | None = None
    problem: str | None = None

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")


class DryRunRecords(Protocol):
    """Every method but `fresh` raises `Unavailable` without the store."""

    def fresh(self) -> str:
        """An id that nobody guesses, on a server of the store that is there."""
        ...

    async def keep(self, run: str, record: DryRunRecord) -> None:
        """Note where it stands: what is over for hours, anything else until the next word is overdue."""
        ...

    async def read(self, run: str) -> DryRunRecord | None:
        """Where it stands; None if it was never there, or no longer is."""
        ...

    async def want(self, run: str) -> None:
        """Somebody waits for it."""
        ...

    async def leave(self, run: str) -> None:
        """Nobody waits for it any more."""
        ...

    async def wanted(self, run: str) -> bool:
        """Whether somebody waits for it."""
        ...


class RedisDryRuns:
    """Dry runs in Redis.

    Args:
        reaches: whether the server where a key lies is there.
    """

    def __init__(
        self,
        client: RedisClient,
        reaches: Callable[[str], bool] = lambda _: True,
        *,
        kept_ms: int = KEPT_MS,
        wanted_ms: int = WANTED_MS,
    ) -> None:
        self._client = client
        self._reaches = reaches
        self._kept_ms = kept_ms
        self._wanted_ms = wanted_ms

    def fresh(self) -> str:
        return drawn(_fresh, lambda one: self._reaches(dry_run_key(one)))

    async def keep(self, run: str, record: DryRunRecord) -> None:
        kept_for = self._kept_ms if record.over else SILENT_MS
        await self._client.command("SET", dry_run_key(run), _packed(record), "PX", kept_for)

    async def read(self, run: str) -> DryRunRecord | None:
        packed = await self._client.command("GET", dry_run_key(run))
        return None if packed is None else _unpacked(packed)

    async def want(self, run: str) -> None:
        await self._client.command("SET", dry_run_wanted_key(run), 1, "PX", self._wanted_ms)

    async def leave(self, run: str) -> None:
        await self._client.command("DEL", dry_run_wanted_key(run))

    async def wanted(self, run: str) -> bool:
        return bool(await self._client.command("EXISTS", dry_run_wanted_key(run)))


class MemoryDryRuns:
    def __init__(
        self,
        *,
        kept_ms: int = KEPT_MS,
        wanted_ms: int = WANTED_MS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._kept_ms = kept_ms
        self._wanted_ms = wanted_ms
        self._clock = clock
        self._records: dict[str, tuple[bytes, float]] = {}
        self._wanted: dict[str, float] = {}

    def fresh(self) -> str:
        return _fresh()

    async def keep(self, run: str, record: DryRunRecord) -> None:
        kept_for = self._kept_ms if record.over else SILENT_MS
        self._records[run] = _packed(record), self._clock() + kept_for / 1000

    async def read(self, run: str) -> DryRunRecord | None:
        packed, until = self._records.get(run, (b"", 0.0))
        return _unpacked(packed) if packed and self._clock() < until else None

    async def want(self, run: str) -> None:
        self._wanted[run] = self._clock() + self._wanted_ms / 1000

    async def leave(self, run: str) -> None:
        self._wanted.pop(run, None)

    async def wanted(self, run: str) -> bool:
        return self._clock() < self._wanted.get(run, 0.0)


def _fresh() -> str:
    return secrets.token_urlsafe(16)


def _packed(record: DryRunRecord) -> bytes:
    told = {name: getattr(record, name) for name in DryRunRecord.__dataclass_fields__}
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode())


def _unpacked(packed: bytes) -> DryRunRecord:
    return DryRunRecord(**json.loads(zlib.decompress(packed)))
