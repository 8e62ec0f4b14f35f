"""Something stands in the log that is no entry, or that nobody can apply: the drill goes on without it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from app.ids import CONDUCTOR, InjectId, RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.rehearsal.events import InjectDelivered
from app.store.codec import encode
from app.store.embedded import redis_url
from app.store.keys import Keys
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from tests.checker import check_alike, check_log, log_of
from tests.people import PATIENCE, Person
from tests.redises import shelf
from tests.serving import PLAIN, ServerProcess

pytestmark = pytest.mark.faults
NOWHERE = InjectId("no-such-inject")
PATIENT = 60.0
"""Seconds: a hand in Redis rings no bell, so the next entry is what tells."""


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """Two servers that share their Redis."""
    folder: Path = tmp_path_factory.mktemp("poison")
    one, two = ServerProcess(folder / "data"), ServerProcess(folder / "data")
    two.output = folder / "two.log"
    try:
        one.start()
        two.start()
        yield one, two
    finally:
        two.stop()
        one.stop()


@asynccontextmanager
async def redis_of(server: ServerProcess) -> AsyncIterator[RedisClient]:
    """The Redis that a server keeps its logs in."""
    async with redis_url(shelf.url_of(server.data), server.data) as url:
        client = RedisClient(url)
        try:
            yield client
        finally:
            await client.close()


async def poisoned(client: RedisClient, rehearsal: str, *, impossible: bool) -> int:
    """Put something after the last entry, by hand; gives its number."""
    key = Keys(RehearsalId(rehearsal)).log
    while True:
        newest = await client.command("XREVRANGE", key, "+", "-", "COUNT", 1)
        seq = int(newest[0][0].partition(b"-")[0]) + 1
        out = InjectDelivered(inject=NOWHERE)
        entry = Entry(seq=Seq(seq), at=0, by=CONDUCTOR, ask="", tag=77, events=(out,))
        data = encode(entry) if impossible else b"\xff no entry at all"
        try:
            await client.command("XADD", key, f"{seq}-0", "tag", 77, "entry", data)
        except Unavailable:
            continue  # the conductor was faster
        return seq


def counted(server: ServerProcess) -> float:
    """How many entries a node says it passed over."""
    lines = httpx.get(f"{server.base}/metrics", verify=PLAIN, timeout=PATIENCE).text.splitlines()
    return sum(float(line.split()[1]) for line in lines if line.startswith("squall_entries_skipped_total "))


def skipped(person: Person) -> list[int]:
    """The entries a facilitator is shown as passed over on coming in."""
    told: list[int] = person.welcome["snapshot"]["role"]["console"]["skipped"]
    return told


async def back(person: Person) -> None:
    """Come again where the room was opened anew."""
    await person.wait_closed()
    await person.go()
    await person.come()


@pytest.mark.trust(28)
async def test_what_is_no_entry_is_passed_over_with_an_alarm_and_the_drill_goes_on(
    nodes: tuple[ServerProcess, ServerProcess],
) -> None:
    one, two = nodes
    async with Person(one.base) as dana, Person(two.base) as mara, redis_of(one) as client:
        dana.patience = mara.patience = PATIENT
        code = (await dana.start(mode="room", name="Dana"))["links"]["code"]
        await mara.join(code, "Mara", "brand-comms")
        await dana.come()
        await mara.come()
        await dana.done("clock.start")

        unreadable = await poisoned(client, dana.rehearsal, impossible=False)
        await dana.event("entry.skipped", entry=unreadable)
        said = await mara.done("chat.say", text="still here")
        await dana.event("chat.said", chat=said["made"][0])
        check_alike([dana.events(), mara.events()])
        assert dana.is_here
        assert mara.is_here

        impossible = await poisoned(client, dana.rehearsal, impossible=True)
        await back(dana)
        await back(mara)
        if impossible not in skipped(dana):
            await dana.event("entry.skipped", entry=impossible)
        again = await mara.done("chat.say", text="and on")
        await dana.event("chat.said", chat=again["made"][0])
        check_alike([dana.events(), mara.events()])
        assert "entry.skipped" not in str(mara.messages)
        for node in nodes:
            assert counted(node) >= 2
            assert f"entry {unreadable} of {dana.rehearsal} is passed over" in node.written()
            assert f"entry {impossible} of {dana.rehearsal} is passed over" in node.written()


@pytest.mark.trust(28)
async def test_a_server_that_starts_again_and_the_review_pass_over_it_too(
    nodes: tuple[ServerProcess, ServerProcess],
) -> None:
    one, _ = nodes
    async with Person(one.base) as dana, redis_of(one) as client:
        await dana.start(mode="room", name="Dana")
        await dana.come()
        await dana.done("clock.start")
        noted = await dana.done("note.write", text="before")
        passed_over = [await poisoned(client, dana.rehearsal, impossible=which) for which in (True, False)]
        one.kill()
        await dana.wait_closed()
        await dana.go()
        one.start()
        await dana.come()
        for seq in passed_over:
            if seq not in skipped(dana):
                await dana.event("entry.skipped", entry=seq)
        await dana.done("clock.end")
        state = check_log(await log_of(one.data, dana.rehearsal), [noted["ask"]])
        assert sorted(state.skipped) == passed_over
        await reviewed(dana, client)


async def reviewed(dana: Person, client: RedisClient) -> None:
    """It has a review while Redis holds its log, and once it does not."""
    api = f"/api/rehearsals/{dana.rehearsal}"
    assert (await dana.http.get(f"{api}/review")).status_code == httpx.codes.OK
    keys = Keys(RehearsalId(dana.rehearsal))
    # It is archived and proved before it may expire.
    while await client.command("TTL", keys.log) < 0:  # noqa: ASYNC110 - Redis rings no bell for it
        await asyncio.sleep(0.1)
    await client.command("DEL", *keys.all)
    assert (await dana.http.get(f"{api}/review")).status_code == httpx.codes.OK
    assert (await dana.http.get(f"{api}/exports/log.json")).status_code == httpx.codes.OK
