import asyncio
from collections.abc import Callable

import pytest

from app.ids import ParticipantId, RehearsalId, SeatId
from app.store.redis_client import RedisClient
from app.store.tickets import Admission, MemoryTickets, RedisTickets, Tickets
from tests.store.made import keys_like, until

Office = Callable[[int], Tickets]
"""Tickets good for so many ms."""
ANNAS = Admission(
    rehearsal=RehearsalId("r1"),
    seat=SeatId("anna"),
    participant=ParticipantId("p1"),
    origin="http://localhost:8000",
)


@pytest.fixture
def memory_office() -> Office:
    return lambda good_for_ms: MemoryTickets(good_for_ms=good_for_ms)


@pytest.fixture
def redis_office(client: RedisClient) -> Office:
    return lambda good_for_ms: RedisTickets(client, good_for_ms=good_for_ms)


@pytest.fixture(params=["memory_office", "redis_office"])
def office(request: pytest.FixtureRequest) -> Office:
    made: Office = request.getfixturevalue(request.param)
    return made


@pytest.mark.trust(20)
async def test_a_ticket_is_good_once(office: Office) -> None:
    tickets = office(30_000)
    ticket = await tickets.issue(ANNAS)
    redeemed = await asyncio.gather(*(tickets.redeem(ticket) for _ in range(10)))
    assert [one for one in redeemed if one] == [ANNAS]


async def test_nobody_enters_with_a_ticket_never_issued(office: Office) -> None:
    tickets = office(30_000)
    ticket = await tickets.issue(ANNAS)
    for forged in ("", ticket[:-1], ticket + "A", ticket.swapcase()):
        assert await tickets.redeem(forged) is None
    assert await tickets.redeem(ticket) == ANNAS


@pytest.mark.trust(20)
async def test_an_old_ticket_is_good_for_nothing(office: Office) -> None:
    tickets, old = office(20), ""

    async def too_old() -> bool:
        nonlocal old
        old = await tickets.issue(ANNAS)
        await asyncio.sleep(0.05)  # its 20 ms pass
        return await tickets.redeem(old) is None

    await until(too_old)
    assert await tickets.redeem(old) is None


async def test_redis_keeps_only_the_hash_of_a_ticket(client: RedisClient) -> None:
    ticket = await RedisTickets(client).issue(ANNAS)
    keys = await keys_like(client, "*ticket*")
    assert keys
    assert not [key for key in keys if ticket.encode() in key]
