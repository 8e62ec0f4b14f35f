"""Rebuilding a log that Redis has lost, out of sight until it is whole."""

import json
import secrets
from collections.abc import Iterator, Sequence

from app.ids import RehearsalId
from app.store.codec import tag_of
from app.store.keys import Keys
from app.store.log import Packed, Unavailable, fingerprint
from app.store.redis_client import RedisClient
from app.store.shared_line import Argument

AT_ONCE = 500
DROPPED_AFTER_MS = 60_000
"""A rebuild nobody finished leaves nothing behind."""


async def restore(
    client: RedisClient,
    rehearsal: RehearsalId,
    epoch: str,
    entries: Sequence[Packed],
    *,
    replacing: str,
    as_long: bool = False,
) -> str:
    """See `EventLog.restore`; `as_long`: only in place of a log of as many entries."""
    check_dense(entries)
    keys = Keys(rehearsal)
    unfinished = keys.restoring(f"{epoch}-{secrets.token_hex(4)}")
    for start in range(0, len(entries), AT_ONCE):
        some = [part for packed in entries[start : start + AT_ONCE] for part in _arguments(packed)]
        await client.function("squall_restore_some", unfinished, [DROPPED_AFTER_MS, *some])
    answer, holds = await client.function(
        "squall_rewrite_done" if as_long else "squall_restore_done",
        [*unfinished, keys.log, keys.asks, keys.meta],
        [epoch, replacing, len(entries), sum(len(packed.data) for packed in entries)],
    )
    if answer == b"partial":
        raise Unavailable(f"{rehearsal} took too long to rebuild")
    return str(holds.decode())


def check_dense(entries: Sequence[Packed]) -> None:
    """Refuse a log with a hole in it.

    Raises:
        ValueError: the numbers are not 1, 2, 3 ...
    """
    if not entries or any(packed.seq != at for at, packed in enumerate(entries, start=1)):
        raise ValueError("a log is restored whole, from entry 1 on")


def asked(packed: Packed) -> tuple[str, str]:
    """Who asked for an entry and under which ask id; empty where nobody can read it."""
    try:
        raw = json.loads(packed.data)
        return str(raw["by"]), str(raw["ask"])
    except (KeyError, TypeError, ValueError, RecursionError):
        return "", ""


def _arguments(packed: Packed) -> Iterator[Argument]:
    by, ask = asked(packed)
    yield from (packed.seq, tag_of(packed.data), packed.data, ask, fingerprint(by))
