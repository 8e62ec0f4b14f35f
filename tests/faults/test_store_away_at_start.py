"""A node that starts while a store is away waits for it."""

import asyncio
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.serving import ServerProcess
from tests.store.clusters import Server
from tests.store.made import until

pytestmark = pytest.mark.faults
WITHIN = 60.0


async def waits(node: ServerProcess, store: str) -> bool:
    """Whether it says that it waits; that it has ended is no waiting."""
    assert node.alive, node.written()
    return f"waiting for a store: {store}" in node.written()


async def test_a_node_that_starts_without_redis_is_ready_once_there_is_one(tmp_path: Path) -> None:
    redis = Server(tmp_path / "redis")
    environment = {"SQUALL_REDIS_URL": f"redis://127.0.0.1:{redis.port}/0"}
    node = ServerProcess(tmp_path / "node", environment=environment)
    try:
        node.spawn()
        await until(lambda: waits(node, "Redis"), WITHIN)
        redis.start()
        await asyncio.to_thread(node.wait_until_ready)
    finally:
        node.kill()
        redis.kill()


async def test_a_node_that_waits_for_sql_in_vain_ends_and_says_why(tmp_path: Path) -> None:
    environment = {
        "SQUALL_DATABASE_URL": f"postgresql://127.0.0.1:{free_port()}/squall",
        "SQUALL_STORE_PATIENCE": "1",
    }
    node = ServerProcess(tmp_path / "node", environment=environment)
    try:
        node.spawn()
        assert await asyncio.to_thread(node.wait, WITHIN) != 0
        assert "waiting for a store: SQL" in node.written()
        assert "Unavailable: SQL" in node.written()
    finally:
        node.kill()
