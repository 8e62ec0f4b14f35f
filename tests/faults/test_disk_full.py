"""The disk is full: what could not be written is refused, and nothing that was acknowledged is lost.

The kernel refuses to let the files grow (RLIMIT_FSIZE), as it does on a full disk.
"""

import resource
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.ids import Seq
from app.store.archive import Archive
from app.store.archiving import close_out
from app.store.embedded import EmbeddedRedis
from app.store.event_log import RedisLog
from app.store.keys import Keys
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from tests.faults.test_store_redis_killed import say_until_heard
from tests.store.made import a_rehearsal_id, an_entry
from tests.store.rows import a_rehearsal_row

pytestmark = [pytest.mark.faults, pytest.mark.trust(15)]
LARGE = 100_000
"""Letters of one entry that no packing makes small."""
ENTRIES = 12


@contextmanager
def no_file_grows_beyond(size: int, pid: int = 0) -> Iterator[None]:
    """For a process; 0 for this one."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        if pid == 0:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def largest(folder: Path) -> int:
    """Bytes of the largest file of the archive."""
    return max(file.stat().st_size for file in folder.glob("squall.db*"))


async def test_nothing_acknowledged_is_lost_when_redis_finds_its_disk_full(tmp_path: Path) -> None:
    server = EmbeddedRedis(tmp_path, look_every=0.05)
    await server.start()
    client = RedisClient(server.url)
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    pid = await server.pid()
    assert pid is not None
    with no_file_grows_beyond(5 * LARGE, pid):
        for seq in range(2, ENTRIES + 1):
            entry = an_entry(seq, secrets.token_hex(LARGE // 2), ask=f"a{seq}")
            assert await say_until_heard(log, rehearsal, entry) == seq
    assert await server.pid() != pid, "it found its disk full, and another took its place"
    entries = await log.read(rehearsal, Seq(0))
    assert [(entry.seq, entry.ask) for entry in entries[1:]] == [
        (seq, f"a{seq}") for seq in range(2, ENTRIES + 1)
    ]
    await client.close()
    await server.stop()


async def test_nothing_expires_while_the_archives_disk_is_full(tmp_path: Path) -> None:
    server = EmbeddedRedis(tmp_path / "redis")
    await server.start()
    client = RedisClient(server.url)
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    database = tmp_path / "squall.db"
    archive = Archive(f"sqlite:///{database}")
    await archive.open()
    await archive.add_rehearsal(a_rehearsal_row(rehearsal))
    await log.create(rehearsal, an_entry(1), "epoch-1")
    for seq in range(2, 8):
        await log.append(rehearsal, Seq(seq - 1), an_entry(seq, secrets.token_hex(LARGE // 2)))

    with no_file_grows_beyond(largest(tmp_path) + 8_192), pytest.raises(Unavailable):
        await close_out(log, archive, rehearsal, keep_seconds=60)
    assert await client.command("TTL", Keys(rehearsal).log) == -1
    assert await archive.archived(rehearsal, "epoch-1") == 0

    assert (await close_out(log, archive, rehearsal, keep_seconds=60)).entries == 7
    assert await client.command("TTL", Keys(rehearsal).log) > 0
    assert await archive.read_entries(rehearsal) == await log.read(rehearsal, Seq(0))
    await archive.close()
    await client.close()
    await server.stop()
