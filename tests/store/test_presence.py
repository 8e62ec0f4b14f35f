from collections.abc import Callable

import pytest

from app.store.presence import MemoryPresence, MemoryPresenceBook, Presence, Present, RedisPresence
from app.store.redis_client import RedisClient
from tests.store.made import ANNA, BORIS, a_rehearsal_id, until

Node = Callable[[str, int], Presence]
"""Presence as a node tells it, by its name and the grace in ms."""


@pytest.fixture
def memory_node() -> Node:
    book = MemoryPresenceBook()
    return lambda name, grace_ms: MemoryPresence(book, name, grace_ms=grace_ms)


@pytest.fixture
def redis_node(client: RedisClient) -> Node:
    return lambda name, grace_ms: RedisPresence(client, name, grace_ms=grace_ms)


@pytest.fixture(params=["memory_node", "redis_node"])
def node(request: pytest.FixtureRequest) -> Node:
    made: Node = request.getfixturevalue(request.param)
    return made


async def test_everybody_sees_who_is_here_on_any_node(node: Node) -> None:
    rehearsal, first, second = a_rehearsal_id(), node("n1", 10_000), node("n2", 10_000)
    await first.here(rehearsal, [ANNA], watchers=3)
    await second.here(rehearsal, [BORIS], watchers=4)
    both = Present(seats={ANNA: "n1", BORIS: "n2"}, watchers=7)
    assert await first.present(rehearsal) == await second.present(rehearsal) == both


async def test_nobody_is_in_an_empty_room(node: Node) -> None:
    assert await node("n1", 10_000).present(a_rehearsal_id()) == Present(seats={}, watchers=0)


async def test_who_falls_silent_is_gone_after_the_grace(node: Node) -> None:
    rehearsal, short = a_rehearsal_id(), node("n1", 60)
    await short.here(rehearsal, [ANNA], watchers=1)
    assert (await node("n2", 10_000).present(rehearsal)).seats == {ANNA: "n1"}

    async def gone() -> bool:
        return await short.present(rehearsal) == Present(seats={}, watchers=0)

    await until(gone)


async def test_who_leaves_on_purpose_is_gone_at_once(node: Node) -> None:
    rehearsal, here = a_rehearsal_id(), node("n1", 10_000)
    await here.here(rehearsal, [ANNA, BORIS])
    await here.gone(rehearsal, ANNA)
    assert (await here.present(rehearsal)).seats == {BORIS: "n1"}


async def test_leaving_one_node_late_does_not_undo_arriving_at_another(node: Node) -> None:
    rehearsal, old, new = a_rehearsal_id(), node("n1", 10_000), node("n2", 10_000)
    await old.here(rehearsal, [ANNA])
    await new.here(rehearsal, [ANNA])
    await old.gone(rehearsal, ANNA)
    assert (await new.present(rehearsal)).seats == {ANNA: "n2"}
