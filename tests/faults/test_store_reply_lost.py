"""Redis did as it was asked, and nobody heard it say so."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.ids import ParticipantId, SeatId, Seq
from app.store.event_log import RedisLog
from app.store.lease import RedisLeases
from app.store.log import Unavailable
from app.store.redis_client import RedisClient
from app.store.tickets import Admission, RedisTickets
from tests.store.behind import Proxies, behind
from tests.store.made import a_rehearsal_id, an_entry, packed

pytestmark = pytest.mark.faults
RETRIES = 3


@pytest.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[Proxies]:
    async with behind(tmp_path) as made:
        yield made


@pytest.fixture
async def client(proxy: Proxies) -> AsyncIterator[RedisClient]:
    made = RedisClient(proxy.url)
    yield made
    await made.close()


@pytest.mark.trust(3)
@pytest.mark.parametrize("times", range(1, RETRIES + 1))
@pytest.mark.parametrize("ask", ["a1", ""])
async def test_an_append_has_one_effect_however_often_its_reply_is_lost(
    proxy: Proxies, client: RedisClient, times: int, ask: str
) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    proxy.lose_replies(b"squall_append", times)
    assert await log.append(rehearsal, Seq(1), an_entry(2, ask=ask), body="post") == 2
    assert proxy.left_to_lose == 0
    assert await log.read(rehearsal, Seq(0)) == [an_entry(1), an_entry(2, ask=ask)]


@pytest.mark.trust(3)
async def test_an_ask_refused_as_unavailable_may_be_told_again(proxy: Proxies, client: RedisClient) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    proxy.lose_replies(b"squall_append", 4 * RETRIES)
    with pytest.raises(Unavailable):
        await log.append(rehearsal, Seq(1), an_entry(2, ask="a1"), body="post")
    proxy.lose_replies(b"squall_append", 0)
    again = an_entry(2, "decided anew", ask="a1", tag=77)
    assert await log.append(rehearsal, Seq(1), again, body="post") == 2
    assert await log.read(rehearsal, Seq(1)) == [an_entry(2, ask="a1")]


@pytest.mark.trust(3)
async def test_a_log_is_created_and_restored_once_however_often_the_reply_is_lost(
    proxy: Proxies, client: RedisClient
) -> None:
    log, first, second = RedisLog(client, "n1"), a_rehearsal_id(), a_rehearsal_id()
    proxy.lose_replies(b"squall_create", 2)
    await log.create(first, an_entry(1), "epoch-1")
    proxy.lose_replies(b"squall_restore", RETRIES)
    assert await log.restore(second, "epoch-2", packed(an_entry(1), an_entry(2))) == "epoch-2"
    assert await log.last(first) == 1
    assert await log.last(second) == 2


async def test_a_restore_whose_last_reply_is_lost_is_ours(proxy: Proxies, client: RedisClient) -> None:
    log, rehearsal = RedisLog(client, "n1"), a_rehearsal_id()
    await client.load_functions()
    proxy.lose_replies(b"squall_restore_done", 1)
    assert await log.restore(rehearsal, "epoch-2", packed(an_entry(1))) == "epoch-2"
    assert await log.read(rehearsal, Seq(0)) == [an_entry(1)]


@pytest.mark.trust(3)
async def test_a_lease_taken_unheard_is_held_under_the_same_fence(
    proxy: Proxies, client: RedisClient
) -> None:
    leases, rehearsal = RedisLeases(client, "n1"), a_rehearsal_id()
    proxy.lose_replies(b"squall_acquire", 2)
    assert await leases.acquire(rehearsal) == 1
    assert await leases.renew(rehearsal, 1)


async def test_a_ticket_whose_reply_is_lost_opens_its_socket_all_the_same_and_once(
    proxy: Proxies, client: RedisClient
) -> None:
    await client.load_functions()
    tickets = RedisTickets(client)
    admission = Admission(
        rehearsal=a_rehearsal_id(),
        seat=SeatId("observer-1"),
        participant=ParticipantId("p1"),
        origin="http://localhost",
    )
    ticket = await tickets.issue(admission)
    proxy.lose_replies(b"squall_redeem", RETRIES)
    assert await tickets.redeem(ticket) == admission
    assert proxy.left_to_lose == 0
    assert await tickets.redeem(ticket) is None
