import asyncio
from collections.abc import Callable

import pytest

from app.store.lease import Leases, MemoryLeaseBook, MemoryLeases, RedisLeases
from app.store.redis_client import RedisClient
from tests.store.made import a_rehearsal_id, until

Node = Callable[[str, int], Leases]
"""A node's leases, by its name and how many ms they are held."""


@pytest.fixture
def memory_node() -> Node:
    book = MemoryLeaseBook()
    return lambda name, held_ms: MemoryLeases(book, name, held_ms=held_ms)


@pytest.fixture
def redis_node(client: RedisClient) -> Node:
    return lambda name, held_ms: RedisLeases(client, name, held_ms=held_ms)


@pytest.fixture(params=["memory_node", "redis_node"])
def node(request: pytest.FixtureRequest) -> Node:
    made: Node = request.getfixturevalue(request.param)
    return made


async def test_one_node_at_a_time_conducts(node: Node) -> None:
    rehearsal = a_rehearsal_id()
    nodes = [node(f"n{number}", 3000) for number in range(8)]
    fences = await asyncio.gather(*(one.acquire(rehearsal) for one in nodes))
    assert sorted(fence or 0 for fence in fences) == [0] * 7 + [1]


async def test_the_holder_may_ask_again_and_keeps_its_fence(node: Node) -> None:
    rehearsal, holder = a_rehearsal_id(), node("n1", 3000)
    assert await holder.acquire(rehearsal) == await holder.acquire(rehearsal) == 1
    assert await holder.renew(rehearsal, 1)


async def test_a_lease_given_back_goes_to_the_next_with_a_higher_fence(node: Node) -> None:
    rehearsal, first, second = a_rehearsal_id(), node("n1", 3000), node("n2", 3000)
    await first.acquire(rehearsal)
    await first.release(rehearsal, 1)
    assert await second.acquire(rehearsal) == 2
    assert not await first.renew(rehearsal, 1)
    await first.release(rehearsal, 1)
    assert await second.renew(rehearsal, 2)


async def test_a_silent_holder_loses_it(node: Node) -> None:
    rehearsal, silent, waiting = a_rehearsal_id(), node("n1", 50), node("n2", 3000)
    assert await silent.acquire(rehearsal) == 1

    async def taken_over() -> bool:
        return await waiting.acquire(rehearsal) == 2

    await until(taken_over)
    assert not await silent.renew(rehearsal, 1)
    assert await silent.acquire(rehearsal) is None


async def test_a_renewed_lease_is_held_on(node: Node) -> None:
    rehearsal, holder, waiting = a_rehearsal_id(), node("n1", 1_500), node("n2", 1_500)
    assert await holder.acquire(rehearsal) == 1
    loop = asyncio.get_running_loop()
    end = loop.time() + 2.0
    while loop.time() < end:
        assert await holder.renew(rehearsal, 1)
        assert await waiting.acquire(rehearsal) is None
        await asyncio.sleep(0.05)


async def test_what_nobody_holds_is_told_from_what_somebody_does(node: Node) -> None:
    held, free, given_back = (a_rehearsal_id() for _ in range(3))
    fences = {one: await node("n1", 3000).acquire(one) for one in (held, given_back)}
    await node("n1", 3000).release(given_back, fences[given_back] or 0)
    looker = node("n2", 3000)
    assert await looker.free([held, free, given_back]) == [free, given_back]
    assert await looker.free([]) == []
