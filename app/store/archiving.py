"""Logs on their way to the archive, and back when Redis has lost them."""

from app.ids import RehearsalId, Seq
from app.store.archive import Archive
from app.store.log import EventLog, LogLost, Packed
from app.store.log_records import NOTHING, Verified
from app.store.segments import ArchiveBroken, chain

AT_ONCE = 1000
KEPT_AFTER_END = 24 * 3600
"""Seconds a log stays in Redis once it is safe in SQL: late retries of an ask still find it."""


async def write_through(log: EventLog, archive: Archive, rehearsal: RehearsalId) -> Seq:
    """Copy what the archive lacks of a log; again every 30 s while it lives.

    Returns:
        The last seq the archive holds.

    Raises:
        LogLost: there is no such log.
        Unavailable: one of the two stores is out of reach.
    """
    epoch = await log.epoch(rehearsal)
    held = await archive.archived(rehearsal, epoch)
    while some := await log.read_packed(rehearsal, held, AT_ONCE):
        if await log.epoch(rehearsal) != epoch:
            return await write_through(log, archive, rehearsal)
        held = await archive.write_entries(rehearsal, epoch, some)
    # Only now do they count: until here the archive's earlier epoch is the better source.
    await archive.set_epoch(rehearsal, epoch)
    return held


async def close_out(
    log: EventLog,
    archive: Archive,
    rehearsal: RehearsalId,
    keep_seconds: int = KEPT_AFTER_END,
    *,
    since: Verified = NOTHING,
) -> Verified:
    """After EndEx: archive the rest, prove that all is there, and only then let Redis forget.

    Args:
        log: where it is.
        archive: where it goes.
        rehearsal: whose log.
        keep_seconds: how long Redis keeps it from now on; again from each time this is called.
        since: what was proved before of this log's life; only what came after it is read again.

    Returns:
        What is proved now; what came meanwhile may be more.

    Raises:
        ArchiveBroken: the archive is not what the log says; nothing expires.
        LogLost, Unavailable: as `write_through`.
    """
    await write_through(log, archive, rehearsal)
    verified = await archive.verify(rehearsal, await log.epoch(rehearsal), since)
    kept = (await _rest(log, rehearsal, since.entries))[: verified.entries - since.entries]
    if verified != (since.entries + len(kept), chain(since.chain, kept)):
        raise ArchiveBroken(f"{rehearsal}: the archive differs from the log")
    await log.expire(rehearsal, keep_seconds)
    return verified


async def rebuild(
    log: EventLog, archive: Archive, rehearsal: RehearsalId, epoch: str, *, replacing: str = ""
) -> str:
    """Bring a lost log back from the archive, under a new epoch.

    Args:
        log: where it was.
        archive: where it still is, but for its last seconds.
        rehearsal: whose log.
        epoch: the new name.
        replacing: the epoch of a log that may be overwritten, should one be there.

    Returns:
        The epoch that now holds: another's, when somebody was faster.

    Raises:
        LogLost: the archive has nothing either.
    """
    entries = await archive.read_packed(rehearsal)
    if not entries:
        raise LogLost(f"{rehearsal} is in no store")
    holds = await log.restore(rehearsal, epoch, entries, replacing=replacing)
    if holds == epoch:
        await write_through(log, archive, rehearsal)
    return holds


async def _rest(log: EventLog, rehearsal: RehearsalId, after: int) -> list[Packed]:
    entries: list[Packed] = []
    while some := await log.read_packed(rehearsal, Seq(after + len(entries)), AT_ONCE):
        entries += some
    return entries
