"""A rehearsal that is erased is in no key of Redis and in no row of SQL, and its followers are told."""

import asyncio
from contextlib import aclosing

import pytest

from app.ids import RehearsalId, SeatId, Seq
from app.store.archive import Archive
from app.store.archiving import close_out, write_through
from app.store.backup_records import table_names
from app.store.erase_records import EraseRecords
from app.store.erasing import erase_rehearsal
from app.store.event_log import RedisLog
from app.store.host_tables import AuditRow
from app.store.lease import RedisLeases
from app.store.log import EventLog, LogErased, LogLost
from app.store.memory_log import MemoryLog
from app.store.presence import RedisPresence
from app.store.redis_client import RedisClient
from app.store.tables import ActionRow, DigestRow, FindingRow, ReviewRow
from tests.store.made import a_rehearsal_id, an_entry, keys_like
from tests.store.rows import a_participant_row, a_rehearsal_row


async def kept(log: EventLog, archive: Archive, rehearsal: RehearsalId, who: str) -> None:
    """A rehearsal that is over, with a row of it in every table that can have one."""
    await log.create(rehearsal, an_entry(1, f"in {rehearsal}"), "epoch-1")
    await log.append(rehearsal, Seq(1), an_entry(2, ask="a2"))
    await log.mark_live(rehearsal)
    await archive.add_rehearsal(a_rehearsal_row(rehearsal))
    await archive.set_state(rehearsal, "ended", ended_at=5_000)
    await archive.add_participant(a_participant_row(who, "anna", rehearsal=rehearsal))
    await close_out(log, archive, rehearsal)
    await archive.keep_digest(DigestRow(rehearsal=rehearsal, version="1", entries=2, body=rehearsal.encode()))
    review = ReviewRow(id=f"v-{rehearsal}", rehearsal=rehearsal, version=1, body=b"{}", created_at=1)
    finding = FindingRow(id=f"f-{rehearsal}", review=review.id, sort="mistake", text="Late.", seqs="1")
    await archive.add_review(review, [finding])
    await archive.keep_action(ActionRow(id=f"a-{rehearsal}", finding=finding.id, text="Drill.", owner="Anna"))


async def in_sql(archive: Archive, word: str) -> list[str]:
    """The tables in which that word stands."""
    found: list[str] = []
    async with archive.frozen() as sql:
        for table in table_names():
            found += [table async for row in sql.rows(table) if word in repr(row)]
    return found


async def in_redis(client: RedisClient, word: str) -> list[bytes]:
    """The keys that have that word in their name or in what they hold."""
    keys = await keys_like(client, "*")
    held = [(key, await client.command("DUMP", key)) for key in keys]
    return [key for key, value in held if word.encode() in key + (value or b"")]


async def test_what_is_erased_is_in_no_store_and_its_neighbour_stays_whole(
    archive: Archive, redis_log: RedisLog, client: RedisClient
) -> None:
    gone, stays = a_rehearsal_id(), a_rehearsal_id()
    await kept(redis_log, archive, gone, "p1")
    await kept(redis_log, archive, stays, "p2")
    await RedisLeases(client, "n").acquire(gone)
    await RedisPresence(client, "n").here(gone, [SeatId("anna")], 1)
    await archive.audit(AuditRow(at=1, account=None, act="rehearsal.started", about=gone))
    before = await in_sql(archive, stays)
    done = await erase_rehearsal(redis_log, archive, gone, settle=0.01)
    assert done.keys >= 6
    assert set(done.rows) == {
        *("rehearsals", "participants", "log_segments", "digests", "reviews", "findings", "actions")
    }
    assert await in_redis(client, gone) == []
    assert await in_sql(archive, gone) == ["audit"]
    assert await in_sql(archive, stays) == before
    assert await redis_log.last(stays) == 2
    again = await erase_rehearsal(redis_log, archive, gone, settle=0.01)
    assert not again


async def test_whoever_follows_a_log_is_told_at_once_that_it_was_erased(log: EventLog) -> None:
    rehearsal = a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    heard = asyncio.Event()

    async def follow() -> None:
        async with aclosing(log.follow(rehearsal, Seq(0))) as entries:
            async for _ in entries:
                heard.set()

    following = asyncio.create_task(follow())
    async with asyncio.timeout(5):
        await heard.wait()
        assert await log.erase(rehearsal) > 0
        with pytest.raises(LogErased):
            await following
    assert await log.erase(rehearsal) == 0
    with pytest.raises(LogLost):
        await log.last(rehearsal)


async def test_an_erased_rehearsal_needs_no_conductor_and_can_begin_anew(log: EventLog) -> None:
    rehearsal = a_rehearsal_id()
    await log.create(rehearsal, an_entry(1, ask="a1"), "epoch-1")
    await log.mark_live(rehearsal)
    await log.erase(rehearsal)
    assert rehearsal not in await log.live()
    assert await log.ask_seq(rehearsal, "a1") is None
    await log.create(rehearsal, an_entry(1, "another"), "epoch-2")
    assert await log.epoch(rehearsal) == "epoch-2"


class WrittenMeanwhile(Archive):
    """Another node is just writing the rehearsal through while it is erased here, and once more."""

    def __init__(self, url: str, log: EventLog) -> None:
        super().__init__(url)
        self.log, self.times = log, 2

    async def erase_rehearsal(self, rehearsal: RehearsalId) -> dict[str, int]:
        gone = await EraseRecords.erase_rehearsal(self, rehearsal)
        if self.times:
            self.times -= 1
            await self.log.create(rehearsal, an_entry(1), "epoch-1")
            await write_through(self.log, self, rehearsal)
        return dict(gone)


async def test_what_another_node_writes_meanwhile_is_erased_too(
    memory_log: MemoryLog, database_url: str
) -> None:
    archive = WrittenMeanwhile(database_url, memory_log)
    await archive.open()
    try:
        rehearsal = a_rehearsal_id()
        await kept(memory_log, archive, rehearsal, "p1")
        await erase_rehearsal(memory_log, archive, rehearsal, settle=0)
        assert await in_sql(archive, rehearsal) == []
        with pytest.raises(LogLost):
            await memory_log.last(rehearsal)
    finally:
        await archive.close()


async def test_those_that_ended_and_came_here_long_ago_are_found_oldest_first(archive: Archive) -> None:
    for name, came, ended in (("r1", 10, 300), ("r2", 10, 200), ("r3", 900, 5), ("r4", 10, 900)):
        await archive.add_rehearsal(a_rehearsal_row(name, created_at=came))
        await archive.set_state(RehearsalId(name), "ended", ended_at=ended)
    await archive.add_rehearsal(a_rehearsal_row("r5", created_at=1))
    assert await archive.ended_before(500, 10) == ["r2", "r1"]
    assert await archive.ended_before(500, 1) == ["r2"]
