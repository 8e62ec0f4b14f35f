"""What a drill costs on this machine, in one run: `make bench`. Prints a table, judges nothing."""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import fold
from app.review.build import review_of
from app.store.embedded import redis_url
from app.store.event_log import RedisLog
from app.store.keys import Keys
from app.store.redis_client import RedisClient
from tests.bench.table import row
from tests.people import Person
from tests.serving import ServerProcess

ASKS = 300
WATCHERS = 9
SOLO_SPEED = 60
SOLO_MINUTES = 40


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Wall milliseconds."""
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def start_up(server: ServerProcess) -> None:
    began = time.perf_counter()
    await asyncio.to_thread(server.start)
    row("start to ready", f"{time.perf_counter() - began:.2f} s", "embedded Redis and SQLite from nothing")


async def asks(server: ServerProcess) -> None:
    async with AsyncExitStack() as people:
        dana = await people.enter_async_context(Person(server.base))
        links = (await dana.start(mode="room"))["links"]
        await dana.come()
        for number in range(WATCHERS):
            noor = await people.enter_async_context(Person(server.base))
            await noor.join(links["observer"].partition("#")[2], f"Noor {number}")
            await noor.come()
        waits = [
            await timed(lambda: dana.done("whisper.send", to="brand-comms", text="Ask who decided."))
            for _ in range(ASKS)
        ]
    waits.sort()
    row("ask to done, median", f"{statistics.median(waits):.2f} ms", f"{ASKS} asks, {WATCHERS + 1} sockets")
    row("ask to done, p99", f"{waits[int(len(waits) * 0.99)]:.2f} ms")


async def solo(server: ServerProcess) -> str:
    began = time.perf_counter()
    async with Person(server.base) as you:
        await you.start(mode="solo", role="bystander", speed=SOLO_SPEED)
        await you.come()
        first = await timed(lambda: you.event("post.published"))
        row("solo: start to first post", f"{first / 1000:.2f} s", f"at {SOLO_SPEED}x")
        you.patience = 10.0 + 2 * SOLO_MINUTES * 60 / SOLO_SPEED
        await you.event("clock.ended")
        row(
            "solo: a whole drill",
            f"{time.perf_counter() - began:.1f} s",
            f"{SOLO_MINUTES} minutes at {SOLO_SPEED}x",
        )
        opened = await timed(lambda: you.http.get(f"/api/rehearsals/{you.rehearsal}/review"))
        row("review over HTTP", f"{opened:.0f} ms")
        return you.rehearsal


async def kept(data: Path, rehearsal: str) -> list[Entry]:
    async with redis_url("", data) as url:
        client = RedisClient(url)
        log = RedisLog(client, "bench")
        entries: list[Entry] = []
        while some := await log.read(RehearsalId(rehearsal), Seq(len(entries))):
            entries += some
        keys = Keys(RehearsalId(rehearsal))
        size = 0
        for key in (keys.log, keys.asks, keys.meta):
            size += await client.command("MEMORY", "USAGE", key, "SAMPLES", 0) or 0
        await client.close()
    row("log of that drill", f"{len(entries)} entries", f"{size / 1e6:.2f} MB in Redis")
    return entries


def core(entries: list[Entry]) -> None:
    began = time.perf_counter()
    fold(entries)
    folded = time.perf_counter() - began
    row("fold", f"{len(entries) / folded:,.0f} /s", "entries")
    began = time.perf_counter()
    review_of(entries)
    row("review built", f"{(time.perf_counter() - began) * 1000:.0f} ms")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder))
        print("A drill on this machine\n")
        try:
            await start_up(server)
            await asks(server)
            core(await kept(Path(folder), await solo(server)))
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
